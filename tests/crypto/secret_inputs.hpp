// Secrets to look for, and sources of randomness that hand them out.
#pragma once

#include "strata/crypto/random.hpp"

#include <stdexcept>

namespace strata::test {

/// Bytes without repetition, different for each `seed`.
template <std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> secret(std::uint64_t seed) {
  std::array<std::uint8_t, N> bytes;
  std::uint64_t state = seed;
  for (std::uint8_t& byte : bytes) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    byte = static_cast<std::uint8_t>(state >> 56U);
  }
  return bytes;
}

/// Gives `first` once, if there is one, then the same secret bytes over and over; its own memory is
/// not what is watched.
class FixedRandom : public crypto::RandomSource {
 public:
  explicit FixedRandom(BytesView bytes) : bytes_(bytes) {}
  FixedRandom(BytesView first, BytesView bytes) : first_(first), bytes_(bytes) {}
  void fill(MutableBytes out) override {
    for (std::uint8_t& byte : out) {
      if (first_.empty()) {
        byte = bytes_[next_++ % bytes_.size()];
      } else {
        byte = first_.front();
        first_ = first_.subspan(1);
      }
    }
  }

 private:
  BytesView first_;
  BytesView bytes_;
  std::size_t next_ = 0;
};

/// Fails at its `draw`-th use, counted from 0, after it has written secret bytes.
class ThrowingRandom : public crypto::RandomSource {
 public:
  struct Failed : std::runtime_error {
    Failed() : std::runtime_error("no more random bytes") {}
  };

  ThrowingRandom(BytesView bytes, int draw) : source_(bytes), left_(draw) {}
  void fill(MutableBytes out) override {
    source_.fill(out);
    if (left_-- == 0) throw Failed();
  }

 private:
  FixedRandom source_;
  int left_;
};

}  // namespace strata::test
