// Calls as their owner sees them: accepted or refused, given up, ended with the session.
#include "mtproto/session/cooperative_server.hpp"
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

#include <set>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

std::error_code refusal(const Result<CallId>& result) {
  return result ? std::error_code() : result.error().code();
}

TEST(Calls, BodyThatIsNoFunction_IsRefused) {
  World world;
  EXPECT_EQ(refusal(world.session().enqueue(Bytes{})), Errc::invalid_argument);
  EXPECT_EQ(refusal(world.session().enqueue(Bytes(7))), Errc::invalid_argument);
}

TEST(Calls, BodyThatFitsNoPacket_IsRefused) {
  World world;
  EXPECT_EQ(refusal(world.session().enqueue(Bytes(limits::max_packet_sent))),
            Errc::packet_too_large);
  EXPECT_TRUE(world.session().enqueue(Bytes(1024 * 1024 - 16 * 1024)));
}

// B-84
TEST(Calls, QueueIsFull_MoreAreRefusedUntilSomeAreDone) {
  WorldOptions options;
  options.session.max_queued = 3;
  World world(options);
  world.disconnect();
  for (const char* const name : {"a", "b", "c"}) world.call(name);
  EXPECT_EQ(refusal(world.session().enqueue(Bytes(4))), Errc::overloaded);
  world.connect();
  EXPECT_TRUE(world.session().enqueue(Bytes(4))) << "those three are in flight now";
}

TEST(Calls, BytesOfAllCalls_AreBounded) {
  World world;
  world.disconnect();
  std::size_t accepted = 0;
  while (accepted < 1000 && world.session().enqueue(Bytes(1 << 20U), {.compress = false})) {
    ++accepted;
  }
  EXPECT_EQ(accepted, 0U) << "a mebibyte fits no packet";
  while (accepted < 1000 && world.session().enqueue(Bytes(1 << 19U), {.compress = false})) {
    ++accepted;
  }
  EXPECT_EQ(accepted, limits::max_call_bytes >> 19U);
}

TEST(Calls, MorePredecessorsThanAllowed_AreRefused) {
  World world;
  const std::vector<CallId> many(limits::max_predecessors + 1, CallId{1});
  EXPECT_EQ(refusal(world.session().enqueue(Bytes(4), {.after = many})), Errc::invalid_argument);
}

TEST(Calls, CancelledBeforeItWasSent_LeavesNoTrace) {
  SessionScript script;
  script.disconnect().call("a").call("b").cancel("a").connect().expect_sent({"b"});
  script.check();
  script.check_every_fault();
}

TEST(Calls, CancelledWithItsEventQueued_TheEventIsGone) {
  World world;
  world.call("a");
  Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 1,
                                     rpc_result(world.id_of("a"), bool_true()));
  ASSERT_TRUE(world.session().on_packet(world.now(), packet));
  world.session().cancel(world.id("a"));
  EXPECT_FALSE(world.session().next_event().has_value());
  EXPECT_TRUE(world.receive(msgs_ack({}), false)) << "no body keeps the next packet out";
}

TEST(Calls, CancelledTwiceOrUnknown_DoesNothing) {
  World world;
  world.call("a");
  world.cancel("a");
  world.cancel("a");
  world.session().cancel(CallId{999'999});
  world.session().cancel(CallId::none);
  EXPECT_EQ(world.take_sent(), (Words{"a", "drop a"}));
}

// G-18
TEST(Calls, Close_CompletesEachCallOnceAndRefusesMore) {
  WorldOptions options;
  options.session.max_in_flight = 2;
  World world(options);
  for (const char* const name : {"a", "b", "c", "d"}) world.call(name);
  static_cast<void>(world.take_sent());
  world.session().close(Error(Errc::session_closed, "good bye"));
  world.flush();
  EXPECT_EQ(world.take_events(),
            (Words{"failed a: the session is closed", "failed b: the session is closed",
                   "failed c: the session is closed", "failed d: the session is closed"}));
  EXPECT_EQ(world.session().pending_calls(), 0U);
  EXPECT_EQ(refusal(world.session().enqueue(Bytes(4))), Errc::session_closed);
  EXPECT_FALSE(world.session().deadline().has_value());
  world.connect();
  EXPECT_EQ(world.take_sent(), Words{}) << "nothing is written any more";
  EXPECT_FALSE(world.receive(msgs_ack({}), false));
}

TEST(Calls, IdsAreNeverReused) {
  World world;
  std::set<CallId> ids;
  for (int i = 0; i < 3000; ++i) {
    const CallId id = world.call("c");
    EXPECT_NE(id, CallId::none);
    EXPECT_TRUE(ids.insert(id).second);
    world.cancel("c");
  }
}

// the body depends on the msg_id, and is made again for every one.
TEST(Calls, BuiltBody_IsBuiltForEachMsgId) {
  World world;
  std::vector<std::int64_t> built_for;
  const auto id = world.session().enqueue(
      [&](MsgId msg_id, std::int64_t session_id) -> Result<Bytes> {
        EXPECT_EQ(session_id, world.session().session_id());
        built_for.push_back(msg_id.value);
        return test_query("bind" + std::to_string(built_for.size()));
      },
      {.alone = true});
  ASSERT_TRUE(id);
  world.flush();
  EXPECT_EQ(world.take_sent(), Words{"bind1"});
  EXPECT_TRUE(world.receive(bad_server_salt(world.id_of("bind1"), 555), false));
  EXPECT_EQ(world.take_sent(), Words{"bind2"});
  EXPECT_EQ(built_for, (std::vector{world.id_of("bind1"), world.id_of("bind2")}));
}

TEST(Calls, BuilderFails_TheCallFailsWithItsError) {
  World world;
  const auto id = world.session().enqueue([](MsgId, std::int64_t) -> Result<Bytes> {
    return fail(Errc::invalid_argument, "no key to bind to");
  });
  ASSERT_TRUE(id);
  world.call("a");
  EXPECT_EQ(world.take_sent(), Words{"a"});
  EXPECT_EQ(world.take_events(),
            Words{"failed ?: an option is out of range or contradicts another"});
  EXPECT_EQ(world.server().violations(), Words{});
}

}  // namespace
}  // namespace strata::mtproto::session_test
