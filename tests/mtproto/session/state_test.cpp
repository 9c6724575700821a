// What a session leaves behind, and what another is made from it.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

const Bytes update = Tl().u32(0xe317af7e);

struct Restored {
  Restored(Now now, SessionState state)
      : session(now, std::move(state), {.future_salts = false}, random) {}

  test::ScriptedRandom random{{}, 99};
  Session session;
};

std::vector<ClientMessage> write(Session& session, TestServer& server, Now now) {
  Buffer out;
  if (!session.write_packet(now, out)) return {};
  return server.open(now.unix_time, out.bytes());
}

TEST(State, Restored_TheSessionGoesOnWhereItWas) {
  World world;
  world.call("a");
  const Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 1, update);
  ASSERT_TRUE(world.receive_packet(packet));
  const SessionState state = world.session().export_state(world.now());
  EXPECT_EQ(state.session_id, world.session().session_id());
  EXPECT_EQ(state.content_messages, 1U);
  EXPECT_EQ(state.last_msg_id, world.id_of("a"));
  EXPECT_EQ(state.received.size(), 1U);
  EXPECT_EQ(state.unacknowledged.size(), 1U);

  // Another process: its monotonic clock began anew.
  Now later = world.now();
  later.monotonic = seconds(5);
  later.unix_time += seconds(60);
  Restored restored(later, world.session().export_state(world.now()));
  restored.session.on_connected(later);
  EXPECT_FALSE(restored.session.is_time_synchronized());

  Bytes again = packet;
  ASSERT_TRUE(restored.session.on_packet(later, again));
  EXPECT_FALSE(restored.session.next_event()) << "a replay, even into another process";
  ASSERT_TRUE(restored.session.enqueue(test_query("b")));
  const auto sent = write(restored.session, world.server(), later);
  ASSERT_EQ(sent.size(), 2U) << "the call, and what is still to acknowledge";
  EXPECT_EQ(sent[0].seq_no, 3);
  EXPECT_GT(sent[0].msg_id, world.id_of("a"));
  EXPECT_EQ(world.server().violations(), std::vector<std::string>{});
}

TEST(State, WithoutSessionId_ANewSessionUnderTheSameKeyBegins) {
  World world;
  world.call("a");
  SessionState state = world.session().export_state(world.now());
  state.session_id = 0;
  Restored restored(world.now(), std::move(state));
  restored.session.on_connected(world.now());
  EXPECT_NE(restored.session.session_id(), 0);
  EXPECT_NE(restored.session.session_id(), world.session().session_id());
  ASSERT_TRUE(restored.session.enqueue(test_query("b")));
  const auto sent = write(restored.session, world.server(), world.now());
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].seq_no, 1) << "numbers begin anew";
  EXPECT_EQ(sent[0].salt, 100);
}

TEST(State, TimeOffset_SurvivesAsADifferenceOfWallClocks) {
  WorldOptions options;
  options.clock_error = seconds(500);
  World world(options);
  world.server().tolerate_wrong_time();
  world.call("a");
  ASSERT_TRUE(world.receive(bad_msg_notification(world.id_of("a"), 16), false));
  const SessionState state = world.session().export_state(world.now());
  EXPECT_EQ(std::chrono::round<seconds>(state.unix_time_offset), seconds(500));

  Now later{seconds(3), world.now().unix_time + seconds(1000)};
  Restored restored(later, world.session().export_state(world.now()));
  EXPECT_EQ(std::chrono::round<seconds>(restored.session.time_offset() + later.monotonic),
            std::chrono::round<seconds>(world.server_time() + seconds(1000)));
}

TEST(State, WrongEstimate_IsReplacedByTheFirstPacket) {
  World world;
  SessionState state = world.session().export_state(world.now());
  state.unix_time_offset = std::chrono::hours(-5);
  Restored restored(world.now(), std::move(state));
  restored.session.on_connected(world.now());
  Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 1, update);
  ASSERT_TRUE(restored.session.on_packet(world.now(), packet));
  EXPECT_TRUE(restored.session.is_time_synchronized());
  const auto error = restored.session.time_offset() + world.now().monotonic - world.server_time();
  EXPECT_LT(std::chrono::abs(error), seconds(1));
}

TEST(State, KnownSalts_AreKept) {
  World world;
  SessionState state = world.session().export_state(world.now());
  const auto now = std::chrono::floor<seconds>(world.server_time());
  state.future_salts = {
      {.value = 7, .valid_since = now - seconds(600), .valid_until = now + seconds(600)}};
  Restored restored(world.now(), std::move(state));
  restored.session.on_connected(world.now());
  ASSERT_TRUE(restored.session.enqueue(test_query("b")));
  const auto sent = write(restored.session, world.server(), world.now());
  ASSERT_FALSE(sent.empty());
  EXPECT_EQ(sent[0].salt, 7);
}

// Architecture: an idle session is small.
TEST(State, IdleSession_FitsInFourKibibytes) {
  WorldOptions options;
  options.answers_pings = true;
  World world(options);
  for (int i = 0; i < 50; ++i) {
    world.call("a");
    ASSERT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true())));
    ASSERT_TRUE(world.receive(update));
  }
  // Sent messages are remembered for ten minutes.
  world.advance(std::chrono::minutes(11));
  EXPECT_LE(world.session().memory_usage(), 4096U);
  RecordProperty("bytes", static_cast<int>(world.session().memory_usage()));
}

// servers refuse zero.
TEST(State, SessionIdDrawnAsZero_IsDrawnAgain) {
  test::ScriptedRandom random(Bytes(24));
  SessionOptions options;
  const Session session(std::move(*crypto::AuthKey::from_bytes(test_key())), 1, seconds(0),
                        std::move(options), random);
  EXPECT_NE(session.session_id(), 0);
  EXPECT_EQ(random.taken(), 32U) << "three draws of zero";
}

TEST(State, MovedSession_GoesOn) {
  World world;
  Session moved = std::move(world.session());
  EXPECT_EQ(moved.pending_calls(), 0U);
  ASSERT_TRUE(moved.enqueue(test_query("a")));
  Buffer out;
  EXPECT_TRUE(moved.write_packet(world.now(), out));
  world.session() = std::move(moved);
  EXPECT_EQ(world.session().pending_calls(), 1U);
}

}  // namespace
}  // namespace strata::mtproto::session_test
