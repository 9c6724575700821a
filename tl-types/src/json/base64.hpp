// Base64 (RFC 4648 section 4) with padding.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace strata::tl::detail {

[[nodiscard]] std::string to_base64(BytesView bytes);

/// The bytes that `text` stands for, if it is exactly what to_base64() makes of some bytes: no
/// blanks, no missing padding, no bits behind the last byte.
[[nodiscard]] std::optional<std::size_t> base64_size(std::string_view text) noexcept;
/// Writes base64_size() bytes to `to`; false when `text` is no base64.
[[nodiscard]] bool from_base64(std::string_view text, std::uint8_t* to) noexcept;

}  // namespace strata::tl::detail
