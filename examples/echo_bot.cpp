// A bot that answers every message with its own text, until Ctrl-C.
#include "target.hpp"

#include "strata/client/client.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>

#include <csignal>
#include <exception>
#include <iostream>
#include <optional>

// [bot]
asio::awaitable<void> echo(strata::Client client) {
  strata::UpdateStream updates = client.stream_updates(strata::UpdateOptions().catch_up());
  while (std::optional<strata::Update> update = co_await updates.next()) {
    const auto* message = update->get_if<strata::NewMessage>();
    if (!message || message->outgoing() || message->text().empty()) continue;
    try {
      co_await client.reply(*message, message->text());
    } catch (const strata::RpcError& error) {
      // This one answer failed; the next may not.
      std::cerr << error.what() << std::endl;
    }
  }
}
// [/bot]

asio::awaitable<void> run(asio::io_context& io, const Target& target) {
  strata::Client client = co_await target.builder("echo_bot.session").connect();
  const bool authorized = co_await client.is_authorized();
  if (!authorized) co_await client.bot_sign_in(target.bot_token());
  const strata::User me = co_await client.get_me();
  std::cout << "@" << me.username() << " is listening; Ctrl-C ends it" << std::endl;

  asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](std::error_code error, int) {
    if (!error) asio::co_spawn(io, client.shutdown(), asio::detached);
  });
  co_await echo(client);
  signals.cancel();
  std::cout << "good bye" << std::endl;
}

int main() {
  try {
    asio::io_context io;
    const Target target;
    std::exception_ptr failure;
    asio::co_spawn(io, run(io, target), [&](std::exception_ptr end) { failure = end; });
    io.run();
    if (failure) std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    std::cerr << "echo_bot: " << error.what() << std::endl;
    return 1;
  }
}
