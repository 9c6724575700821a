// The memory of prime verdicts is bounded and keeps good and bad apart.
#include "dh/prime_cache.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

Sha256Digest name(std::uint8_t number) {
  Sha256Digest digest{};
  digest[0] = number;
  return digest;
}

TEST(PrimeCache, RemembersVerdicts) {
  PrimeCache cache;
  EXPECT_EQ(cache.find(name(0)), std::nullopt);
  cache.remember(name(1), true);
  cache.remember(name(2), false);
  EXPECT_EQ(cache.find(name(1)), true);
  EXPECT_EQ(cache.find(name(2)), false);
  EXPECT_EQ(cache.find(name(0)), std::nullopt);
}

TEST(PrimeCache, BadPrimes_DoNotPushOutGoodOnes) {
  PrimeCache cache;
  cache.remember(name(1), true);
  for (std::uint8_t i = 100; i < 200; ++i) cache.remember(name(i), false);
  EXPECT_EQ(cache.find(name(1)), true);
}

TEST(PrimeCache, HoldsSixteenInAll) {
  PrimeCache cache;
  for (std::uint8_t i = 1; i <= 100; ++i) cache.remember(name(i), i % 2 == 0);
  std::size_t known = 0;
  for (std::uint8_t i = 1; i <= 100; ++i) known += cache.find(name(i)).has_value() ? 1U : 0U;
  EXPECT_EQ(known, max_cached_primes);
  EXPECT_EQ(cache.find(name(100)), true);
  EXPECT_EQ(cache.find(name(99)), false);
}

TEST(PrimeCache, RepeatedVerdict_TakesOnePlace) {
  PrimeCache cache;
  cache.remember(name(1), true);
  for (int i = 0; i < 50; ++i) cache.remember(name(2), true);
  EXPECT_EQ(cache.find(name(1)), true);
}

}  // namespace
}  // namespace strata::crypto
