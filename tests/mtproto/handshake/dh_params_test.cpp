// Server_DH_Params from hostile servers: nonces, lengths, damage, refusals.
#include "handshake/dh_params.hpp"

#include "mtproto/handshake/handshake_run.hpp"

#include <set>

namespace strata::mtproto::handshake_test {
namespace {

HandshakeScript with_dh_params(std::function<void(RawDhParams&)> change) {
  HandshakeScript script;
  script.dh_params = std::move(change);
  return script;
}

HandshakeScript with_inner_data(std::function<void(RawInnerData&)> change) {
  HandshakeScript script;
  script.inner_data = std::move(change);
  return script;
}

TEST(DhParams, WrongNonces_Abort_N011) {
  EXPECT_EQ(failure(with_dh_params([](RawDhParams& said) { said.server_nonce[0] ^= 1; })),
            Errc::nonce_mismatch);
  EXPECT_EQ(failure(with_dh_params([](RawDhParams& said) { said.nonce[15] ^= 0x80; })),
            Errc::nonce_mismatch);
}

TEST(DhParams, WrongNoncesInside_Abort_N016) {
  EXPECT_EQ(failure(with_inner_data([](RawInnerData& said) { said.nonce[0] ^= 1; })),
            Errc::nonce_mismatch);
  EXPECT_EQ(failure(with_inner_data([](RawInnerData& said) { said.server_nonce[15] ^= 1; })),
            Errc::nonce_mismatch);
}

//
TEST(DhParams, ImpossibleLength_Aborts_N012) {
  for (const std::size_t size : {591U, 0U, 15U, 16U, 4096U, 1040U}) {
    const auto failed =
        failure(with_dh_params([size](RawDhParams& said) { said.encrypted_answer.resize(size); }));
    // The longest does not even fit the envelope.
    EXPECT_EQ(failed, size == 4096 ? Errc::malformed : Errc::bad_length) << size;
  }
}

// One text for every bit: a forger learns nothing from it.
TEST(DhParams, FlippedBits_AllAbortAlike_N013) {
  const Replay replay;
  std::set<std::string> texts;
  for (std::size_t round = 0; round < 100; ++round) {
    Bytes packet = replay.answers().at(1);
    const std::size_t bit = (packet.size() - 592) * 8 + (round * 16 * 3 + round) % (592 * 8);
    packet.at(bit / 8) ^= static_cast<std::uint8_t>(1U << bit % 8);
    const HandshakeAction action = replay.with(1, packet);
    const Error& error = std::get<HandshakeFailed>(action).error;
    ASSERT_EQ(error.code(), Errc::answer_hash_mismatch) << bit;
    texts.insert(error.message());
  }
  EXPECT_EQ(texts.size(), 1U);
}

TEST(DhParams, ShortenedAnswer_IsDamage) {
  for (const std::size_t size : {32U, 48U, 304U, 576U}) {
    const auto failed =
        failure(with_dh_params([size](RawDhParams& said) { said.encrypted_answer.resize(size); }));
    EXPECT_EQ(failed, Errc::answer_hash_mismatch) << size;
  }
}

TEST(DhParams, TruncatedObject_IsMalformedAtEveryByte) {
  const Replay replay;
  const BytesView body = BytesView(replay.answers().at(1)).subspan(20);
  for (std::size_t size = 0; size < body.size(); ++size) {
    const auto params = read_dh_params(body.first(size), Exchange(), crypto::TmpAesKey());
    ASSERT_FALSE(params.has_value());
    ASSERT_EQ(params.error().code(), Errc::malformed) << size;
  }
}

TEST(DhParams, PaddingOfAWholeBlock_IsDamage_A52) {
  EXPECT_EQ(failure(with_dh_params([](RawDhParams& said) {
              said.encrypted_answer.resize(said.encrypted_answer.size() + 16);
            })),
            Errc::answer_hash_mismatch);
}

TEST(DhParams, Refusal_IsBelievedOnlyWithTheHash_A54) {
  EXPECT_EQ(failure(with_dh_params([](RawDhParams& said) { said.refuse = true; })),
            Errc::dh_params_refused);
  EXPECT_EQ(failure(with_dh_params([](RawDhParams& said) {
              said.refuse = true;
              said.new_nonce_hash[7] ^= 1;
            })),
            Errc::new_nonce_hash_mismatch);
  EXPECT_EQ(failure(with_dh_params([](RawDhParams& said) {
              said.refuse = true;
              said.nonce[7] ^= 1;
            })),
            Errc::nonce_mismatch);
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
