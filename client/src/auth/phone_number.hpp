// Phone numbers as people write them and as Telegram wants them.
#pragma once

#include <string>
#include <string_view>

namespace strata::auth {

/// Digits only: drops +, blanks, dots, dashes and brackets.
/// *Throws* Error (invalid_argument) for anything else, or for no or more than 20 digits.
std::string normalize_phone(std::string_view text);

}  // namespace strata::auth
