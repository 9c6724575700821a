// The binding message against literal bytes.
#include "strata/crypto/bind_cipher.hpp"

#include "aes/ige_kernel.hpp"
#include "message/message_keys.hpp"
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/digest.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::Vectors;

AuthKey permanent_key() {
  Bytes bytes(256);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(255 - i);
  return *AuthKey::from_bytes(bytes);
}

constexpr TempKeyBinding binding{.nonce = 0x0001020304050607,
                                 .temp_auth_key_id = 0x0011223344556677,
                                 .temp_session_id = 0x0010203040506070,
                                 .expires_at = 1735689600};
constexpr std::int64_t msg_id = 0x0011223344556677;

TEST(BindMessage, PublishedInputs_GiveThePublishedBytes) {
  const Vectors vectors("auth_key.txt");
  test::ScriptedRandom random(Bytes(24, 0xcd));
  const auto message = encrypt_bind_message(permanent_key(), binding, msg_id, random);
  EXPECT_EQ(to_hex(message), to_hex(vectors["v703.message"]));
  EXPECT_EQ(random.taken(), 24U);
}

TEST(BindMessage, PlaintextIsHashedWithoutItsPadding) {
  const Vectors vectors("auth_key.txt");
  test::ScriptedRandom random(Bytes(24, 0xcd));
  const auto message = encrypt_bind_message(permanent_key(), binding, msg_id, random);
  const MsgKey msg_key = std::span(message).subspan<8, 16>();
  MessageKeys keys = message_keys_v1(permanent_key(), Direction::client_to_server, msg_key);
  Bytes plaintext(80);
  portable_ige().decrypt(keys.key.data(), keys.iv.data(), message.data() + 24, plaintext.data(), 5);
  const Bytes hashed(plaintext.begin(), plaintext.begin() + 72);
  EXPECT_EQ(hashed, vectors["v703.hashed"]);
  EXPECT_EQ(Bytes(msg_key.begin(), msg_key.end()), vectors["v703.msg_key"]);
}

TEST(BindMessage, Randomness_ChangesEverythingButTheKeyId) {
  test::ScriptedRandom random;
  const auto first = encrypt_bind_message(permanent_key(), binding, msg_id, random);
  const auto second = encrypt_bind_message(permanent_key(), binding, msg_id, random);
  EXPECT_EQ(load_le<std::uint64_t>(first.data()), permanent_key().id());
  EXPECT_EQ(load_le<std::uint64_t>(second.data()), permanent_key().id());
  EXPECT_FALSE(std::equal(first.begin() + 8, first.begin() + 24, second.begin() + 8));
}

}  // namespace
}  // namespace strata::crypto
