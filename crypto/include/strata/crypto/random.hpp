// Where random bytes come from: an interface, so that tests can script it, and the system's source.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::crypto {

/// A source of random bytes. Everything below the client takes one as an argument; all bytes that
/// MTProto calls random must come from a cryptographic source in production.
///
/// Threads: as the implementation says; `system_random()` may be used from any thread.
class RandomSource {
 public:
  RandomSource() = default;
  virtual ~RandomSource() = default;
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;

  /// Overwrites `out` with random bytes. Cannot fail.
  virtual void fill(MutableBytes out) = 0;

  /// `N` random bytes.
  template <std::size_t N>
  [[nodiscard]] std::array<std::uint8_t, N> array() {
    std::array<std::uint8_t, N> bytes;
    fill(bytes);
    return bytes;
  }

  [[nodiscard]] std::uint64_t next_u64();

  /// A number in [0, bound), each equally likely; 0 when `bound` is 0.
  [[nodiscard]] std::uint64_t uniform(std::uint64_t bound);
};

/// The operating system's cryptographic generator, through libsodium. Any thread.
[[nodiscard]] RandomSource& system_random();

}  // namespace strata::crypto
