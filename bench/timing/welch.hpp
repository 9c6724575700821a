// Whether two sets of timings come from one distribution: Welch's t-test, as dudect uses it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace strata::bench {

/// Timings of two classes of inputs, taken in random order.
class TwoClasses {
 public:
  void add(bool second, std::uint64_t ticks) { ticks_[second ? 1 : 0].push_back(ticks); }
  [[nodiscard]] std::size_t size() const { return ticks_[0].size() + ticks_[1].size(); }

  /// Welch's t over the samples up to a common threshold, the `share` quantile of all of them:
  /// interrupts make long tails that say nothing of the code.
  [[nodiscard]] double t(double share) const {
    std::vector<std::uint64_t> all = ticks_[0];
    all.insert(all.end(), ticks_[1].begin(), ticks_[1].end());
    const auto index = static_cast<std::size_t>(share * static_cast<double>(all.size() - 1));
    std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(index), all.end());
    const Moments a = moments(ticks_[0], all[index]);
    const Moments b = moments(ticks_[1], all[index]);
    const double spread = a.variance / a.count + b.variance / b.count;
    return spread > 0 ? (a.mean - b.mean) / std::sqrt(spread) : 0;
  }

  /// The largest |t| over a few thresholds.
  [[nodiscard]] double worst_t() const {
    double worst = 0;
    for (const double share : {0.5, 0.8, 0.9, 0.99}) worst = std::max(worst, std::abs(t(share)));
    return worst;
  }

 private:
  struct Moments {
    double count = 0;
    double mean = 0;
    double variance = 0;
  };

  static Moments moments(const std::vector<std::uint64_t>& ticks, std::uint64_t most) {
    Moments result;
    double squares = 0;
    for (const std::uint64_t tick : ticks) {
      if (tick > most) continue;
      const double difference = static_cast<double>(tick) - result.mean;
      ++result.count;
      result.mean += difference / result.count;
      squares += difference * (static_cast<double>(tick) - result.mean);
    }
    result.count = std::max(result.count, 1.0);
    result.variance = squares / std::max(result.count - 1, 1.0);
    return result;
  }

  std::array<std::vector<std::uint64_t>, 2> ticks_;
};

}  // namespace strata::bench
