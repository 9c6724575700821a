// Calls methods of the API directly, through the generated types, without logging in.
#include "target.hpp"

#include "strata/client/client.hpp"
#include "strata/client/run_blocking.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/help/get_nearest_dc.hpp"
#include "strata/tl/functions/users/get_users.hpp"
#include "strata/tl/layer.hpp"
#include "strata/tl/to_string.hpp"
#include "strata/tl/types/config.hpp"
#include "strata/tl/types/dc_option.hpp"
#include "strata/tl/types/input_user.hpp"
#include "strata/tl/types/nearest_dc.hpp"

#include <asio/io_context.hpp>

#include <array>
#include <exception>
#include <iostream>

namespace api = strata::tl;

// [raw]
asio::awaitable<void> ask(strata::Client client) {
  // An answer is a view into one block of memory that the Object owns.
  const auto answer = co_await client.invoke(api::functions::help::GetConfig{});
  const auto& config = answer->as<api::types::Config>();
  std::cout << "layer " << api::LAYER << ", data centre " << config.this_dc << " of "
            << config.dc_options.size() << " addresses" << std::endl;
  for (const api::enums::DcOption& box : config.dc_options) {
    const auto& option = box.as<api::types::DcOption>();
    std::cout << "  dc " << option.id << " at " << option.ip_address << ":" << option.port
              << std::endl;
  }

  // Any value prints as text.
  const auto nearest = co_await client.invoke(api::functions::help::GetNearestDc{});
  std::cout << api::to_string(*nearest) << std::endl;

  // What Telegram refuses is an RpcError with its code, name and value.
  const std::array<api::enums::InputUser, 1> self{api::blank<api::types::InputUserSelf>};
  try {
    co_await client.invoke(api::functions::users::GetUsers{.id = self});
  } catch (const strata::RpcError& error) {
    std::cout << error.method() << " says " << error.name() << " (" << error.code() << ")"
              << std::endl;
  }
}
// [/raw]

asio::awaitable<void> run(const Target& target) {
  strata::ClientBuilder builder = target.builder("");
  strata::Client client = co_await builder.in_memory().connect();
  co_await ask(client);
  co_await client.shutdown();
}

int main() {
  try {
    const Target target;
    asio::io_context io;
    strata::run_blocking(io, run(target));
  } catch (const std::exception& error) {
    std::cerr << "raw_invoke: " << error.what() << std::endl;
    return 1;
  }
}
