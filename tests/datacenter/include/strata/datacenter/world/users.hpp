// The register of accounts: by id, by phone, by username, by bot token.
#pragma once

#include "strata/datacenter/world/limits.hpp"
#include "strata/datacenter/world/refusal.hpp"
#include "strata/datacenter/world/seed.hpp"
#include "strata/datacenter/world/user.hpp"

#include <string_view>
#include <unordered_map>

namespace strata::datacenter {

/// The digits of a phone number as a person writes it, or nothing when it is none:
/// 5 to 15 digits, with +, blanks, hyphens and brackets around them.
[[nodiscard]] std::optional<std::string> normalize_phone(std::string_view written);

/// The two halves of a bot token `digits:secret`, or nothing.
struct BotToken {
  UserId id = 0;
  std::string secret;
};
[[nodiscard]] std::optional<BotToken> parse_bot_token(std::string_view token);

class Users {
 public:
  Users(const Seed& seed, const Limits& limits) : seed_(seed), limits_(limits) {}

  /// Registers a person. PHONE_NUMBER_INVALID, PHONE_NUMBER_OCCUPIED, FIRSTNAME_INVALID,
  /// USERNAME_INVALID, USERNAME_OCCUPIED, or 420 FLOOD_WAIT_3600 when the world is full.
  Outcome<UserId> add_person(const PersonSpec& spec);
  /// Registers a bot. ACCESS_TOKEN_INVALID, and those of the names.
  Outcome<UserId> add_bot(const BotSpec& spec);

  [[nodiscard]] User* find(UserId id);
  [[nodiscard]] const User* find(UserId id) const;
  /// `phone` as normalize_phone gives it.
  [[nodiscard]] User* find_phone(std::string_view phone);
  /// With or without @, whatever the case.
  [[nodiscard]] User* find_username(std::string_view username);
  [[nodiscard]] std::size_t size() const { return users_.size(); }
  /// Every account by id, ascending.
  [[nodiscard]] const std::map<UserId, User>& all() const { return users_; }

  /// Why nobody may take this name: USERNAME_INVALID, USERNAME_OCCUPIED; success when free.
  [[nodiscard]] Outcome<void> check_username(std::string_view username) const;
  /// Gives the account another username; the empty one takes it away. USERNAME_NOT_MODIFIED.
  Outcome<void> set_username(UserId id, std::string_view username);
  /// FIRSTNAME_INVALID, LASTNAME_INVALID, ABOUT_TOO_LONG.
  Outcome<void> set_profile(UserId id, std::optional<std::string> first_name,
                            std::optional<std::string> last_name, std::optional<std::string> about);

  /// The access hash under which `viewer` sees `target`: every viewer has another one, so a
  /// client that mixes up accounts is found out.
  [[nodiscard]] std::int64_t access_hash(UserId viewer, UserId target) const;

 private:
  Outcome<void> check_names(std::string_view first, std::string_view last) const;
  Outcome<UserId> add(User user);

  const Seed& seed_;
  const Limits& limits_;
  std::map<UserId, User> users_;
  std::unordered_map<std::string, UserId> by_phone_;
  std::unordered_map<std::string, UserId> by_username_;  // lower case
};

}  // namespace strata::datacenter
