// Random bytes that can be drawn a second time.
#pragma once

#include "strata/crypto/random.hpp"

#include <algorithm>

namespace strata::probe {

/// Plays the bytes again that it gave before `rewind()`, and goes on with new ones after them.
class TapeRandom final : public crypto::RandomSource {
 public:
  void fill(MutableBytes out) override {
    if (const std::size_t missing = out.size() - std::min(out.size(), tape_.size() - at_);
        missing > 0) {
      Bytes more(missing);
      crypto::system_random().fill(more);
      append(tape_, more);
    }
    std::copy_n(tape_.begin() + static_cast<std::ptrdiff_t>(at_), out.size(), out.begin());
    at_ += out.size();
  }
  void rewind() { at_ = 0; }

 private:
  Bytes tape_;
  std::size_t at_ = 0;
};

}  // namespace strata::probe
