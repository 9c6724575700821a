// The server's time: who may set it, and which messages it refuses.
#include "session/server_time.hpp"

#include "session/msg_id_generator.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using Verdict = ServerTime::Verdict;

constexpr seconds offset{1'700'000'000};
constexpr Now now{seconds(1000), offset + seconds(1000)};

MsgId id_at(nanoseconds server_time) { return {msg_id_at(server_time).value | 1}; }
MsgId id_off(seconds by) { return id_at(now.monotonic + offset + by); }

// B-30
TEST(ServerTime, Synchronised_AcceptsFiveMinutesBackAndThirtySecondsAhead) {
  const ServerTime time(offset, true);
  EXPECT_EQ(time.judge(now, id_off(seconds(29))), Verdict::inside);
  EXPECT_EQ(time.judge(now, id_off(seconds(31))), Verdict::from_future);
  EXPECT_EQ(time.judge(now, id_off(seconds(-299))), Verdict::inside);
  EXPECT_EQ(time.judge(now, id_off(seconds(-301))), Verdict::too_old);
}

TEST(ServerTime, Estimated_AcceptsAnyTimeAndTakesItFromTheFirstMessage) {
  ServerTime time(offset, false);
  EXPECT_EQ(time.judge(now, id_off(seconds(-9999))), Verdict::inside);
  time.on_message(now, id_off(seconds(-9999)));
  EXPECT_TRUE(time.is_synchronized());
  EXPECT_EQ(std::chrono::round<seconds>(time.offset()), offset - seconds(9999));
}

TEST(ServerTime, Messages_MoveItOnlyForward) {
  ServerTime time(offset, true);
  time.on_message(now, id_off(seconds(-100)));
  EXPECT_EQ(time.offset(), offset);
  time.on_message(now, id_off(seconds(20)));
  EXPECT_EQ(std::chrono::round<seconds>(time.offset()), offset + seconds(20));
}

TEST(ServerTime, AnswerWellBeforeItsQuestion_MovesItBack) {
  ServerTime time(offset, true);
  time.on_answer(now, id_off(seconds(-14)), id_off(seconds(0)));
  EXPECT_EQ(time.offset(), offset) << "within what networks and clocks do";
  time.on_answer(now, id_off(seconds(-16)), id_off(seconds(0)));
  EXPECT_EQ(std::chrono::round<seconds>(time.offset()), offset - seconds(16));
}

TEST(ServerTime, WallClockJumps_CastDoubtThatAnAnswerClears) {
  ServerTime time(offset, true);
  time.observe(now);
  Now later = now;
  later.monotonic += seconds(5);
  later.unix_time += seconds(5 + 3600);
  time.observe(later);
  EXPECT_TRUE(time.is_doubtful());
  EXPECT_EQ(time.judge(later, id_off(seconds(3600))), Verdict::inside);
  time.on_answer(later, id_off(seconds(3600)), id_off(seconds(0)));
  EXPECT_FALSE(time.is_doubtful());
  EXPECT_EQ(time.judge(later, id_off(seconds(0))), Verdict::too_old);
}

TEST(ServerTime, WallClockIsSetByALittle_ChangesNothing) {
  ServerTime time(offset, true);
  Now at = now;
  for (int i = 0; i < 100; ++i) {
    at.monotonic += seconds(60);
    at.unix_time += seconds(60 + 20);
    time.observe(at);
  }
  EXPECT_FALSE(time.is_doubtful());
  EXPECT_EQ(time.offset(), offset);
}

TEST(ServerTime, WhileInDoubt_MessagesDoNotMoveIt) {
  ServerTime time(offset, true);
  time.doubt();
  time.on_message(now, id_off(seconds(4000)));
  EXPECT_EQ(time.offset(), offset);
}

}  // namespace
}  // namespace strata::mtproto::session
