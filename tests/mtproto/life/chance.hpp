// Reproducible chance: everything random in a simulated life comes from one seed.
#pragma once

#include <chrono>
#include <cstdint>

namespace strata::mtproto::life {

using std::chrono::nanoseconds;

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    // The SplitMix64 step.
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
  }
  /// 0 … bound - 1.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  /// True in so many of a thousand cases.
  bool per_mille(std::uint64_t cases) { return below(1000) < cases; }
  /// Evenly between the two.
  nanoseconds between(nanoseconds least, nanoseconds most) {
    const auto width = static_cast<std::uint64_t>((most - least).count());
    return least + nanoseconds(static_cast<std::int64_t>(below(width + 1)));
  }
  /// Something that happens once in `mean` on average happens next after so long; half of the mean
  /// to twice of it, which is random enough here.
  nanoseconds after_about(nanoseconds mean) { return between(mean / 2, mean * 3 / 2); }

 private:
  std::uint64_t state_;
};

}  // namespace strata::mtproto::life
