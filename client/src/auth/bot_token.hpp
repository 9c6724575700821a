// The shape of a bot token.
#pragma once

#include <string_view>

namespace strata::auth {

/// `digits:secret`, the secret of letters, digits, `_` and `-`. A token of another shape is refused
/// before it is sent anywhere (D-09).
[[nodiscard]] bool is_bot_token(std::string_view token) noexcept;

}  // namespace strata::auth
