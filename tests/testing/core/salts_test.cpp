// Tests of the salts of a key over time.
#include "core/salts.hpp"

#include <gtest/gtest.h>

#include <set>

namespace strata::datacenter {
namespace {

using std::chrono::seconds;

class SaltsTest : public testing::Test {
 protected:
  std::unique_ptr<Random> random = make_random(1);
  const SaltSchedule::Clock start = seconds(1000);
  SaltSchedule salts{42, start, seconds(10)};

  std::int64_t current(int second) { return salts.current(start + seconds(second), *random); }
  bool accepts(std::int64_t salt, int second) {
    return salts.accepts(salt, start + seconds(second), *random);
  }
};

TEST_F(SaltsTest, EachIsUsedAPeriodAndAcceptedTwo) {
  EXPECT_EQ(current(0), 42);
  EXPECT_EQ(current(9), 42);
  const std::int64_t second = current(10);
  EXPECT_NE(second, 42);
  EXPECT_TRUE(accepts(42, 19));
  EXPECT_TRUE(accepts(second, 19));
  EXPECT_FALSE(accepts(42, 20));
}

TEST_F(SaltsTest, WhatIsToldInAdvanceHolds) {
  const auto told = salts.upcoming(64, start, *random);
  ASSERT_EQ(told.size(), 64U);
  std::set<std::int64_t> different;
  for (std::size_t i = 0; i < told.size(); ++i) {
    EXPECT_EQ(told[i].until - told[i].since, seconds(20));
    EXPECT_EQ(current(static_cast<int>(10 * i)), told[i].value) << i;
    different.insert(told[i].value);
  }
  EXPECT_EQ(different.size(), 64U);
}

TEST_F(SaltsTest, TheNextIsAcceptedALittleEarlyButNotLater) {
  const auto told = salts.upcoming(3, start, *random);
  EXPECT_TRUE(accepts(told[1].value, 1));
  EXPECT_FALSE(accepts(told[2].value, 1));
}

TEST_F(SaltsTest, LongSilencesCostNothing) {
  const auto late = start + std::chrono::hours(24 * 365 * 100);
  const std::int64_t salt = salts.current(late, *random);
  EXPECT_TRUE(salts.accepts(salt, late, *random));
  EXPECT_FALSE(salts.accepts(42, late, *random));
}

TEST_F(SaltsTest, ForgettingMakesAllInvalid) {
  const auto told = salts.upcoming(3, start, *random);
  salts.forget(start, *random);
  for (const auto& each : told) EXPECT_FALSE(accepts(each.value, 0));
  EXPECT_TRUE(accepts(current(0), 0));
}

}  // namespace
}  // namespace strata::datacenter
