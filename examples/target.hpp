// Target: which server an example talks to.
#pragma once

#include "strata/client/client_builder.hpp"
#include "strata/datacenter/background.hpp"
#include "strata/datacenter/world/cast.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

/// Telegram when TG_API_ID and TG_API_HASH are set (get them at my.telegram.org); a local data
/// centre that runs already when STRATA_DC ("127.0.0.1:port") and STRATA_DC_KEY (its public key, a
/// PEM file) are; otherwise a data centre of its own in this process.
class Target {
 public:
  Target() {
    if (!env("TG_API_ID").empty() || !env("STRATA_DC").empty()) return;
    auto started = strata::datacenter::BackgroundDataCenter::start();
    if (!started) throw strata::Error(started.error());
    own_ = std::move(*started);
    own_->run([](auto&, auto& world) { strata::datacenter::add_cast(world); });
    std::cout << "TG_API_ID is not set: running on a local data centre at " << address()
              << std::endl;
  }

  /// A client for this target. The session is kept in a file, unless the server ends with us.
  strata::ClientBuilder builder(const std::string& session_file) const {
    strata::ClientBuilder builder;
    if (!env("TG_API_ID").empty()) {
      return builder.api_id(std::stoi(env("TG_API_ID")))
          .api_hash(env("TG_API_HASH"))
          .session(session_file);
    }
    builder.api_id(1).api_hash("local").dc_addr(address()).server_key(key());
    if (own_) return builder.in_memory();
    return builder.session(session_file);
  }

  /// BOT_TOKEN, or the token of the bot that every local data centre has.
  std::string bot_token() const {
    if (!env("BOT_TOKEN").empty()) return env("BOT_TOKEN");
    if (!env("TG_API_ID").empty()) throw std::runtime_error("set BOT_TOKEN (from @BotFather)");
    return std::string(strata::datacenter::cast[3].token);
  }

 private:
  static std::string env(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
  }
  std::string address() const {
    return own_ ? own_->address() + ":" + std::to_string(own_->port()) : env("STRATA_DC");
  }
  std::string key() const {
    if (own_) return own_->public_key_pem();
    std::ifstream file(env("STRATA_DC_KEY"));
    if (!file) throw std::runtime_error("set STRATA_DC_KEY to the data centre's public key (PEM)");
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  std::unique_ptr<strata::datacenter::BackgroundDataCenter> own_;
};
