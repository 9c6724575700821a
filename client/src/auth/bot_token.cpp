// The shape of a bot token.
#include "auth/bot_token.hpp"

#include <algorithm>

namespace strata::auth {

namespace {

constexpr std::size_t longest_token = 256;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_secret_character(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

}  // namespace

bool is_bot_token(std::string_view token) noexcept {
  const std::size_t colon = token.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 19) return false;
  if (token.size() > longest_token || colon + 1 == token.size()) return false;
  return std::ranges::all_of(token.substr(0, colon), is_digit) &&
         std::ranges::all_of(token.substr(colon + 1), is_secret_character);
}

}  // namespace strata::auth
