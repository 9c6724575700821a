// pong and what hangs on it: life, and the server's time.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

TEST(OnPong, AnswersThePing_ConnectionLives) {
  SessionScript script;
  script.advance(seconds(30))
      .expect_sent({"ping"})
      .receive(pong_to_last(), false)
      .advance(seconds(29))
      .advance(seconds(1))
      .expect_sent({"ping"});
  script.check();
  script.check_every_fault();
}

// B-22: a pong is not remembered, and a recording of it does nothing all the same.
TEST(OnPong, PlayedAgain_HasNoEffect) {
  World world;
  world.advance(seconds(30));
  const ClientMessage ping = *world.last("ping");
  const Bytes packet =
      world.server().seal(world.server().next_id(world.server_time()), 0,
                          pong(ping.msg_id, load_le<std::int64_t>(ping.body.data() + 4)));
  const std::size_t before = world.session().memory_usage();
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(world.receive_packet(packet));
  EXPECT_EQ(world.take_events(), Words{});
  EXPECT_EQ(world.take_sent(), Words{"ping"});
  EXPECT_LE(world.session().memory_usage(), before);
}

TEST(OnPong, PingDelaysTheServersOwnTimeout) {
  World world;
  world.advance(seconds(30));
  const ClientMessage* const ping = world.last("ping");
  ASSERT_NE(ping, nullptr);
  EXPECT_EQ(load_le<std::uint32_t>(ping->body.data()), 0xf3427b8cU);
  EXPECT_EQ(load_le<std::int32_t>(ping->body.data() + 12), 75);
}

// N-081
// B-44
TEST(OnPong, ForeignPingId_IsIgnored) {
  World world;
  world.advance(seconds(30));
  EXPECT_TRUE(world.receive(pong(world.id_of("ping"), 4711), false));
  EXPECT_EQ(world.take_events(), Words{});
}

// N-081: no pong, but updates flow.
TEST(OnPong, NeverButOtherPackets_ConnectionStays) {
  World world;
  for (int i = 0; i < 100; ++i) {
    world.advance(seconds(10));
    EXPECT_TRUE(world.receive(msgs_ack({}), false));
  }
  EXPECT_TRUE(world.is_connected());
  EXPECT_EQ(world.take_events(), Words{});
}

// N-082: writes succeed and nothing comes back.
TEST(OnPong, NothingAtAll_ConnectionIsDeadWithin75Seconds) {
  World world;
  world.call("a");
  world.advance(seconds(75));
  EXPECT_FALSE(world.is_connected());
  EXPECT_EQ(world.take_events(), Words{"dead"});
  EXPECT_EQ(*world.closed(), make_error_code(Errc::connection_dead));
  EXPECT_EQ(world.session().pending_calls(), 1U) << "the call waits for the next connection";
}

// B-31: evidence tied to our own message may set the time back.
TEST(OnPong, WellBeforeThePing_SetsTheTimeBack) {
  WorldOptions options;
  options.clock_error = seconds(-25);
  World world(options);
  world.server().tolerate_wrong_time();
  world.advance(seconds(30));
  const ClientMessage ping = *world.last("ping");
  EXPECT_TRUE(world.receive(pong(ping.msg_id, load_le<std::int64_t>(ping.body.data() + 4)), false));
  EXPECT_EQ(world.take_events(), Words{"time -25"});
}

// B-34: the machine slept for an hour; only the wall clock noticed.
TEST(OnPong, AfterASleep_TheTimeIsFoundOutAndTheSessionGoesOn) {
  WorldOptions options;
  options.session.liveness.ping_after_idle = seconds(300);
  World world(options);
  world.call("before");
  static_cast<void>(world.take_sent());
  world.jump_wall_clock(std::chrono::hours(1));
  world.move_server_clock(std::chrono::hours(1));
  world.server().tolerate_wrong_time();
  world.call("a");
  EXPECT_EQ(world.take_sent(), (Words{"a", "ping"}));
  const ClientMessage ping = *world.last("ping");
  // An hour in the future, and believed because it answers us.
  EXPECT_TRUE(world.receive(pong(ping.msg_id, load_le<std::int64_t>(ping.body.data() + 4)), false));
  EXPECT_EQ(world.take_events(), Words{"time 3600"});
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true())));
  EXPECT_EQ(world.take_events(), Words{"result a b5757299"});
}

TEST(OnPong, WallClockIsSetWrong_TheSessionDoesNotMind) {
  World world;
  world.jump_wall_clock(-std::chrono::hours(24 * 365));
  world.call("a");
  EXPECT_EQ(world.take_sent(), (Words{"a", "ping"}));
  const ClientMessage ping = *world.last("ping");
  EXPECT_TRUE(world.receive(pong(ping.msg_id, load_le<std::int64_t>(ping.body.data() + 4)), false));
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true())));
  EXPECT_EQ(world.take_events(), Words{"result a b5757299"});
  EXPECT_EQ(world.server().violations(), Words{});
}

}  // namespace
}  // namespace strata::mtproto::session_test
