// Keys from nonces: published values, leading zeros, the first salt.
#include "strata/crypto/handshake_keys.hpp"

#include "keys/nonce_keys.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::Vectors;

//
TEST(TmpAesKey, PublishedNonces_GiveThePublishedKeys) {
  const Vectors vectors("auth_key.txt");
  for (const std::string name : {"v301", "v302", "v303"}) {
    const TmpAesKey keys = tmp_aes_key(vectors.array<32>(name + ".new_nonce"),
                                       vectors.array<16>(name + ".server_nonce"));
    EXPECT_EQ(to_hex(keys.key), to_hex(vectors[name + ".key"])) << name;
    EXPECT_EQ(to_hex(keys.iv), to_hex(vectors[name + ".iv"])) << name;
  }
}

TEST(TmpAesKey, Formula_HoldsForShortNoncesToo) {
  const Vectors vectors("auth_key.txt");
  const TmpAesKey keys = nonce_keys(vectors["v304.new_nonce"], vectors["v304.server_nonce"]);
  EXPECT_EQ(to_hex(keys.key), to_hex(vectors["v304.key"]));
  EXPECT_EQ(to_hex(keys.iv), to_hex(vectors["v304.iv"]));
}

//
TEST(FirstServerSalt, IsTheXorOfBothBeginnings) {
  const Vectors vectors("walkthrough.txt");
  const std::int64_t salt =
      first_server_salt(vectors.array<32>("new_nonce"), vectors.array<16>("server_nonce"));
  EXPECT_EQ(salt, load_le<std::int64_t>(vectors["server_salt"].data()));
}

TEST(DhParamsFailHash, IsTheEndOfTheDigestOfNewNonce) {
  const auto hash = dh_params_fail_hash(test::counting_array<32>());
  // SHA-1 of 00..1f is ae5bd8efea5322c4d9986d06680a781392f9a642.
  EXPECT_EQ(to_hex(hash), "ea5322c4d9986d06680a781392f9a642");
}

}  // namespace
}  // namespace strata::crypto
