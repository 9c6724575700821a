// The key exchange as a whole: states, results, deadlines, and messages at the wrong time.
#include "strata/mtproto/handshake.hpp"

#include "mtproto/handshake/handshake_run.hpp"

#include <array>

namespace strata::mtproto::handshake_test {
namespace {

using State = Handshake::State;
using std::chrono::milliseconds;
using std::chrono::seconds;

class HandshakeFlow : public testing::Test {
 protected:
  ScriptedRandom random_;
  HandshakeServer server_;
  Handshake handshake_{test_options(), random_};
};

std::error_code error_of(const HandshakeAction& action) {
  const auto* failed = std::get_if<HandshakeFailed>(&action);
  return failed != nullptr ? failed->error.code() : std::error_code();
}

bool waits(const HandshakeAction& action) { return std::holds_alternative<HandshakeWait>(action); }

// the steps in their order.
TEST_F(HandshakeFlow, GoesThroughItsStates) {
  EXPECT_EQ(handshake_.state(), State::idle);
  HandshakeAction action = handshake_.start(at({}));
  EXPECT_EQ(handshake_.state(), State::awaiting_res_pq);
  Bytes answer = server_.answer(std::get<SendPacket>(action).packet.bytes());
  action = handshake_.on_packet(at({}), answer);
  EXPECT_EQ(handshake_.state(), State::factorizing);
  action = settle(handshake_, at({}), std::move(action));
  EXPECT_EQ(handshake_.state(), State::awaiting_dh_params);
  answer = server_.answer(std::get<SendPacket>(action).packet.bytes());
  action = handshake_.on_packet(at({}), answer);
  EXPECT_EQ(handshake_.state(), State::computing_dh);
  action = settle(handshake_, at({}), std::move(action));
  EXPECT_EQ(handshake_.state(), State::awaiting_dh_answer);
  action = next(handshake_, server_, action);
  EXPECT_EQ(handshake_.state(), State::done);
  EXPECT_TRUE(std::holds_alternative<HandshakeDone>(action));
}

//
TEST_F(HandshakeFlow, Done_GivesKeySaltAndTime) {
  HandshakeAction action = start(handshake_, at(seconds(100)));
  action = next(handshake_, server_, action, at(seconds(101)));
  action = next(handshake_, server_, action, at(seconds(103)));  // server_time arrives
  action = next(handshake_, server_, action, at(seconds(104)));
  const auto& done = std::get<HandshakeDone>(action);
  EXPECT_EQ(to_hex(done.key.bytes()), to_hex(server_.record().auth_key));
  EXPECT_EQ(done.server_salt, load_le<std::int64_t>(server_.first_salt().data()));
  EXPECT_EQ(done.time_offset, seconds(1'705'754'877 - 103));
  EXPECT_EQ(done.expires_at, std::nullopt);
}

TEST_F(HandshakeFlow, TemporaryKey_TellsItsEndInServerTime) {
  HandshakeOptions options = test_options();
  options.expires_in = std::chrono::hours(24);
  const HandshakeAction action = run(server_, std::move(options));
  EXPECT_EQ(std::get<HandshakeDone>(action).expires_at, seconds(1'705'754'877 + 86'400));
}

TEST_F(HandshakeFlow, Requests_HaveRisingIdsOnAStandingClock_A01) {
  const HandshakeAction action = finish(handshake_, server_, start(handshake_));
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action));
  const std::vector<std::uint64_t>& ids = server_.record().msg_ids;
  ASSERT_EQ(ids.size(), 3U);
  EXPECT_LT(ids[0], ids[1]);
  EXPECT_LT(ids[1], ids[2]);
  for (const std::uint64_t id : ids) EXPECT_EQ(id % 4, 0U);
}

// A peer turned nonces into numbers and failed once in 256 (table M, row 2); another one stored
// keys in variable width (row 3).
TEST_F(HandshakeFlow, NoncesAndKeysWithLeadingZeros_Work_N034) {
  Bytes draws(16 + 32, 0x77);
  draws[0] = draws[16] = draws[17] = 0;
  HandshakeScript script;
  script.server_nonce = {0x00, 0x21, 0x22};
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    ScriptedRandom random(draws, seed);
    HandshakeServer server(script);
    Handshake handshake(test_options(), random);
    const HandshakeAction action = finish(handshake, server, start(handshake));
    ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action)) << error_of(action).message();
    EXPECT_EQ(to_hex(std::get<HandshakeDone>(action).key.bytes()),
              to_hex(server.record().auth_key));
  }
}

TEST_F(HandshakeFlow, TrailingBytesInEveryAnswer_AreIgnored_N038) {
  HandshakeScript script;
  script.envelope = [](RawEnvelope& said) { said.body.resize(said.body.size() + 96, 0xcc); };
  EXPECT_TRUE(makes_the_key(script));
}

TEST_F(HandshakeFlow, TrailingBytesBehindTheDeclaredLength_AreIgnored_A02) {
  HandshakeScript script;
  script.envelope = [](RawEnvelope& said) {
    said.length = static_cast<std::int32_t>(said.body.size());
    said.body.resize(said.body.size() + 15, 0xcc);
  };
  EXPECT_TRUE(makes_the_key(script));
}

TEST_F(HandshakeFlow, DeclaredLengthBeyondThePacket_IsAccepted_A03) {
  HandshakeScript script;
  script.envelope = [](RawEnvelope& said) {
    said.length = static_cast<std::int32_t>(said.body.size()) + 104;
  };
  EXPECT_TRUE(makes_the_key(script));
}

TEST_F(HandshakeFlow, DeclaredLengthTooShortNegativeOrHuge_Aborts_A03) {
  for (const std::int32_t length : {0, 4, 40, -1, 4097}) {
    HandshakeScript script;
    script.envelope = [length](RawEnvelope& said) { said.length = length; };
    EXPECT_EQ(failure(script), Errc::malformed) << length;
  }
}

TEST_F(HandshakeFlow, EncryptedPacket_Aborts) {
  HandshakeScript script;
  script.envelope = [](RawEnvelope& said) { said.auth_key_id = 0x0123456789abcdef; };
  EXPECT_EQ(failure(script), Errc::unexpected_message);
}

TEST_F(HandshakeFlow, MessageOfAnotherStep_Aborts_A04) {
  HandshakeAction action = start(handshake_);
  const Bytes res_pq = server_.answer(std::get<SendPacket>(action).packet.bytes());
  action = settle(handshake_, at({}), handshake_.on_packet(at({}), res_pq));
  // resPQ once more, where Server_DH_Params is awaited.
  EXPECT_EQ(error_of(handshake_.on_packet(at({}), res_pq)), Errc::unexpected_message);
  EXPECT_EQ(handshake_.state(), State::failed);
}

TEST_F(HandshakeFlow, MessageWhileComputing_Aborts_A04) {
  HandshakeAction action = start(handshake_);
  const Bytes res_pq = server_.answer(std::get<SendPacket>(action).packet.bytes());
  (void)handshake_.on_packet(at({}), res_pq);
  EXPECT_EQ(error_of(handshake_.on_packet(at({}), res_pq)), Errc::unexpected_message);
}

TEST_F(HandshakeFlow, UpdatesInPlain_AreNeverProcessed_A04) {
  HandshakeScript script;
  script.envelope = [](RawEnvelope& said) {
    said.body = RawWriter().id(0xe317af7e).take();  // updatesTooLong
  };
  EXPECT_EQ(failure(script), Errc::unexpected_message);
}

TEST_F(HandshakeFlow, AnswerOfAnotherAttempt_Aborts) {
  ScriptedRandom other_random({}, 99);
  Handshake other(test_options(), other_random);
  HandshakeServer other_server;
  const HandshakeAction other_action = start(other);
  const Bytes answer = other_server.answer(std::get<SendPacket>(other_action).packet.bytes());
  (void)start(handshake_);
  EXPECT_EQ(error_of(handshake_.on_packet(at({}), answer)), Errc::nonce_mismatch);
}

TEST_F(HandshakeFlow, NextAttempt_HasANewNonce_N010) {
  Handshake second(test_options(), random_);
  const HandshakeAction first_action = handshake_.start(at({}));
  const HandshakeAction second_action = second.start(at({}));
  const auto nonce = [](const HandshakeAction& action) {
    return to_hex(std::get<SendPacket>(action).packet.bytes().subspan(24, 16));
  };
  EXPECT_NE(nonce(first_action), nonce(second_action));
  EXPECT_EQ(limits::handshake_attempts, 5);
}

TEST_F(HandshakeFlow, SilentServer_TimesOutByShares_A07) {
  HandshakeAction action = start(handshake_, at(seconds(50)));
  EXPECT_EQ(handshake_.deadline(), seconds(56));
  EXPECT_TRUE(waits(handshake_.on_deadline(at(milliseconds(55'999)))));
  action = next(handshake_, server_, action, at(seconds(55)));
  EXPECT_EQ(handshake_.deadline(), seconds(58));
  EXPECT_TRUE(waits(handshake_.on_deadline(at(seconds(56)))));  // the timer of the step before
  action = next(handshake_, server_, action, at(seconds(57)));
  EXPECT_EQ(handshake_.deadline(), seconds(60));
  EXPECT_TRUE(waits(handshake_.on_deadline(at(milliseconds(59'999)))));
  EXPECT_EQ(error_of(handshake_.on_deadline(at(seconds(60)))), Errc::handshake_timeout);
}

TEST_F(HandshakeFlow, AnswerAfter31Seconds_IsTooLate_N036) {
  HandshakeAction action = start(handshake_);
  action = next(handshake_, server_, action);
  const Bytes answer = server_.answer(std::get<SendPacket>(action).packet.bytes());
  EXPECT_EQ(error_of(handshake_.on_deadline(at(seconds(31)))), Errc::handshake_timeout);
  EXPECT_TRUE(waits(handshake_.on_packet(at(seconds(31)), answer)));
  EXPECT_EQ(handshake_.state(), State::failed);
}

TEST_F(HandshakeFlow, Deadline_FiresOnceAndNotAfterTheEnd) {
  EXPECT_TRUE(waits(handshake_.on_deadline(at(seconds(99)))));  // not started
  const HandshakeAction action = finish(handshake_, server_, start(handshake_));
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action));
  EXPECT_TRUE(waits(handshake_.on_deadline(at(seconds(99)))));
}

TEST_F(HandshakeFlow, PacketAfterTheEnd_IsNotTouched) {
  const HandshakeAction action = finish(handshake_, server_, start(handshake_));
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action));
  EXPECT_TRUE(waits(handshake_.on_packet(at({}), Bytes(40))));
  EXPECT_EQ(handshake_.state(), State::done);
}

TEST_F(HandshakeFlow, TaskOfAnotherAttempt_IsIgnored_A07) {
  ScriptedRandom other_random({}, 99);
  Handshake other(test_options(), other_random);
  HandshakeServer other_server;
  const HandshakeAction other_started = start(other);
  Bytes answer = other_server.answer(std::get<SendPacket>(other_started).packet.bytes());
  HandshakeAction foreign = other.on_packet(at({}), answer);

  const HandshakeAction started = start(handshake_);
  answer = server_.answer(std::get<SendPacket>(started).packet.bytes());
  HandshakeAction own = handshake_.on_packet(at({}), answer);
  std::get<RunTask>(foreign).task.run();
  EXPECT_TRUE(waits(handshake_.on_task(at({}), std::move(std::get<RunTask>(foreign).task))));
  own = finish(handshake_, server_, settle(handshake_, at({}), std::move(own)));
  EXPECT_TRUE(std::holds_alternative<HandshakeDone>(own));
}

TEST_F(HandshakeFlow, TaskThatDidNotRun_IsHandedBack) {
  const HandshakeAction started = start(handshake_);
  const Bytes answer = server_.answer(std::get<SendPacket>(started).packet.bytes());
  HandshakeAction action = handshake_.on_packet(at({}), answer);
  action = handshake_.on_task(at({}), std::move(std::get<RunTask>(action).task));
  ASSERT_TRUE(std::holds_alternative<RunTask>(action));
  action = finish(handshake_, server_, settle(handshake_, at({}), std::move(action)));
  EXPECT_TRUE(std::holds_alternative<HandshakeDone>(action));
}

TEST_F(HandshakeFlow, TaskAfterTheDeadline_IsIgnored) {
  const HandshakeAction started = start(handshake_);
  const Bytes answer = server_.answer(std::get<SendPacket>(started).packet.bytes());
  HandshakeAction action = handshake_.on_packet(at({}), answer);
  EXPECT_EQ(error_of(handshake_.on_deadline(at(seconds(10)))), Errc::handshake_timeout);
  std::get<RunTask>(action).task.run();  // cancelled: returns at once
  EXPECT_TRUE(waits(handshake_.on_task(at({}), std::move(std::get<RunTask>(action).task))));
  EXPECT_EQ(handshake_.state(), State::failed);
}

TEST_F(HandshakeFlow, Moved_GoesOn) {
  const HandshakeAction started = start(handshake_);
  Handshake moved = std::move(handshake_);
  EXPECT_TRUE(std::holds_alternative<HandshakeDone>(
      finish(moved, server_, HandshakeAction(SendPacket{std::get<SendPacket>(started).packet}))));
}

TEST_F(HandshakeFlow, StartedTwice_IsRefused) {
  (void)handshake_.start(at({}));
  EXPECT_EQ(error_of(handshake_.start(at({}))), Errc::invalid_argument);
}

TEST(HandshakeOptions, OutOfRange_AreRefused_G02) {
  const auto refusal = [](auto change) {
    HandshakeOptions options = test_options();
    change(options);
    ScriptedRandom random;
    Handshake handshake(std::move(options), random);
    return error_of(handshake.start(at({})));
  };
  EXPECT_EQ(refusal([](HandshakeOptions& o) { o.expires_in = seconds(59); }),
            Errc::invalid_argument);
  EXPECT_EQ(refusal([](HandshakeOptions& o) { o.expires_in = seconds(INT64_MAX / 2'000'000'000); }),
            Errc::invalid_argument);
  EXPECT_EQ(refusal([](HandshakeOptions& o) { o.deadline = {}; }), Errc::invalid_argument);
  EXPECT_EQ(refusal([](HandshakeOptions& o) { o.deadline = seconds(11); }), Errc::invalid_argument);
  EXPECT_EQ(refusal([](HandshakeOptions& o) {
              o.deadline = seconds(60);
              o.unsafe_limits = true;
            }),
            std::error_code());
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
