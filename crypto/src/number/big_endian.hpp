// Big-endian numbers of foreign origin: length limits and leading zeros.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/crypto/limits.hpp"

#include <algorithm>

namespace strata::crypto {

/// `number` without leading zeros, or nothing when it has more than `size` significant bytes or
/// more than a few zeros in front. Zero becomes empty. (H-18)
[[nodiscard]] inline std::optional<BytesView> significant_bytes(BytesView number,
                                                                std::size_t size) noexcept {
  if (number.size() > size + max_leading_zeros) return std::nullopt;
  const auto first =
      std::find_if(number.begin(), number.end(), [](std::uint8_t byte) { return byte != 0; });
  const BytesView significant(first, number.end());
  if (significant.size() > size) return std::nullopt;
  return significant;
}

/// Left-pads `number`, of at most `N` bytes, with zeros.
template <std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> left_padded(BytesView number) noexcept {
  std::array<std::uint8_t, N> padded{};
  std::copy(number.begin(), number.end(),
            padded.end() - static_cast<std::ptrdiff_t>(number.size()));
  return padded;
}

}  // namespace strata::crypto
