// The networks that Telegram announces as its own.
#pragma once

#include <string_view>

namespace strata::detail {

/// Is this literal IPv4 or IPv6 address (mapped ones included) one of Telegram's? False for names.
// Spec: our rule
[[nodiscard]] bool is_telegram_address(std::string_view ip);

}  // namespace strata::detail
