// Message ids rise, are divisible by four, and follow the server's clock.
#include "session/msg_id_generator.hpp"

#include "support/scripted_random.hpp"

#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace strata::mtproto::session {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr nanoseconds start = seconds(1'700'000'000);

TEST(MsgId, IsTimeInTheHighHalf) {
  const MsgId id = msg_id_at(start + milliseconds(500));
  EXPECT_EQ(id.value, (std::int64_t{1'700'000'000} << 32U) | 0x8000'0000);
  EXPECT_EQ(id.unix_time(), start + milliseconds(500));
}

TEST(MsgId, AfterTheYear2038_TimeStaysUnsigned) {
  const MsgId id = msg_id_at(seconds(4'000'000'000));
  EXPECT_LT(id.value, 0);
  EXPECT_EQ(id.unix_seconds(), seconds(4'000'000'000));
}

// B-10
TEST(MsgIdGenerator, AtAStandingClock_IdsRiseAndAreDivisibleByFour) {
  test::ScriptedRandom random;
  MsgIdGenerator ids;
  MsgId last;
  for (int i = 0; i < 5000; ++i) {
    const MsgId id = ids.next(start, random);
    EXPECT_EQ(id.value % 4, 0);
    EXPECT_GT(id, last);
    last = id;
  }
  // A full container stays within a few milliseconds of the clock.
  EXPECT_LT(last.unix_time() - start, milliseconds(5));
}

TEST(MsgIdGenerator, ClockGoesBack_IdsStillRise) {
  test::ScriptedRandom random;
  MsgIdGenerator ids;
  const MsgId first = ids.next(start, random);
  EXPECT_GT(ids.next(start - seconds(100), random), first);
}

TEST(MsgIdGenerator, FollowsTheClock_EveryTimeAnew) {
  test::ScriptedRandom random;
  MsgIdGenerator ids;
  for (int hour = 0; hour < 48; ++hour) {
    const nanoseconds now = start + std::chrono::hours(hour);
    const nanoseconds error = ids.next(now, random).unix_time() - now;
    EXPECT_LT(std::chrono::abs(error), milliseconds(2));
  }
}

TEST(MsgIdGenerator, LowBitsAreRandom) {
  test::ScriptedRandom random;
  MsgIdGenerator ids;
  std::int64_t seen = 0;
  for (int i = 0; i < 64; ++i) {
    const MsgId id = ids.next(start + seconds(i), random);
    seen |= id.value ^ msg_id_at(start + seconds(i)).value;
  }
  EXPECT_EQ(seen & 0x3ffffc, 0x3ffffc) << "each of the low 22 bits but two has changed";
}

TEST(MsgIdGenerator, TooFarAhead_IsNoticed) {
  test::ScriptedRandom random;
  MsgIdGenerator ids;
  EXPECT_FALSE(ids.is_ahead_of(start)) << "nothing was given yet";
  static_cast<void>(ids.next(start, random));
  EXPECT_FALSE(ids.is_ahead_of(start - limits::max_ahead + seconds(1)));
  EXPECT_TRUE(ids.is_ahead_of(start - limits::max_ahead - seconds(1)));
}

}  // namespace
}  // namespace strata::mtproto::session
