// Server salts: which one is used when.
#include "session/salt_store.hpp"

#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds t0{1'700'000'000};

ServerSalt salt(std::int64_t value, minutes since, minutes until) {
  return {.value = value, .valid_since = t0 + since, .valid_until = t0 + until};
}

TEST(SaltStore, NextSalt_IsUsedAMinuteAfterItBegins) {
  SaltStore salts(1);
  salts.learn(std::vector{salt(1, minutes(-30), minutes(30)), salt(2, minutes(0), minutes(60))},
              t0);
  EXPECT_FALSE(salts.advance(t0 + seconds(59)));
  EXPECT_EQ(salts.current(), 1);
  EXPECT_TRUE(salts.advance(t0 + seconds(60)));
  EXPECT_EQ(salts.current(), 2);
}

TEST(SaltStore, ADayOfSalts_AreUsedInTurn) {
  SaltStore salts(0);
  std::vector<ServerSalt> day;
  for (int i = 0; i < 48; ++i) {
    day.push_back(salt(i + 1, minutes(30 * i), minutes(30 * i + 60)));
  }
  salts.learn(day, t0);
  for (int i = 0; i < 48; ++i) {
    salts.advance(t0 + minutes(30 * i + 15));
    EXPECT_EQ(salts.current(), i + 1);
  }
}

TEST(SaltStore, Adopted_OverridesWhatIsKnownUnlessThatAgrees) {
  SaltStore salts(1);
  salts.learn(std::vector{salt(1, minutes(-30), minutes(30)), salt(2, minutes(10), minutes(70))},
              t0);
  EXPECT_TRUE(salts.adopt(2, t0));
  EXPECT_EQ(salts.future().size(), 1U) << "2 is known, so its end is known";
  EXPECT_TRUE(salts.adopt(99, t0));
  EXPECT_TRUE(salts.future().empty());
  EXPECT_FALSE(salts.adopt(99, t0));
}

TEST(SaltStore, AdoptedAgainstTheClock_IsNotReplacedAtOnce) {
  SaltStore salts(2);
  salts.learn(std::vector{salt(1, minutes(-60), minutes(10)), salt(2, minutes(-30), minutes(60))},
              t0);
  // Our clock says 2, the server says 1: the server is right about its salts.
  EXPECT_TRUE(salts.adopt(1, t0));
  salts.advance(t0 + seconds(1));
  EXPECT_EQ(salts.current(), 1);
}

TEST(SaltStore, UnsignedTimesBeyond2038_Count) {
  SaltStore salts(1);
  salts.learn(std::vector<ServerSalt>{{5, seconds(2'147'483'000), seconds(4'294'967'295)}}, t0);
  ASSERT_EQ(salts.future().size(), 1U);
  EXPECT_EQ(salts.future()[0].valid_until, seconds(4'294'967'295));
}

TEST(SaltStore, NonsenseAndExcess_AreLeftOut) {
  SaltStore salts(1);
  std::vector<ServerSalt> many{salt(1, minutes(50), minutes(20)),
                               salt(2, minutes(-90), minutes(-30))};
  for (int i = 0; i < 200; ++i) many.push_back(salt(10 + i, minutes(i), minutes(i + 60)));
  salts.learn(many, t0);
  EXPECT_EQ(salts.future().size(), limits::max_salts);
  EXPECT_EQ(salts.future()[0].value, 10);
}

TEST(SaltStore, RunsLow_WhenOneIsLeftOrTheLastEndsSoon) {
  SaltStore salts(1);
  EXPECT_LE(salts.runs_low_at(), t0) << "nothing is known: ask now";
  salts.learn(std::vector{salt(1, minutes(0), minutes(60)), salt(2, minutes(30), minutes(600))},
              t0);
  EXPECT_EQ(salts.runs_low_at(), t0 + minutes(60)) << "then only one is left";
  salts.learn(std::vector{salt(1, minutes(0), minutes(60)), salt(2, minutes(30), minutes(80))}, t0);
  EXPECT_EQ(salts.runs_low_at(), t0 + minutes(50)) << "half an hour before the last ends";
}

}  // namespace
}  // namespace strata::mtproto::session
