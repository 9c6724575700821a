// What the world knows of one account, a person's or a bot's.
#pragma once

#include "strata/datacenter/world/ids.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace strata::datacenter {

struct BotCommand {
  std::string command;
  std::string description;

  friend bool operator==(const BotCommand&, const BotCommand&) = default;
};

/// What only bots have.
struct BotProfile {
  std::string secret;  ///< the part of the token after the colon
  std::string description;
  int info_version = 1;
  /// Commands by (scope, language); the scope in words: "default", "users", "peer 17", …
  std::map<std::pair<std::string, std::string>, std::vector<BotCommand>> commands;
};

struct User {
  UserId id = 0;
  std::string first_name;
  std::string last_name;
  std::string username;  ///< without @; empty when none
  std::string phone;     ///< digits only; empty for bots
  std::string about;
  std::optional<BotProfile> bot;
  UnixSeconds last_seen = 0;
  bool online = false;

  [[nodiscard]] bool is_bot() const { return bot.has_value(); }
  /// The token that logs the bot in: `id:secret`.
  [[nodiscard]] std::string token() const;
};

/// What is needed to register a person; `phone` may hold +, blanks and hyphens.
struct PersonSpec {
  std::string phone;
  std::string first_name;
  std::string last_name;
  std::string username;
  UserId id = 0;  ///< 0: the next free one
};

/// What is needed to register a bot. `token` is `id:secret`.
struct BotSpec {
  std::string token;
  std::string first_name;
  std::string username;
  std::string description;
};

}  // namespace strata::datacenter
