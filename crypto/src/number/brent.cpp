// Brent's cycle finding with one greatest common divisor per batch of steps.
#include "number/brent.hpp"

#include "number/montgomery.hpp"

#include <algorithm>
#include <numeric>

namespace strata::crypto {
namespace {

// Long enough that the divisions do not show, short enough that going back over one is nothing.
constexpr std::uint64_t batch = 512;

constexpr std::uint64_t distance(std::uint64_t a, std::uint64_t b) { return a > b ? a - b : b - a; }

// One walk x → x² + c. Ends with a factor, with n (the walk closed for both primes at once), or
// with 0 when the budget is used up.
class Walk {
 public:
  Walk(const Montgomery& field, std::uint64_t c) noexcept
      : field_(field), c_(field.from(c)), y_(field.from(2)) {}

  [[nodiscard]] std::uint64_t run(std::uint64_t& budget, const std::stop_token& stop) noexcept {
    for (std::uint64_t length = 1;; length *= 2) {
      if (budget < length) return 0;
      budget -= length;
      anchor_ = y_;
      for (std::uint64_t i = 0; i < length; ++i) y_ = next(y_);
      for (std::uint64_t done = 0; done < length; done += batch) {
        const std::uint64_t steps = std::min(batch, length - done);
        if (budget < steps || stop.stop_requested()) return 0;
        budget -= steps;
        const std::uint64_t divisor = walk(steps);
        if (divisor == field_.modulus()) return walk_again();
        if (divisor != 1) return divisor;
      }
    }
  }

 private:
  [[nodiscard]] std::uint64_t next(std::uint64_t y) const noexcept {
    return field_.square_plus(y, c_);
  }

  [[nodiscard]] std::uint64_t walk(std::uint64_t steps) noexcept {
    batch_start_ = y_;
    std::uint64_t product = field_.one();
    for (std::uint64_t i = 0; i < steps; ++i) {
      y_ = next(y_);
      product = field_.multiply(product, distance(anchor_, y_));
    }
    return std::gcd(product, field_.modulus());
  }

  // Both primes fell into the same batch: look at each step. At most one batch and a cycle.
  [[nodiscard]] std::uint64_t walk_again() noexcept {
    y_ = batch_start_;
    for (;;) {
      y_ = next(y_);
      const std::uint64_t divisor = std::gcd(distance(anchor_, y_), field_.modulus());
      if (divisor != 1) return divisor;
    }
  }

  const Montgomery& field_;
  std::uint64_t c_;
  std::uint64_t y_;
  std::uint64_t anchor_ = 0;
  std::uint64_t batch_start_ = 0;
};

}  // namespace

FactorResult find_factor(std::uint64_t n, std::uint64_t max_steps,
                         const std::stop_token& stop) noexcept {
  const Montgomery field(n);
  for (std::uint64_t c = 1;; ++c) {
    const std::uint64_t divisor = Walk(field, c).run(max_steps, stop);
    if (divisor == 0) {
      return {stop.stop_requested() ? FactorSearch::cancelled : FactorSearch::work_limit};
    }
    if (divisor != n) return {FactorSearch::found, divisor};
  }
}

}  // namespace strata::crypto
