// The official example of a key exchange, recomputed with our primitives (J.10).
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/aes_ige.hpp"
#include "strata/crypto/dh.hpp"
#include "strata/crypto/digest.hpp"
#include "strata/crypto/factorize.hpp"
#include "strata/crypto/handshake_keys.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

class Walkthrough : public testing::Test {
 protected:
  [[nodiscard]] std::string hex(const std::string& name) const { return to_hex(vectors_[name]); }

  [[nodiscard]] TmpAesKey tmp_key() const {
    return tmp_aes_key(vectors_.array<32>("new_nonce"), vectors_.array<16>("server_nonce"));
  }

  // SHA1(data) + data + padding, as both sides send it.
  [[nodiscard]] Bytes with_hash(BytesView data, const std::string& padding) const {
    Bytes bytes;
    append(bytes, sha1({data}));
    append(bytes, data);
    append(bytes, vectors_[padding]);
    return bytes;
  }

  [[nodiscard]] DhExchange exchange() const {
    ScriptedRandom random(vectors_["b"]);
    return *DhExchange::start(known_dh_prime(), 3, vectors_["g_a"], random);
  }

  // Checks the abbreviated form in which a value was published.
  void expect_abbreviated(BytesView value, const std::string& name) const {
    const Bytes begin = vectors_[name + "_begin"];
    const Bytes end = vectors_[name + "_end"];
    EXPECT_EQ(to_hex(value.first(begin.size())), to_hex(begin)) << name;
    EXPECT_EQ(to_hex(value.last(end.size())), to_hex(end)) << name;
  }

  const Vectors vectors_{"walkthrough.txt"};
};

TEST_F(Walkthrough, PqFactors) {
  const Result<PqFactors> factors = factorize_pq(vectors_["pq"]);
  ASSERT_TRUE(factors);
  EXPECT_EQ(to_hex(factors->p), hex("p"));
  EXPECT_EQ(to_hex(factors->q), hex("q"));
}

TEST_F(Walkthrough, TmpAesKey) {
  const TmpAesKey keys = tmp_key();
  EXPECT_EQ(to_hex(keys.key), hex("tmp_aes_key"));
  EXPECT_EQ(to_hex(keys.iv), hex("tmp_aes_iv"));
}

TEST_F(Walkthrough, EncryptedAnswer_OpensToServerDhInnerData) {
  const TmpAesKey keys = tmp_key();
  const Bytes inner = vectors_["server_DH_inner_data"];
  const Bytes plain = with_hash(inner, "answer_padding");
  EXPECT_EQ(to_hex(BytesView(plain).first(20)), hex("answer_sha1"));
  Bytes answer(plain.size());
  ASSERT_TRUE(aes256_ige_encrypt(plain, answer, keys.key, keys.iv));
  EXPECT_EQ(answer.size(), 592U);
  expect_abbreviated(answer, "encrypted_answer");
  EXPECT_EQ(to_hex(sha256({answer})), hex("encrypted_answer_sha256"));

  ASSERT_TRUE(aes256_ige_decrypt(answer, answer, keys.key, keys.iv));
  EXPECT_EQ(answer, plain);
}

TEST_F(Walkthrough, ClientHalf) {
  const DhExchange half = exchange();
  expect_abbreviated(half.g_b(), "g_b");

  // client_DH_inner_data: id, nonces, retry_id 0, g_b as TL bytes.
  Bytes inner = *from_hex("54b64366");
  append(inner, vectors_["nonce"]);
  append(inner, vectors_["server_nonce"]);
  append(inner, Bytes(8));
  append(inner, *from_hex("fe000100"));
  append(inner, half.g_b());
  Bytes encrypted = with_hash(inner, "client_padding");
  const TmpAesKey keys = tmp_key();
  ASSERT_TRUE(aes256_ige_encrypt(encrypted, encrypted, keys.key, keys.iv));
  EXPECT_EQ(encrypted.size(), 336U);
  expect_abbreviated(encrypted, "client_encrypted");
  EXPECT_EQ(to_hex(sha256({encrypted})), hex("client_encrypted_sha256"));
}

TEST_F(Walkthrough, AuthKeyAndItsHashes) {
  const Result<AuthKey> key = exchange().auth_key();
  ASSERT_TRUE(key);
  expect_abbreviated(key->bytes(), "auth_key");
  EXPECT_EQ(to_hex(sha256({key->bytes()})), hex("auth_key_sha256"));
  const Bytes digest = vectors_["auth_key_sha1"];
  EXPECT_EQ(key->id(), load_le<std::uint64_t>(digest.data() + 12));
  EXPECT_EQ(key->aux_hash(), load_le<std::uint64_t>(digest.data()));
  const auto new_nonce = vectors_.array<32>("new_nonce");
  EXPECT_EQ(to_hex(key->new_nonce_hash(new_nonce, 1)), hex("new_nonce_hash1"));
  EXPECT_EQ(to_hex(key->new_nonce_hash(new_nonce, 2)), hex("new_nonce_hash2"));
  EXPECT_EQ(to_hex(key->new_nonce_hash(new_nonce, 3)), hex("new_nonce_hash3"));
}

TEST_F(Walkthrough, FirstSalt) {
  const std::int64_t salt =
      first_server_salt(vectors_.array<32>("new_nonce"), vectors_.array<16>("server_nonce"));
  EXPECT_EQ(salt, load_le<std::int64_t>(vectors_["server_salt"].data()));
}

}  // namespace
}  // namespace strata::crypto
