// What a decoder may be made to do by what it reads.
#pragma once

#include <algorithm>
#include <cstddef>

namespace strata::tl {

/// What to do with a constructor id that the schema does not have. (H-05)
enum class UnknownConstructor {
  /// An error that names the id, the path and the offset.
  refuse,
  /// Keep the value as an `Unknown` where it is clear which bytes are its own:
  /// - when it is the whole input, or only fields of fixed size follow up to the end;
  /// - as an element of a vector, when there is exactly one way to read what must follow it, the
  ///   elements behind it included: so one new update does not cost the others. When the elements
  ///   behind it cannot be read (another unknown one is among them), they become part of its bytes
  ///   and the vector ends with it, if what follows the vector can be read in exactly one way.
  /// Anywhere else it is an error.
  keep,
};

/// The bounds of one decode and what it does with the unknown.
struct DecodeOptions {
  /// Objects inside objects; deeper input is an error. (H-04)
  std::size_t depth = 64;
  /// Bytes of memory that one object may take, whatever the size of its input. (H-10)
  std::size_t memory = std::size_t{64} << 20U;
  /// Bytes of memory per byte of input, and what is allowed on top. (H-10)
  std::size_t memory_per_byte = 16;
  std::size_t memory_base = std::size_t{64} << 10U;
  UnknownConstructor unknown = UnknownConstructor::refuse;

  /// The bytes of memory that `input` bytes may turn into.
  [[nodiscard]] constexpr std::size_t memory_for(std::size_t input) const noexcept {
    if (memory_per_byte == 0 || input >= memory / memory_per_byte) return memory;
    return std::min(memory, input * memory_per_byte + memory_base);
  }
};

/// The nesting that encoders produce and decoders accept. (H-04)
inline constexpr std::size_t max_depth = DecodeOptions{}.depth;

}  // namespace strata::tl
