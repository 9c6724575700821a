// How much a decoder may be made to do by what it reads.
#pragma once

#include <algorithm>
#include <cstddef>

namespace strata::tl {

/// Bounds of one decode. (H-04, H-10)
struct DecodeLimits {
  /// Objects inside objects; deeper input is an error.
  std::size_t depth = 64;
  /// Bytes of memory that one object may take, whatever the size of its input.
  std::size_t memory = std::size_t{64} << 20U;
  /// Bytes of memory per byte of input, and what is allowed on top.
  std::size_t memory_per_byte = 16;
  std::size_t memory_base = std::size_t{64} << 10U;

  /// The bytes of memory that `input` bytes may turn into.
  [[nodiscard]] constexpr std::size_t memory_for(std::size_t input) const noexcept {
    if (input >= memory / memory_per_byte) return memory;
    return std::min(memory, input * memory_per_byte + memory_base);
  }
};

/// The nesting that encoders produce and decoders accept. (H-04)
inline constexpr std::size_t max_depth = DecodeLimits{}.depth;

}  // namespace strata::tl
