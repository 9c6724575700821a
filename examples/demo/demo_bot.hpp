// The demo's bot: greets with buttons, echoes texts, and tells what files contain.
#pragma once

#include "demo/transcript.hpp"

#include "strata/client/client.hpp"

#include <asio/awaitable.hpp>

#include <string>

namespace demo {

/// Logs in unless the session is already, and tells who it is.
asio::awaitable<strata::User> log_in_bot(strata::Client client, std::string token);

/// Answers until the client is closed.
asio::awaitable<void> run_bot(strata::Client client, Transcript& transcript);

}  // namespace demo
