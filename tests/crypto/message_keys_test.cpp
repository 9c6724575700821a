// Message key derivation of MTProto 2.0 and 1.0 against published values.
#include "message/message_keys.hpp"

#include "digest/sha256_kernel.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/digest.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::Vectors;
constexpr Direction to_server = Direction::client_to_server;
constexpr Direction to_client = Direction::server_to_client;

struct Derivation {
  std::string key;
  std::string iv;
  bool operator==(const Derivation&) const = default;
};

Derivation shown(const MessageKeys& keys) { return {to_hex(keys.key), to_hex(keys.iv)}; }

Derivation expected(const Vectors& vectors, const std::string& key, const std::string& iv) {
  return {to_hex(vectors[key]), to_hex(vectors[iv])};
}

class MessageKeysWith : public testing::TestWithParam<const Sha256Kernel*> {
 protected:
  void SetUp() override { force_sha256_kernel(GetParam()); }
  void TearDown() override { force_sha256_kernel(nullptr); }
};

TEST_P(MessageKeysWith, PublishedInputs_GiveThePublishedKeys) {
  const Vectors vectors("auth_key.txt");
  const AuthKey key = *AuthKey::from_bytes(test::counting(256));
  const auto msg_key = test::counting_array<16>();
  EXPECT_EQ(shown(message_keys(key, to_server, msg_key)), expected(vectors, "v203.key", "v203.iv"));
  EXPECT_EQ(shown(message_keys(key, to_client, msg_key)), expected(vectors, "v204.key", "v204.iv"));

  const AuthKey other = *AuthKey::from_bytes(vectors["v205.auth_key"]);
  const auto other_msg_key = vectors.array<16>("v205.msg_key");
  EXPECT_EQ(shown(message_keys(other, to_server, other_msg_key)),
            expected(vectors, "v205.key", "v205.iv"));
  EXPECT_EQ(shown(message_keys(other, to_client, other_msg_key)),
            expected(vectors, "v206.key", "v206.iv"));
}

TEST_P(MessageKeysWith, SeveralAtOnce_AreThoseOfEachMessage) {
  std::vector<AuthKey> auth_keys;
  std::vector<Bytes> msg_keys;
  for (std::uint8_t i = 0; i < 5; ++i) {
    auth_keys.push_back(*AuthKey::from_bytes(test::counting(256, i)));
    msg_keys.push_back(test::counting(16, static_cast<std::uint8_t>(100 + i)));
  }
  for (std::size_t count = 0; count <= auth_keys.size(); ++count) {
    std::vector<MessageKeys> keys(count);
    std::vector<KeyRequest> requests;
    for (std::size_t i = 0; i < count; ++i) {
      const Direction direction = i % 2 == 0 ? to_server : to_client;
      requests.push_back({&auth_keys[i], direction, msg_keys[i].data(), &keys[i]});
    }
    message_keys_many(requests);
    for (std::size_t i = 0; i < count; ++i) {
      const MessageKeys one =
          message_keys(auth_keys[i], requests[i].direction, BytesView(msg_keys[i]).first<16>());
      EXPECT_EQ(shown(keys[i]), shown(one)) << i << " of " << count;
    }
  }
}

// Null chooses the best one.
INSTANTIATE_TEST_SUITE_P(All, MessageKeysWith, testing::Values(&openssl_sha256(), nullptr));

TEST(MessageKeysV1, PublishedInputs_GiveThePublishedKeys) {
  const Vectors vectors("auth_key.txt");
  const AuthKey key = *AuthKey::from_bytes(test::counting(256));
  const auto msg_key = test::counting_array<16>();
  EXPECT_EQ(shown(message_keys_v1(key, to_server, msg_key)),
            expected(vectors, "v701.key0", "v701.iv0"));
  EXPECT_EQ(shown(message_keys_v1(key, to_client, msg_key)),
            expected(vectors, "v701.key8", "v701.iv8"));

  const AuthKey other = *AuthKey::from_bytes(vectors["v205.auth_key"]);
  EXPECT_EQ(shown(message_keys_v1(other, to_server, vectors.array<16>("v205.msg_key"))),
            expected(vectors, "v701.mtcute_key", "v701.mtcute_iv"));
}

TEST(MessageKeyV1, IsTheEndOfSha1) {
  const Sha1Digest digest = sha1({as_bytes("bind-message-test-payload")});
  EXPECT_EQ(to_hex(BytesView(digest).subspan(4)), to_hex(Vectors("auth_key.txt")["v702.msg_key"]));
}

}  // namespace
}  // namespace strata::crypto
