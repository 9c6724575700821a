// A connection lost in the middle of the key exchange: the request goes again as it was.
#include "mtproto/handshake/handshake_run.hpp"

namespace strata::mtproto::handshake_test {
namespace {

using std::chrono::seconds;

BytesView packet_of(const HandshakeAction& action) {
  return std::get<SendPacket>(action).packet.bytes();
}

/// Everything behind the msg_id.
std::string content_of(const HandshakeAction& action) {
  return to_hex(packet_of(action).subspan(16));
}

// Spec: core.telegram.org/mtproto/auth_key
TEST(HandshakeReconnect, EveryRequest_GoesAgainUnchangedUnderANewId_A06) {
  ScriptedRandom random;
  HandshakeServer server;
  Handshake handshake(test_options(), random);
  HandshakeAction action = start(handshake);
  for (int step = 0; step < 3; ++step) {
    const std::size_t drawn = random.taken();
    const HandshakeAction again = handshake.on_reconnected(at(seconds(1)));
    ASSERT_TRUE(std::holds_alternative<SendPacket>(again)) << step;
    EXPECT_EQ(content_of(again), content_of(action));
    EXPECT_GT(load_le<std::int64_t>(packet_of(again).data() + 8),
              load_le<std::int64_t>(packet_of(action).data() + 8));
    EXPECT_EQ(random.taken(), drawn) << "nothing is drawn anew";
    // The server has seen the first one and forgets nothing.
    static_cast<void>(server.answer(packet_of(action)));
    action = next(handshake, server, again);
  }
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action));
  EXPECT_EQ(to_hex(std::get<HandshakeDone>(action).key.bytes()), to_hex(server.record().auth_key));
}

TEST(HandshakeReconnect, WhileATaskRunsAndAtTheEnd_ThereIsNothingToSend_A06) {
  ScriptedRandom random;
  HandshakeServer server;
  Handshake handshake(test_options(), random);
  const auto waits = [&] {
    const HandshakeAction action = handshake.on_reconnected(at({}));
    return std::holds_alternative<HandshakeWait>(action);
  };
  EXPECT_TRUE(waits()) << "not started";
  const HandshakeAction action = handshake.start(at({}));
  const Bytes res_pq = server.answer(packet_of(action));
  HandshakeAction task = handshake.on_packet(at({}), res_pq);
  EXPECT_TRUE(waits()) << "factorising";
  const HandshakeAction end = finish(handshake, server, settle(handshake, at({}), std::move(task)));
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(end));
  EXPECT_TRUE(waits()) << "done";
}

TEST(HandshakeReconnect, DoesNotMoveTheDeadline_A07) {
  ScriptedRandom random;
  Handshake handshake(test_options(), random);
  static_cast<void>(start(handshake));
  const auto deadline = handshake.deadline();
  static_cast<void>(handshake.on_reconnected(at(seconds(5))));
  EXPECT_EQ(handshake.deadline(), deadline);
}

// Two keys with one id cannot be told apart.
TEST(HandshakeKnownKeys, KeyWithAKnownId_IsGivenUp_A67) {
  HandshakeServer server;
  const HandshakeAction first = run(server);
  HandshakeOptions options = test_options();
  options.known_key_ids = {17, std::get<HandshakeDone>(first).key.id()};
  HandshakeServer same;
  const HandshakeAction second = run(same, std::move(options));
  ASSERT_TRUE(std::holds_alternative<HandshakeFailed>(second));
  EXPECT_EQ(std::get<HandshakeFailed>(second).error.code(), Errc::auth_key_unusable);
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
