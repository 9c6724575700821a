// The authorization key: identifiers, nonce hashes, refusals, wiping.
#include "strata/crypto/auth_key.hpp"

#include "crypto/remains.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::Vectors;

AuthKey counting_key() { return *AuthKey::from_bytes(test::counting(256)); }

//
TEST(AuthKey, Identifiers_AreThePublishedOnes) {
  const Bytes digest = Vectors("auth_key.txt")["v201.sha1"];
  const AuthKey key = counting_key();
  EXPECT_EQ(key.id(), 0xc8df57a46e58d132U);
  EXPECT_EQ(key.id(), load_le<std::uint64_t>(digest.data() + 12));
  EXPECT_EQ(key.aux_hash(), load_le<std::uint64_t>(digest.data()));
}

TEST(AuthKey, NewNonceHashes_AreThePublishedOnes) {
  const Vectors vectors("auth_key.txt");
  const AuthKey key = counting_key();
  const auto new_nonce = test::counting_array<32>();
  EXPECT_EQ(key.new_nonce_hash(new_nonce, 1), vectors.array<16>("v202.hash1"));
  EXPECT_EQ(key.new_nonce_hash(new_nonce, 2), vectors.array<16>("v202.hash2"));
  EXPECT_EQ(key.new_nonce_hash(new_nonce, 3), vectors.array<16>("v202.hash3"));
}

TEST(AuthKey, OtherSizesAndZeros_AreRefused) {
  for (const std::size_t size : {0U, 1U, 255U, 257U, 512U}) {
    const Result<AuthKey> key = AuthKey::from_bytes(Bytes(size, 1));
    ASSERT_FALSE(key) << size;
    EXPECT_EQ(key.error().code(), Errc::bad_auth_key);
  }
  const Result<AuthKey> zeros = AuthKey::from_bytes(Bytes(256));
  ASSERT_FALSE(zeros);
  EXPECT_EQ(zeros.error().code(), Errc::bad_auth_key);
}

TEST(AuthKey, Clone_HasTheSameContent) {
  const AuthKey key = counting_key();
  const AuthKey copy = key.clone();
  EXPECT_EQ(copy.id(), key.id());
  EXPECT_TRUE(std::ranges::equal(copy.bytes(), key.bytes()));
}

TEST(AuthKey, Destruction_LeavesNothingOfTheKey) {
  const Bytes secret = test::counting(256);
  test::Remains<AuthKey> remains;
  remains.make(counting_key());
  EXPECT_TRUE(remains.contains(BytesView(secret).first(16)));
  remains.destroy();
  for (std::size_t at = 0; at + 16 <= secret.size(); at += 16) {
    EXPECT_FALSE(remains.contains(BytesView(secret).subspan(at, 16))) << at;
  }
}

TEST(AuthKey, Moving_WipesTheSource) {
  const Bytes secret = test::counting(256);
  test::Remains<AuthKey> remains;
  AuthKey& source = remains.make(counting_key());
  const AuthKey target(std::move(source));
  EXPECT_FALSE(remains.contains(BytesView(secret).subspan(64, 16)));
  EXPECT_EQ(target.bytes()[255], 255);
}

}  // namespace
}  // namespace strata::crypto
