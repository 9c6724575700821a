// Tests of derived randomness.
#include "strata/datacenter/world/seed.hpp"

#include <gtest/gtest.h>

#include <set>

namespace strata::datacenter {
namespace {

TEST(Seed, GivesTheSameForTheSameQuestion) {
  EXPECT_EQ(Seed(7).bytes("salt", {1, 2}, 100), Seed(7).bytes("salt", {1, 2}, 100));
  EXPECT_EQ(Seed(7).number("id", {5}), Seed(7).number("id", {5}));
  EXPECT_EQ(Seed(7).text("hash", {5}, 17).size(), 17U);
}

TEST(Seed, GivesSomethingElseForAnotherSeedPurposeOrNumber) {
  const std::set<std::int64_t> drawn{Seed(7).number("id", {5}), Seed(8).number("id", {5}),
                                     Seed(7).number("ie", {5}), Seed(7).number("id", {6}),
                                     Seed(7).number("id", {5, 0})};
  EXPECT_EQ(drawn.size(), 5U);
}

TEST(Seed, ShorterAnswersAreTheBeginningOfLongerOnes) {
  const Bytes longer = Seed(1).bytes("x", {}, 70);
  EXPECT_EQ(Seed(1).bytes("x", {}, 33), Bytes(longer.begin(), longer.begin() + 33));
}

TEST(Seed, NumbersArePositive) {
  for (std::int64_t i = 0; i < 1000; ++i) EXPECT_GT(Seed(3).number("id", {i}), 0);
}

}  // namespace
}  // namespace strata::datacenter
