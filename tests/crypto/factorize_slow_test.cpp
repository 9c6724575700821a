// Factorisation of ten thousand random products of two primes of 31 bits.
#include "number/small_primes.hpp"
#include "support/scripted_random.hpp"

#include "strata/crypto/factorize.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

Bytes big_endian(std::uint64_t value, std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = size; i-- > 0; value >>= 8U) bytes[i] = static_cast<std::uint8_t>(value);
  return bytes;
}

std::uint64_t random_prime(RandomSource& random, unsigned bits) {
  for (;;) {
    const std::uint64_t top = std::uint64_t{1} << (bits - 1);
    const std::uint64_t candidate = (random.uniform(top) + top) | 1U;
    if (is_prime(candidate)) return candidate;
  }
}

TEST(FactorizePq, TenThousandRandomProducts) {
  test::ScriptedRandom random;
  for (int i = 0; i < 10'000; ++i) {
    std::uint64_t p = random_prime(random, 31);
    std::uint64_t q = random_prime(random, 31);
    if (p == q) continue;
    if (p > q) std::swap(p, q);
    const Result<PqFactors> factors = factorize_pq(big_endian(p * q, 8));
    ASSERT_TRUE(factors) << p << " * " << q;
    ASSERT_EQ(factors->p, big_endian(p, 4));
    ASSERT_EQ(factors->q, big_endian(q, 4));
  }
}

}  // namespace
}  // namespace strata::crypto
