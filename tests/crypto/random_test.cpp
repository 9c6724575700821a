// The random source: uniform numbers without bias, and the system's generator.
#include "strata/crypto/random.hpp"

#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;

TEST(Random, NextU64_IsLittleEndian) {
  ScriptedRandom random(Bytes{1, 2, 3, 4, 5, 6, 7, 8});
  EXPECT_EQ(random.next_u64(), 0x0807060504030201U);
}

TEST(Random, Uniform_DrawsAgainInsteadOfFolding) {
  // 2^64 mod 10 is 6, so the values 0 … 5 would favour some remainders.
  ScriptedRandom random(Bytes(8));
  random.push(Bytes{5, 0, 0, 0, 0, 0, 0, 0});
  random.push(Bytes{6, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(random.uniform(10), 6U);
  EXPECT_EQ(random.script_left(), 0U);
}

TEST(Random, Uniform_StaysBelowItsBound) {
  ScriptedRandom random;
  for (const std::uint64_t bound : {2ULL, 3ULL, 16ULL, 1000ULL, (1ULL << 63U) + 1}) {
    for (int i = 0; i < 200; ++i) ASSERT_LT(random.uniform(bound), bound);
  }
  EXPECT_EQ(random.uniform(0), 0U);
  EXPECT_EQ(random.uniform(1), 0U);
}

TEST(SystemRandom, GivesDifferentBytes) {
  RandomSource& random = system_random();
  const auto first = random.array<32>();
  const auto second = random.array<32>();
  EXPECT_NE(first, second);
  random.fill({});
}

TEST(ScriptedRandom, GivesTheScript_ThenTheSeededStream) {
  ScriptedRandom one(Bytes{9, 8}, 7);
  ScriptedRandom two({}, 7);
  EXPECT_EQ(one.array<2>(), (std::array<std::uint8_t, 2>{9, 8}));
  EXPECT_EQ(one.array<40>(), two.array<40>());
  EXPECT_EQ(one.taken(), 42U);
}

}  // namespace
}  // namespace strata::crypto
