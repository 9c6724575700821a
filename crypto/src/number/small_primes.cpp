// The Miller–Rabin test with bases that decide every 64-bit number.
#include "number/small_primes.hpp"

#include "number/montgomery.hpp"

#include <bit>

namespace strata::crypto {
namespace {

// No composite below 3.3·10^24 is a strong pseudoprime to the first twelve primes
// (Sorenson and Webster, 2015).
constexpr std::array<std::uint8_t, 12> bases{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

bool passes(const Montgomery& field, std::uint64_t base) noexcept {
  const std::uint64_t minus_one = field.modulus() - field.one();
  const int twos = std::countr_zero(field.modulus() - 1);
  std::uint64_t power = field.power(field.from(base), (field.modulus() - 1) >> twos);
  if (power == field.one()) return true;
  for (int i = 0; i < twos; ++i) {
    if (power == minus_one) return true;
    power = field.multiply(power, power);
  }
  return false;
}

}  // namespace

bool is_prime(std::uint64_t n) noexcept {
  if (n < 2) return false;
  for (const std::uint8_t base : bases) {
    if (n % base == 0) return n == base;
  }
  const Montgomery field(n);
  for (const std::uint8_t base : bases) {
    if (!passes(field, base)) return false;
  }
  return true;
}

}  // namespace strata::crypto
