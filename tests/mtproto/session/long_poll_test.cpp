// http_wait: exactly one long poll is open, as long as there is a connection (B-92).
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

WorldOptions over_http() {
  WorldOptions options;
  options.session.long_poll = LongPoll{};
  options.session.liveness.ping = false;
  return options;
}

void end_poll(World& world) {
  world.session().on_long_poll_end();
  world.flush();
}

// Spec: core.telegram.org/mtproto/service_messages#long-poll-connection (B-92)
TEST(LongPoll, IsOpenFromTheStart_AndExactlyOnce_B92) {
  World world(over_http());
  EXPECT_EQ(world.take_sent(), Words{"wait 0 0 25000"});
  world.call("a");
  EXPECT_EQ(world.take_sent(), Words{"a"}) << "the poll is still open";
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true()), false));
  EXPECT_EQ(world.take_sent(), Words{});
  end_poll(world);
  EXPECT_EQ(world.take_sent(), Words{"wait 0 0 25000"});
}

TEST(LongPoll, RidesWithCalls_B92) {
  World world(over_http());
  world.disconnect();
  static_cast<void>(world.take_sent());
  world.call("a");
  world.connect();
  EXPECT_EQ(world.take_sent(), (Words{"a", "wait 0 0 25000"}));
}

TEST(LongPoll, PacketSaysThatItCarriesIt) {
  World world(over_http());
  end_poll(world);
  world.session().on_long_poll_end();
  Buffer out;
  const auto poll = world.session().write_packet(world.now(), out);
  ASSERT_TRUE(poll.has_value());
  EXPECT_TRUE(poll->long_poll);
  ASSERT_TRUE(world.session().enqueue(test_query("a")).has_value());
  const auto call = world.session().write_packet(world.now(), out);
  ASSERT_TRUE(call.has_value());
  EXPECT_FALSE(call->long_poll);
}

TEST(LongPoll, NoPings_ButASilentServerIsNoticedWithin75Seconds_B91) {
  World world(over_http());
  world.advance(seconds(39));
  EXPECT_TRUE(world.is_connected());
  world.advance(seconds(2));
  EXPECT_FALSE(world.is_connected()) << "25 seconds of waiting and 15 of patience";
  EXPECT_EQ(world.take_events(), Words{"dead"});
  EXPECT_EQ(world.last("ping"), nullptr);
  static_cast<void>(world.take_sent());
  world.connect();
  EXPECT_EQ(world.take_sent(), Words{"wait 0 0 25000"}) << "a new connection, a new poll";
}

TEST(LongPoll, AnsweredForHours_Stays) {
  World world(over_http());
  for (int i = 0; i < 500; ++i) {
    world.advance(seconds(25));
    EXPECT_TRUE(world.receive(msgs_ack({}), false));
    end_poll(world);
  }
  EXPECT_TRUE(world.is_connected());
  EXPECT_EQ(world.take_sent().size(), 501U);
  EXPECT_EQ(world.server().violations(), Words{});
}

TEST(LongPoll, EveryFault) {
  SessionScript script(over_http());
  script.call("a")
      .run(end_poll)
      .receive(answer_true("a"))
      .run(end_poll)
      .call("b")
      .receive(bad_salt("b", 7), false)
      .run(end_poll)
      .receive(answer_true("b"));
  script.check_every_fault();
}

}  // namespace
}  // namespace strata::mtproto::session_test
