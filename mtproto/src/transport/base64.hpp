// Base64 in both alphabets: what proxy secrets and the opening of a WebSocket are written in.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/crypto/secure.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace strata::mtproto {

/// RFC 4648 section 4, with padding.
[[nodiscard]] std::string to_base64(BytesView bytes);

/// Reads both alphabets, with and without padding; nothing if `text` is neither: no blanks, no
/// padding in the middle, no stray bits at the end.
[[nodiscard]] std::optional<crypto::SecureBytes> from_base64(std::string_view text);

}  // namespace strata::mtproto
