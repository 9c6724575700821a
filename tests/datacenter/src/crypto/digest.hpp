// SHA-1 and SHA-256 over pieces, and comparison in constant time.
#pragma once

#include "strata/base/bytes.hpp"

#include <initializer_list>

namespace strata::datacenter {

using Sha1 = std::array<std::uint8_t, 20>;
using Sha256 = std::array<std::uint8_t, 32>;

/// Digest of the pieces as if they stood one behind the other.
[[nodiscard]] Sha1 sha1(std::initializer_list<BytesView> pieces);
[[nodiscard]] Sha256 sha256(std::initializer_list<BytesView> pieces);

/// True when both have the same length and bytes; the time depends on the length only.
[[nodiscard]] bool equal_in_constant_time(BytesView a, BytesView b) noexcept;

}  // namespace strata::datacenter
