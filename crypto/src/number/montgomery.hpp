// Arithmetic modulo an odd number of 64 bits in Montgomery's form.
#pragma once

#include <cstdint>

namespace strata::crypto {

__extension__ using Uint128 = unsigned __int128;

/// Works on residues a·2^64 mod n. No division after construction.
class Montgomery {
 public:
  /// `modulus` is odd and greater than 1.
  constexpr explicit Montgomery(std::uint64_t modulus) noexcept : n_(modulus), inverse_(modulus) {
    // Newton's iteration doubles the correct low bits: 3, 6, 12, 24, 48, 96.
    for (int i = 0; i < 5; ++i) inverse_ *= 2 - n_ * inverse_;
    one_ = (0 - n_) % n_;
    squared_ = static_cast<std::uint64_t>(Uint128{one_} * one_ % n_);
  }

  [[nodiscard]] constexpr std::uint64_t modulus() const noexcept { return n_; }
  [[nodiscard]] constexpr std::uint64_t one() const noexcept { return one_; }

  [[nodiscard]] constexpr std::uint64_t from(std::uint64_t value) const noexcept {
    return multiply(value % n_, squared_);
  }

  [[nodiscard]] constexpr std::uint64_t multiply(std::uint64_t a, std::uint64_t b) const noexcept {
    const Uint128 product = Uint128{a} * b;
    return reduce(static_cast<std::uint64_t>(product >> 64U), static_cast<std::uint64_t>(product));
  }

  /// a² + c. Adding c before the reduction takes it off the dependency chain.
  [[nodiscard]] constexpr std::uint64_t square_plus(std::uint64_t a,
                                                    std::uint64_t c) const noexcept {
    const Uint128 product = Uint128{a} * a;
    return reduce(add(static_cast<std::uint64_t>(product >> 64U), c),
                  static_cast<std::uint64_t>(product));
  }

  [[nodiscard]] constexpr std::uint64_t power(std::uint64_t base,
                                              std::uint64_t exponent) const noexcept {
    std::uint64_t result = one_;
    for (; exponent != 0; exponent >>= 1U) {
      if ((exponent & 1U) != 0) result = multiply(result, base);
      base = multiply(base, base);
    }
    return result;
  }

 private:
  [[nodiscard]] constexpr std::uint64_t add(std::uint64_t a, std::uint64_t b) const noexcept {
    const std::uint64_t room = n_ - b;
    return a >= room ? a - room : a + b;
  }

  // (high·2^64 + low) / 2^64 mod n, for high < n.
  [[nodiscard]] constexpr std::uint64_t reduce(std::uint64_t high,
                                               std::uint64_t low) const noexcept {
    const std::uint64_t quotient = low * inverse_;
    const auto borrow = static_cast<std::uint64_t>(Uint128{quotient} * n_ >> 64U);
    return high >= borrow ? high - borrow : high - borrow + n_;
  }

  std::uint64_t n_;
  std::uint64_t inverse_;  // n · inverse = 1 mod 2^64
  std::uint64_t one_ = 0;
  std::uint64_t squared_ = 0;  // 2^128 mod n
};

}  // namespace strata::crypto
