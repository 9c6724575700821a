// A consumer of client: the builder says what is missing, before any network.
#include <asio/io_context.hpp>

#include <iostream>
#include <strata/client/client.hpp>
#include <strata/client/run_blocking.hpp>

int main() {
  asio::io_context io;
  try {
    strata::run_blocking(io, strata::Client::builder().in_memory().connect());
  } catch (const strata::Error& error) {
    std::cout << error.what() << '\n';
    return error.code() == strata::ClientErrc::missing_api_id ? 0 : 1;
  }
  return 1;
}
