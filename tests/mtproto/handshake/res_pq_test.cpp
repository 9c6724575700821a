// resPQ from hostile servers: nonces, keys that are not ours, and numbers that are no pq.
#include "mtproto/handshake/handshake_run.hpp"

namespace strata::mtproto::handshake_test {
namespace {

HandshakeScript with_pq(Bytes pq) {
  HandshakeScript script;
  script.pq = std::move(pq);
  return script;
}

HandshakeScript with_res_pq(std::function<void(RawResPq&)> change) {
  HandshakeScript script;
  script.res_pq = std::move(change);
  return script;
}

TEST(ResPq, NonceDifferingInTheLastByte_Aborts_N001) {
  HandshakeServer server(with_res_pq([](RawResPq& said) { said.nonce.back() ^= 1; }));
  const HandshakeAction action = run(server);
  EXPECT_EQ(std::get<HandshakeFailed>(action).error.code(), Errc::nonce_mismatch);
  EXPECT_EQ(server.record().requests.size(), 1U);  // no req_DH_params
}

TEST(ResPq, NoKnownKey_AbortsWithTheOfferedList_N002) {
  for (const std::size_t count : {0U, 1U, 64U, 200U}) {
    HandshakeServer server(with_res_pq([count](RawResPq& said) {
      said.fingerprints.clear();
      for (std::size_t i = 0; i < count; ++i) said.fingerprints.push_back(0xabcd'0000 + i);
    }));
    const HandshakeAction action = run(server);
    const Error& error = std::get<HandshakeFailed>(action).error;
    EXPECT_EQ(error.code(), Errc::unknown_server_key);
    ASSERT_NE(error.detail<UnknownServerKey>(), nullptr);
    const auto& offered = error.detail<UnknownServerKey>()->offered();
    EXPECT_EQ(offered.size(), std::min(count, limits::max_offered_fingerprints));
    if (count > 0) {
      EXPECT_EQ(offered.front(), 0xabcd'0000U);
      EXPECT_NE(error.message().find("0x00000000abcd0000"), std::string::npos);
    }
    EXPECT_EQ(server.record().requests.size(), 1U);
  }
}

TEST(ResPq, VectorCountThatLies_IsMalformed_N003) {
  EXPECT_EQ(failure(with_res_pq([](RawResPq& said) { said.claimed_count = 0x7fff'ffff; })),
            Errc::malformed);
  EXPECT_EQ(failure(with_res_pq([](RawResPq& said) { said.claimed_count = 0xffff'ffff; })),
            Errc::malformed);
  EXPECT_EQ(failure(with_res_pq([](RawResPq& said) { said.claimed_count = 4; })), Errc::malformed);
}

TEST(ResPq, TruncatedPacket_IsMalformedAtEveryByte) {
  const Replay replay;
  const BytesView packet = replay.answers().at(0);
  for (std::size_t size = 0; size < packet.size(); ++size) {
    const HandshakeAction action = replay.with(0, packet.first(size));
    ASSERT_EQ(std::get<HandshakeFailed>(action).error.code(), Errc::malformed) << size;
  }
}

TEST(ResPq, PqTooSmall_Aborts_N004) {
  for (const Bytes& pq : {Bytes{0}, Bytes{}, Bytes{1}, Bytes{2}, Bytes(8, 0), Bytes{14}}) {
    EXPECT_EQ(failure(with_pq(pq)), Errc::bad_pq) << to_hex(pq);
  }
}

TEST(ResPq, SmallestPq_IsFactorised_N004) {
  HandshakeServer server(with_pq({15}));
  EXPECT_TRUE(std::holds_alternative<HandshakeDone>(run(server)));
  EXPECT_EQ(server.record().p, Bytes{3});
  EXPECT_EQ(server.record().q, Bytes{5});
}

// A peer's factorisation never ended on a prime and divided by zero on 0 (table M, row 6).
TEST(ResPq, PrimePq_Aborts_N005) {
  EXPECT_EQ(failure(with_pq({0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})), Errc::bad_pq);
}

TEST(ResPq, EvenSquareOrCompositePq_Aborts) {
  EXPECT_EQ(failure(with_pq({0x10, 0x00, 0x00, 0x02})), Errc::bad_pq);
  EXPECT_EQ(failure(with_pq({0x31})), Errc::bad_pq);  // 7 · 7
  EXPECT_EQ(failure(with_pq({0x69})), Errc::bad_pq);  // 3 · 5 · 7
}

TEST(ResPq, PqBeyond63Bits_Aborts_N008) {
  EXPECT_EQ(failure(with_pq({1, 0, 0, 0, 0, 0, 0, 0, 1})), Errc::bad_pq);
  EXPECT_EQ(failure(with_pq({0x80, 0, 0, 0, 0, 0, 0, 1})), Errc::bad_pq);
  HandshakeServer server(with_pq(Bytes(limits::max_pq_size + 1, 1)));
  ScriptedRandom random;
  Handshake handshake(test_options(), random);
  HandshakeAction action = handshake.start(at({}));
  const Bytes answer = server.answer(std::get<SendPacket>(action).packet.bytes());
  action = handshake.on_packet(at({}), answer);
  // Not even a task is started.
  EXPECT_EQ(std::get<HandshakeFailed>(action).error.code(), Errc::bad_pq);
}

TEST(ResPq, LeadingZerosOfPq_AreAcceptedAndFactorsMinimal_N009) {
  for (std::size_t zeros = 1; zeros <= 4; ++zeros) {
    Bytes pq(zeros, 0);
    append(pq, HandshakeScript().pq);
    HandshakeServer server(with_pq(pq));
    EXPECT_TRUE(std::holds_alternative<HandshakeDone>(run(server)));
    EXPECT_EQ(to_hex(server.record().p), "3c2357cf");
    EXPECT_EQ(to_hex(server.record().q), "56bfb29f");
  }
}

TEST(ResPq, ServerNonceLikeOurs_OrZero_IsNoSecretAndAccepted_A12) {
  HandshakeScript script;
  script.server_nonce = {};
  EXPECT_TRUE(makes_the_key(script));
}

TEST(ResPq, KnownKeyAmongOldOnes_IsChosen_A32) {
  HandshakeServer server;
  EXPECT_TRUE(std::holds_alternative<HandshakeDone>(run(server)));
  EXPECT_EQ(server.record().fingerprint, HandshakeServer::fingerprint());
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
