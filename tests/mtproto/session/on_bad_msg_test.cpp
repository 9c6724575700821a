// bad_msg_notification: each code, each with its bound.
#include "mtproto/session/cooperative_server.hpp"
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

// N-058: the time is in the notice's own id, and that lies out of our window (B-32, B-33).
TEST(OnBadMsg, IdTooLow_TimeComesFromTheNoticeAndTheCallGoesAgain) {
  WorldOptions options;
  options.clock_error = std::chrono::minutes(20);
  World world(options);
  world.server().tolerate_wrong_time();
  world.call("a");
  EXPECT_EQ(world.take_sent(), Words{"a"});
  EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("a"), 16), false));
  EXPECT_EQ(world.take_events(), Words{"time 1200"});
  EXPECT_EQ(world.take_sent(), (Words{"a"}));
  const auto error = MsgId{world.id_of("a")}.unix_time() - world.server_time();
  EXPECT_LT(std::chrono::abs(error), seconds(1));
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true())));
  EXPECT_EQ(world.take_events(), Words{"result a b5757299"});
}

// M-10: with a live clock there is no code 16 every five minutes, and no time out of our own id.
TEST(OnBadMsg, IdTooLow_WithServerClockTwoMinutesAhead_IsCorrectedOnce) {
  WorldOptions options;
  options.clock_error = seconds(120);
  World world(options);
  world.call("a");
  static_cast<void>(world.receive(bad_msg_notification(world.id_of("a"), 16), false));
  EXPECT_EQ(world.take_events(), Words{"time 120"});
  static_cast<void>(world.receive(rpc_result(world.id_of("a"), bool_true())));
  EXPECT_EQ(world.take_events(), Words{"result a b5757299"});
}

// N-059
// B-79: and the old session is destroyed.
TEST(OnBadMsg, IdTooHigh_ANewSessionWithLowerIds) {
  WorldOptions options;
  options.clock_error = -std::chrono::minutes(10);
  World world(options);
  world.server().tolerate_wrong_time();
  world.disconnect();
  world.call("a");
  world.call("b", {.idempotency = Idempotency::read});
  world.connect();
  const std::int64_t old_session = world.session().session_id();
  const std::int64_t old_id = world.id_of("a");
  EXPECT_EQ(world.take_sent(), (Words{"a", "b"}));

  EXPECT_TRUE(world.receive(bad_msg_notification(world.container_of("a"), 17), false));
  EXPECT_EQ(world.take_events(), (Words{"time -600", "reset", "gap session_reset"}));
  EXPECT_EQ(world.take_sent(), (Words{"a", "b", "destroy"}));
  EXPECT_NE(world.session().session_id(), old_session);
  EXPECT_NE(world.session().session_id(), 0);
  EXPECT_LT(world.id_of("a"), old_id);
  EXPECT_EQ(load_le<std::int64_t>(world.last("destroy")->body.data() + 4), old_session);
  EXPECT_EQ(world.last("a")->seq_no, 1) << "numbers begin again";
}

TEST(OnBadMsg, UnknownId_IsIgnored) {
  SessionScript script;
  for (const std::int32_t code : {16, 17, 18, 19, 20, 32, 33, 34, 35, 64, 7, -1, 255}) {
    script.receive(fixed(bad_msg_notification(4444, code)), false);
  }
  script.check();
  script.check_every_fault();
}

class SessionBroken : public ::testing::TestWithParam<std::int32_t> {};

// N-061
TEST_P(SessionBroken, TheCallGoesAgainInANewSession_AtMostTwiceAMinute) {
  World world;
  world.call("a", {.idempotency = Idempotency::read});
  for (int i = 0; i < 2; ++i) {
    const std::int64_t session = world.session().session_id();
    EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("a"), GetParam()), false));
    EXPECT_NE(world.session().session_id(), session);
    EXPECT_EQ(world.take_events(), (Words{"reset", "gap session_reset"}));
  }
  const std::int64_t session = world.session().session_id();
  EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("a"), GetParam()), false));
  EXPECT_EQ(world.session().session_id(), session) << "a third time within a minute: no";
  EXPECT_EQ(world.take_events(), Words{"failed a: the server refuses the message again and again"});
  EXPECT_EQ(world.server().violations(), Words{});
}

INSTANTIATE_TEST_SUITE_P(Codes, SessionBroken, ::testing::Values(19, 32, 33));

class OwnFault : public ::testing::TestWithParam<std::int32_t> {};

// N-061
TEST_P(OwnFault, ResetsOnce_ThenTheCallFails) {
  WorldOptions options;
  options.answers_pings = true;
  World world(options);
  world.call("a");
  EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("a"), GetParam()), false));
  EXPECT_EQ(world.take_events(), (Words{"reset", "gap session_reset"}));
  EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("a"), GetParam()), false));
  EXPECT_EQ(world.take_events(), Words{"failed a: the server refuses the message again and again"});

  world.advance(seconds(61));
  world.call("b");
  static_cast<void>(world.take_events());
  EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("b"), GetParam()), false));
  EXPECT_EQ(world.take_events(), (Words{"reset", "gap session_reset"})) << "a minute later";
}

INSTANTIATE_TEST_SUITE_P(Codes, OwnFault, ::testing::Values(18, 34, 35, 7, -1, 255));

// N-061
TEST(OnBadMsg, InvalidContainer_ItsCallsGoOneByOne_ThenFail) {
  SessionScript script;
  script.disconnect()
      .call("a")
      .call("b")
      .connect()
      .expect_sent({"a", "b"})
      .receive(bad_msg_of_container("a", 64), false)
      .expect_sent({"a", "b"})
      .verify([](World& world) {
        EXPECT_EQ(world.container_of("a"), 0);
        EXPECT_EQ(world.container_of("b"), 0);
      })
      .receive(bad_msg("a", 64), false)
      .expect_event("failed a: the server refuses the message again and again")
      .receive(answer_true("b"), false)
      .expect_event("result b b5757299");
  script.check();
  script.check_every_fault();
}

// N-061: the server may or may not have executed it.
TEST(OnBadMsg, CannotTell_TheStateIsAskedFirst) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(bad_msg("a", 20), false)
      .expect_sent({"state? a"})
      .receive(states({1}), false)
      .expect_sent({"a"});
  script.check();
  script.check_every_fault();
}

TEST(OnBadMsg, CannotTellForLong_TheCallsClassDecides) {
  World world;
  world.call("write");
  world.call("read", {.idempotency = Idempotency::read});
  world.call("random", {.idempotency = Idempotency::write_with_random_id});
  world.lose_packets(true);
  world.advance(seconds(20));
  // More than five minutes later, as after a long sleep; packets and questions got lost.
  world.disconnect();
  world.advance(std::chrono::minutes(6));
  world.lose_packets(false);
  world.connect();
  static_cast<void>(world.take_sent());
  for (const char* const call : {"write", "read", "random"}) {
    static_cast<void>(world.receive(bad_msg_notification(world.id_of(call), 20), false));
  }
  EXPECT_EQ(world.take_events(),
            Words{"failed write: the server may or may not have executed the call"});
  EXPECT_EQ(world.take_sent(), (Words{"read", "random"}));
}

// G-17: what the reset leaves behind may have been executed.
TEST(OnBadMsg, Reset_AnotherCallInFlightWithoutProof_FollowsItsClass) {
  World world;
  world.call("write");
  world.call("read", {.idempotency = Idempotency::read});
  world.call("bad");
  EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("bad"), 32), false));
  EXPECT_EQ(world.take_events(),
            (Words{"failed write: the server may or may not have executed the call", "reset",
                   "gap session_reset"}));
  static_cast<void>(world.take_sent());
  EXPECT_NE(world.id_of("read"), 0);
  CooperativeServer(world).serve(seconds(5));
  EXPECT_EQ(world.session().pending_calls(), 0U);
}

TEST(OnBadMsg, SameNoticeAgain_DoesNothing) {
  World world;
  world.call("a");
  const std::int64_t first = world.id_of("a");
  static_cast<void>(world.receive(bad_msg_notification(first, 16), false));
  static_cast<void>(world.take_sent());
  static_cast<void>(world.take_events());
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(world.receive(bad_msg_notification(first, 16), false));
  }
  EXPECT_EQ(world.take_sent(), Words{});
  EXPECT_EQ(world.session().pending_calls(), 1U);
}

}  // namespace
}  // namespace strata::mtproto::session_test
