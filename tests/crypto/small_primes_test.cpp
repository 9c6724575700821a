// Primality of 64-bit numbers, and the arithmetic under it.
#include "number/small_primes.hpp"

#include "number/montgomery.hpp"
#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

bool slow_is_prime(std::uint64_t n) {
  if (n < 2) return false;
  for (std::uint64_t d = 2; d * d <= n; ++d) {
    if (n % d == 0) return false;
  }
  return true;
}

TEST(IsPrime, EveryNumberBelowTwentyThousand) {
  for (std::uint64_t n = 0; n < 20'000; ++n) ASSERT_EQ(is_prime(n), slow_is_prime(n)) << n;
}

TEST(IsPrime, StrongPseudoprimes_AreComposite) {
  // Pass the test for the bases 2; 2, 3; …; the first eleven primes (OEIS A014233).
  for (const std::uint64_t n : {2047ULL, 1373653ULL, 25326001ULL, 3215031751ULL, 2152302898747ULL,
                                3474749660383ULL, 341550071728321ULL, 3825123056546413051ULL}) {
    EXPECT_FALSE(is_prime(n)) << n;
  }
}

TEST(IsPrime, LargePrimes) {
  for (const std::uint64_t n : {(1ULL << 61U) - 1, 9223372036854775783ULL, 18446744073709551557ULL,
                                4294967311ULL, 1008949199ULL}) {
    EXPECT_TRUE(is_prime(n)) << n;
  }
  EXPECT_FALSE(is_prime(~0ULL));
}

TEST(SmallOddPrimes, AreAllOddPrimesBelow256) {
  std::size_t count = 0;
  for (std::uint64_t n = 3; n < 256; n += 2) count += slow_is_prime(n) ? 1U : 0U;
  EXPECT_EQ(count, small_odd_primes.size());
  for (const std::uint8_t prime : small_odd_primes) EXPECT_TRUE(slow_is_prime(prime));
}

TEST(Montgomery, MatchesPlainArithmetic) {
  test::ScriptedRandom random;
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t n = (random.next_u64() >> random.uniform(60)) | 3U;
    const Montgomery field(n);
    const std::uint64_t a = random.next_u64() % n;
    const std::uint64_t b = random.next_u64() % n;
    const auto plain = [&field](std::uint64_t residue) { return field.multiply(residue, 1); };
    ASSERT_EQ(plain(field.from(a)), a);
    ASSERT_EQ(plain(field.multiply(field.from(a), field.from(b))),
              static_cast<std::uint64_t>(Uint128{a} * b % n));
    ASSERT_EQ(plain(field.square_plus(field.from(a), field.from(b))),
              static_cast<std::uint64_t>((Uint128{a} * a + b) % n));
  }
}

}  // namespace
}  // namespace strata::crypto
