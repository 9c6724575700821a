// A RandomSource for tests: bytes that the test dictates, then a reproducible stream.
#pragma once

#include "strata/crypto/random.hpp"

#include <deque>

namespace strata::test {

/// Gives `script` first and, once that is used up, a stream that depends on `seed` only.
/// Not random at all: for tests.
class ScriptedRandom : public crypto::RandomSource {
 public:
  explicit ScriptedRandom(BytesView script = {}, std::uint64_t seed = 1)
      : script_(script.begin(), script.end()), state_(seed) {}

  /// Adds to the end of the script.
  void push(BytesView more) { script_.insert(script_.end(), more.begin(), more.end()); }

  void fill(MutableBytes out) override {
    for (std::uint8_t& byte : out) byte = next();
    taken_ += out.size();
  }

  /// Bytes of the script that nobody has asked for yet.
  [[nodiscard]] std::size_t script_left() const noexcept { return script_.size(); }
  /// All bytes given so far.
  [[nodiscard]] std::size_t taken() const noexcept { return taken_; }

 private:
  std::uint8_t next() {
    if (!script_.empty()) {
      const std::uint8_t byte = script_.front();
      script_.pop_front();
      return byte;
    }
    // The SplitMix64 step: every seed gives a well-mixed stream.
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::uint8_t>((mixed ^ (mixed >> 31U)) >> 56U);
  }

  std::deque<std::uint8_t> script_;
  std::uint64_t state_;
  std::size_t taken_ = 0;
};

}  // namespace strata::test
