// States of messages, asked by either side.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

Message state_request(std::vector<std::int64_t> ids) {
  return fixed(Tl().u32(0xda69fb52).longs(std::move(ids)));
}

Message resend_request_of(std::vector<std::string> calls) {
  return [calls = std::move(calls)](World& world) -> Bytes {
    std::vector<std::int64_t> ids;
    for (const std::string& call : calls) ids.push_back(world.id_of(call));
    return Tl().u32(0x7d861a08).longs(ids);
  };
}

// B-75
TEST(OnStateInfo, CallWithoutAnyWord_IsAskedForAfterTenSeconds) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .advance(seconds(9))
      .advance(seconds(1))
      .expect_sent({"state? a"})
      .receive(states({4}), false)
      .expect_event("received a")
      .advance(seconds(15));
  script.check();
  script.check_every_fault();
}

TEST(OnStateInfo, AcknowledgedCall_IsNotAskedFor) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(ack("a"), false)
      .expect_event("received a")
      .advance(seconds(25));
  script.check();
  script.check_every_fault();
}

// B-75
TEST(OnStateInfo, NotReceived_IsSentAgain) {
  for (const std::uint8_t state : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{3},
                                   std::uint8_t{8 + 2}, std::uint8_t{128 + 3}}) {
    SessionScript script;
    script.call("a")
        .advance(seconds(10))
        .expect_sent({"a", "state? a"})
        .receive(states(Bytes{state}), false)
        .expect_sent({"a"})
        .receive(answer_true("a"), false)
        .expect_event("result a b5757299");
    script.check();
    script.check_every_fault();
  }
}

TEST(OnStateInfo, StateZero_ChangesNothing) {
  SessionScript script;
  script.call("a").advance(seconds(10)).expect_sent({"a", "state? a"}).receive(states({0}), false);
  script.check();
  script.check_every_fault();
}

TEST(OnStateInfo, ForgottenOfALongTimeAgo_FollowsTheCallsClass) {
  WorldOptions options;
  options.answers_pings = true;
  World world(options);
  world.call("write");
  world.call("read", {.idempotency = Idempotency::read});
  world.advance(std::chrono::minutes(6));
  static_cast<void>(world.take_sent());
  EXPECT_TRUE(world.receive(msgs_state_info(world.id_of("state?"), Bytes{1, 1}), false));
  EXPECT_EQ(world.take_events(),
            Words{"failed write: the server may or may not have executed the call"});
  EXPECT_EQ(world.take_sent(), Words{"read"});
}

TEST(OnStateInfo, ReceivedOnceAndForgottenLater_IsNoProof) {
  World world;
  world.call("a");
  EXPECT_TRUE(world.receive(msgs_ack({world.id_of("a")}), false));
  world.disconnect();
  world.connect();
  EXPECT_TRUE(world.receive(msgs_state_info(world.id_of("state?"), Bytes{2}), false));
  EXPECT_EQ(world.take_events(),
            (Words{"received a", "failed a: the server may or may not have executed the call"}));
}

TEST(OnStateInfo, OfAnotherNumber_Closes) {
  for (const std::size_t count : {0U, 2U, 9000U}) {
    SessionScript script;
    script.call("a")
        .advance(seconds(10))
        .expect_sent({"a", "state? a"})
        .receive(states(Bytes(count)), false)
        .expect_close(Errc::malformed_message);
    script.check();
  }
}

TEST(OnStateInfo, NotAsked_IsIgnored) {
  SessionScript script;
  script.call("a").expect_sent({"a"}).receive(fixed(msgs_state_info(4444, Bytes{1})), false);
  script.check();
  script.check_every_fault();
}

TEST(OnAllInfo, KnownIds_Count) {
  World world;
  world.call("a");
  world.call("b");
  static_cast<void>(world.take_sent());
  const Bytes info =
      Tl().u32(0x8cc0d131).longs({4444, world.id_of("a"), world.id_of("b")}).bytes(Bytes{2, 2, 4});
  EXPECT_TRUE(world.receive(info, false));
  EXPECT_EQ(world.take_sent(), Words{"a"});
  EXPECT_EQ(world.take_events(), Words{"received b"});
}

TEST(OnAllInfo, OfDifferentLengths_Closes) {
  World world;
  EXPECT_FALSE(world.receive(Bytes(Tl().u32(0x8cc0d131).longs({1, 2}).bytes(Bytes{4})), false));
}

// B-76
TEST(OnStateRequest, EachIdIsAnsweredWithOneByte) {
  World world;
  const std::int64_t missed = world.server().next_id(world.server_time());
  const std::int64_t had = world.server().next_id(world.server_time());
  EXPECT_TRUE(world.receive(had, 2, msgs_ack({})));
  const std::int64_t later = world.server().next_id(world.server_time() + std::chrono::hours(1));
  const Bytes request = Tl().u32(0xda69fb52).longs({had, missed, later, 4444});
  EXPECT_TRUE(world.receive(had + 4, 2, request));
  EXPECT_EQ(world.take_sent(), Words{"state! 04020301"});
  EXPECT_EQ(load_le<std::int64_t>(world.messages().back().body.data() + 4), had + 4);
}

TEST(OnStateRequest, ForTooMany_Closes) {
  SessionScript script;
  script.receive(state_request(std::vector<std::int64_t>(8193, 5)), false)
      .expect_close(Errc::malformed_message);
  script.check();
}

TEST(OnStateRequest, Flood_IsAnsweredWithinBounds) {
  World world;
  world.disconnect();
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(world.receive(Bytes(Tl().u32(0xda69fb52).longs(std::vector<std::int64_t>(8192, 5))),
                              false));
  }
  EXPECT_LT(world.session().memory_usage(), 300'000U);
  world.connect();
  EXPECT_EQ(world.take_sent().size(), limits::max_state_answers);
}

// B-78
TEST(OnResendRequest, CallsInFlight_AreSentAgain) {
  SessionScript script;
  script.call("a")
      .call("b")
      .expect_sent({"a", "b"})
      .receive(resend_request_of({"a", "b"}), false)
      .expect_sent({"a", "b"});
  script.check();
  script.check_every_fault();
}

// B-78, M-17
TEST(OnResendRequest, UnknownOrServerIds_AreAnsweredWithStatesAndNeverAcknowledged) {
  World world;
  world.call("a");
  const std::int64_t server_id = world.server().next_id(world.server_time());
  EXPECT_TRUE(world.receive(server_id, 2, msgs_ack({})));
  static_cast<void>(world.take_sent());
  EXPECT_TRUE(world.receive(Bytes(Tl().u32(0x7d861a08).longs({4444, server_id})), false));
  EXPECT_EQ(world.take_sent(), Words{"state! 0104"});
  world.advance(seconds(2));
  EXPECT_EQ(world.take_sent(), Words{}) << "no acknowledgement of own ids";
}

}  // namespace
}  // namespace strata::mtproto::session_test
