// Phone numbers as people write them and as Telegram wants them.
#include "auth/phone_number.hpp"

#include "strata/client/errors.hpp"

namespace strata::auth {

namespace {

constexpr std::string_view ornaments = "+ .-()/";
constexpr std::size_t most_digits = 20;

}  // namespace

std::string normalize_phone(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits.push_back(c);
    } else if (ornaments.find(c) == std::string_view::npos) {
      digits.clear();
      break;
    }
  }
  if (digits.empty() || digits.size() > most_digits) {
    throw Error(ClientErrc::invalid_argument,
                "a phone number has a country code and digits, such as +49 151 23456789");
  }
  return digits;
}

}  // namespace strata::auth
