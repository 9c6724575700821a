// The demo's person: logs in, talks with the bot, presses buttons, sends a file.
#pragma once

#include "demo/transcript.hpp"

#include "strata/client/client.hpp"

#include <asio/awaitable.hpp>

#include <functional>
#include <string>

namespace demo {

/// What the person knows by heart.
struct Credentials {
  std::string name;
  std::string phone;
  std::string password;
  /// Looks the code up where it arrived.
  std::function<std::string()> read_code;
};

/// Logs in by code and password, with a slip at each.
asio::awaitable<strata::User> log_in(strata::Client client, const Credentials& person,
                                     Transcript& transcript);

/// One visit at the bot. `drop_connections` cuts every connection in the middle of it.
/// Throws std::runtime_error when the bot does not do what it should.
asio::awaitable<void> visit(strata::Client client, const std::string& name,
                            const std::string& bot_username,
                            const std::function<void()>& drop_connections, Transcript& transcript);

}  // namespace demo
