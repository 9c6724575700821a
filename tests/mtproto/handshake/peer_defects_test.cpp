// Defects that other implementations had in the key exchange, each shown not to be here.
#include "mtproto/handshake/handshake_run.hpp"

#include "strata/crypto/auth_key.hpp"

namespace strata::mtproto::handshake_test {
namespace {

// As integers these nonces are shorter, and one exchange in 256 failed.
TEST(PeerDefects, M02_NoncesAreBytesAndKeepLeadingZeros) {
  for (const std::size_t zeros : {1U, 2U, 15U, 16U}) {
    Bytes draws(16 + 32, 0x77);
    std::fill_n(draws.begin(), zeros, std::uint8_t{0});
    std::fill_n(draws.begin() + 16, zeros, std::uint8_t{0});
    HandshakeScript script;
    std::fill_n(script.server_nonce.begin(), zeros, std::uint8_t{0});
    HandshakeServer server(script);
    ScriptedRandom random(draws);
    Handshake handshake(test_options(), random);
    const HandshakeAction action = finish(handshake, server, start(handshake));
    ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action)) << zeros;
    EXPECT_EQ(to_hex(std::get<HandshakeDone>(action).key.bytes()),
              to_hex(server.record().auth_key));
  }
}

// With this seed the number g^(ab) has 255 bytes.
//
TEST(PeerDefects, M03_KeysHave256BytesAlways) {
  constexpr std::uint64_t seed = 65;
  HandshakeServer server;
  const HandshakeAction action = run(server, test_options(), seed);
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action));
  const auto& done = std::get<HandshakeDone>(action);
  ASSERT_EQ(server.record().auth_key[0], 0) << "the seed is chosen for this";
  EXPECT_EQ(done.key.bytes().size(), 256U);
  EXPECT_EQ(to_hex(done.key.bytes()), to_hex(server.record().auth_key));
}

TEST(PeerDefects, M04_RetriesOfDhGenAreCounted) {
  HandshakeScript script;
  int asked = 0;
  script.dh_answer = [&asked](RawDhAnswer& said) {
    said.number = 2;
    ++asked;
  };
  EXPECT_EQ(failure(script), Errc::too_many_dh_retries);
  EXPECT_EQ(asked, limits::dh_gen_retries + 1);
}

TEST(PeerDefects, M05_RetryAndFailureNeedTheirProof) {
  for (const std::uint8_t number : {std::uint8_t{2}, std::uint8_t{3}}) {
    for (const std::uint8_t proof_of : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{3}}) {
      if (proof_of == number) continue;
      HandshakeScript script;
      script.dh_answer = [=](RawDhAnswer& said) {
        said.number = number;
        said.proof_of = proof_of;
      };
      EXPECT_EQ(failure(script), Errc::new_nonce_hash_mismatch);
    }
  }
}

TEST(PeerDefects, M06_ZeroAndPrimePqEndAtOnce) {
  for (const Bytes& pq : {Bytes{0}, Bytes{}, Bytes{1}, number((std::uint64_t{1} << 61U) - 1)}) {
    HandshakeScript script;
    script.pq = pq;
    EXPECT_EQ(failure(script), Errc::bad_pq) << to_hex(pq);
  }
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
