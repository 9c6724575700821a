// Strict base64url (RFC 4648 section 5) without padding.
#pragma once

#include "session/secret_buffer.hpp"

#include "strata/base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace strata::detail {

[[nodiscard]] std::string to_base64url(BytesView bytes);

/// Nothing unless `text` is exactly what to_base64url makes of some bytes: no blanks, no padding,
/// no other alphabet, no stray bits at the end.
[[nodiscard]] std::optional<SecretBuffer> from_base64url(std::string_view text);

}  // namespace strata::detail
