// The register of accounts: by id, by phone, by username, by bot token.
#include "strata/datacenter/world/users.hpp"

#include "world/text.hpp"

#include <algorithm>
#include <charconv>

namespace strata::datacenter {
namespace {

constexpr UserId first_free_id = 100'001;
// Spec: ids are positive and below 2^52 (E-42).
constexpr UserId last_id = (UserId{1} << 52U) - 1;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_at(std::string_view username) {
  if (username.starts_with('@')) username.remove_prefix(1);
  return username;
}

}  // namespace

std::string User::token() const {
  if (!bot) return {};
  return std::to_string(id) + ":" + bot->secret;
}

std::optional<std::string> normalize_phone(std::string_view written) {
  std::string digits;
  for (const char c : written) {
    if (is_digit(c)) {
      digits.push_back(c);
    } else if (std::string_view("+ -()").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (digits.size() < 5 || digits.size() > 15) return std::nullopt;
  return digits;
}

std::optional<BotToken> parse_bot_token(std::string_view token) {
  const std::size_t colon = token.find(':');
  if (colon == std::string_view::npos || token.size() > 128) return std::nullopt;
  BotToken parsed;
  const char* end = token.data() + colon;
  const auto [stop, error] = std::from_chars(token.data(), end, parsed.id);
  if (error != std::errc() || stop != end || parsed.id <= 0 || parsed.id > last_id) {
    return std::nullopt;
  }
  parsed.secret = token.substr(colon + 1);
  const bool legal = std::ranges::all_of(parsed.secret, [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  });
  if (parsed.secret.empty() || !legal) return std::nullopt;
  return parsed;
}

Outcome<UserId> Users::add_person(const PersonSpec& spec) {
  const auto phone = normalize_phone(spec.phone);
  if (!phone) return refuse("PHONE_NUMBER_INVALID");
  if (by_phone_.contains(*phone)) return refuse("PHONE_NUMBER_OCCUPIED");
  User user;
  user.id = spec.id;
  user.phone = *phone;
  user.first_name = spec.first_name;
  user.last_name = spec.last_name;
  user.username = without_at(spec.username);
  return add(std::move(user));
}

Outcome<UserId> Users::add_bot(const BotSpec& spec) {
  const auto token = parse_bot_token(spec.token);
  if (!token) return refuse("ACCESS_TOKEN_INVALID");
  User user;
  user.id = token->id;
  user.first_name = spec.first_name;
  user.username = without_at(spec.username);
  user.bot.emplace();
  user.bot->secret = token->secret;
  user.bot->description = spec.description;
  return add(std::move(user));
}

Outcome<UserId> Users::add(User user) {
  if (users_.size() >= limits_.users) return refuse(420, "FLOOD_WAIT_3600");
  if (const auto names = check_names(user.first_name, user.last_name); !names) {
    return refuse(names.error());
  }
  if (!user.username.empty()) {
    if (const auto free = check_username(user.username); !free) return refuse(free.error());
  }
  if (user.id == 0) {
    const UserId last = users_.empty() ? 0 : users_.rbegin()->first;
    user.id = std::max(first_free_id, last + 1);
  }
  if (user.id < 0 || user.id > last_id || users_.contains(user.id)) {
    return refuse("USER_ID_INVALID");
  }
  if (!user.phone.empty()) by_phone_[user.phone] = user.id;
  if (!user.username.empty()) by_username_[lower_case(user.username)] = user.id;
  const UserId id = user.id;
  users_.emplace(id, std::move(user));
  return id;
}

User* Users::find(UserId id) {
  const auto found = users_.find(id);
  return found == users_.end() ? nullptr : &found->second;
}

const User* Users::find(UserId id) const {
  const auto found = users_.find(id);
  return found == users_.end() ? nullptr : &found->second;
}

User* Users::find_phone(std::string_view phone) {
  const auto found = by_phone_.find(std::string(phone));
  return found == by_phone_.end() ? nullptr : find(found->second);
}

User* Users::find_username(std::string_view username) {
  const auto found = by_username_.find(lower_case(without_at(username)));
  return found == by_username_.end() ? nullptr : find(found->second);
}

Outcome<void> Users::check_username(std::string_view username) const {
  const bool legal = std::ranges::all_of(username, [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
  if (username.size() < 5 || username.size() > limits_.username_length || !legal ||
      is_digit(username.front()) || username.front() == '_' || username.back() == '_') {
    return refuse("USERNAME_INVALID");
  }
  if (by_username_.contains(lower_case(username))) return refuse("USERNAME_OCCUPIED");
  return {};
}

Outcome<void> Users::set_username(UserId id, std::string_view username) {
  User* user = find(id);
  if (user == nullptr) return refuse("USER_ID_INVALID");
  username = without_at(username);
  if (user->username == username) return refuse("USERNAME_NOT_MODIFIED");
  // Writing one's own name in another case is no conflict.
  const bool only_case = lower_case(user->username) == lower_case(username);
  if (!username.empty() && !only_case) {
    if (auto free = check_username(username); !free) return free;
  }
  if (!user->username.empty()) by_username_.erase(lower_case(user->username));
  if (!username.empty()) by_username_[lower_case(username)] = id;
  user->username = username;
  return {};
}

Outcome<void> Users::check_names(std::string_view first, std::string_view last) const {
  const auto first_length = text_length(first);
  if (!first_length || *first_length == 0 || *first_length > limits_.name_length) {
    return refuse("FIRSTNAME_INVALID");
  }
  const auto last_length = text_length(last);
  if (!last_length || *last_length > limits_.name_length) return refuse("LASTNAME_INVALID");
  return {};
}

Outcome<void> Users::set_profile(UserId id, std::optional<std::string> first_name,
                                 std::optional<std::string> last_name,
                                 std::optional<std::string> about) {
  User* user = find(id);
  if (user == nullptr) return refuse("USER_ID_INVALID");
  const std::string first = first_name.value_or(user->first_name);
  const std::string last = last_name.value_or(user->last_name);
  if (auto names = check_names(first, last); !names) return names;
  if (about) {
    const auto length = text_length(*about);
    if (!length || *length > limits_.about_length) return refuse("ABOUT_TOO_LONG");
    user->about = *about;
  }
  user->first_name = first;
  user->last_name = last;
  return {};
}

std::int64_t Users::access_hash(UserId viewer, UserId target) const {
  return seed_.number("user access hash", {viewer, target});
}

}  // namespace strata::datacenter
