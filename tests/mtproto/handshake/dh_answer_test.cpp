// The last answer from hostile servers: proofs, retries, failure.
#include "handshake/dh_answer.hpp"

#include "mtproto/handshake/handshake_run.hpp"

namespace strata::mtproto::handshake_test {
namespace {

HandshakeScript with_dh_answer(std::function<void(RawDhAnswer&)> change) {
  HandshakeScript script;
  script.dh_answer = std::move(change);
  return script;
}

// Says dh_gen_retry `rounds` times, then dh_gen_ok.
HandshakeScript with_retries(int rounds) {
  return with_dh_answer([left = rounds](RawDhAnswer& said) mutable {
    if (left-- > 0) said.number = 2;
  });
}

// Peers check the hash of dh_gen_ok alone (table M, row 5).
TEST(DhAnswer, WrongProof_AbortsForEveryKind_N029) {
  for (std::uint8_t number = 1; number <= 3; ++number) {
    const auto failed = failure(with_dh_answer([number](RawDhAnswer& said) {
      said.number = number;
      said.new_nonce_hash = RawNonce{0x11};
    }));
    EXPECT_EQ(failed, Errc::new_nonce_hash_mismatch) << int{number};
  }
}

TEST(DhAnswer, ProofOfAnotherKind_Aborts_A64) {
  for (std::uint8_t number = 1; number <= 3; ++number) {
    const auto failed = failure(with_dh_answer([number](RawDhAnswer& said) {
      said.number = number;
      said.proof_of = static_cast<std::uint8_t>(number % 3 + 1);
    }));
    EXPECT_EQ(failed, Errc::new_nonce_hash_mismatch) << int{number};
  }
}

TEST(DhAnswer, TruncatedObject_IsMalformedAtEveryByte) {
  const crypto::AuthKey key = crypto::AuthKey::from_bytes(Bytes(256, 0x42)).value();
  const Exchange exchange;
  Bytes body = RawWriter().id(0x3bcbf734).raw(exchange.nonce).raw(exchange.server_nonce).take();
  append(body, key.new_nonce_hash(exchange.new_nonce.view(), 1));
  for (std::size_t size = 0; size < body.size(); ++size) {
    const auto answer = read_dh_answer(BytesView(body).first(size), exchange, key);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code(), Errc::malformed) << size;
  }
  EXPECT_EQ(read_dh_answer(body, exchange, key).value(), DhAnswer::ok);
}

TEST(DhAnswer, WrongNonces_Abort) {
  EXPECT_EQ(failure(with_dh_answer([](RawDhAnswer& said) { said.nonce[3] ^= 1; })),
            Errc::nonce_mismatch);
  EXPECT_EQ(failure(with_dh_answer([](RawDhAnswer& said) { said.server_nonce[3] ^= 1; })),
            Errc::nonce_mismatch);
}

TEST(DhAnswer, Retry_SendsAnotherExponentAndTheOldKeysHash_N030) {
  HandshakeServer server(with_retries(1));
  const HandshakeAction action = run(server);
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action));
  EXPECT_EQ(to_hex(std::get<HandshakeDone>(action).key.bytes()), to_hex(server.record().auth_key));

  const HandshakeRecord& record = server.record();
  ASSERT_EQ(record.g_bs.size(), 2U);
  EXPECT_NE(to_hex(record.g_bs[0]), to_hex(record.g_bs[1]));
  EXPECT_EQ(record.retry_ids[0], 0U);
  // The aux hash of the key that the first g_b gave; the server's exponent is 256 × 5a.
  const Bytes first_key =
      padded_to(power_mod(record.g_bs[0], Bytes(256, 0x5a), known_prime()), 256);
  EXPECT_EQ(record.retry_ids[1], load_le<std::uint64_t>(sha1(first_key).data()));
}

TEST(DhAnswer, FiveRetries_AreFollowed_A65) {
  HandshakeServer server(with_retries(limits::dh_gen_retries));
  EXPECT_TRUE(std::holds_alternative<HandshakeDone>(run(server)));
  EXPECT_EQ(server.record().g_bs.size(), 6U);
}

// A peer would go on for ever (table M, row 4).
TEST(DhAnswer, EndlessRetries_Abort_N031) {
  HandshakeServer server(with_retries(1'000'000));
  const HandshakeAction action = run(server);
  EXPECT_EQ(std::get<HandshakeFailed>(action).error.code(), Errc::too_many_dh_retries);
  EXPECT_EQ(server.record().g_bs.size(), 6U);
}

TEST(DhAnswer, Failure_IsReportedWithItsProof) {
  EXPECT_EQ(failure(with_dh_answer([](RawDhAnswer& said) { said.number = 3; })),
            Errc::dh_gen_failed);
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
