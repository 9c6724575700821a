// Whole packets: literal bytes in both directions, and every way to be refused.
#include "strata/crypto/message_cipher.hpp"

#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;
constexpr Direction to_server = Direction::client_to_server;
constexpr Direction to_client = Direction::server_to_client;

AuthKey counting_key() { return *AuthKey::from_bytes(test::counting(256)); }

Bytes encrypted(const AuthKey& key, Direction direction, BytesView plaintext) {
  Buffer packet(0);
  packet.append(plaintext);
  encrypt_message(key, direction, packet);
  return {packet.bytes().begin(), packet.bytes().end()};
}

// The plaintext, or the error's text.
std::string opened(const AuthKey& key, Direction direction, Bytes packet) {
  const Result<MutableBytes> plaintext = decrypt_message(key, direction, packet);
  return plaintext ? to_hex(*plaintext) : plaintext.error().message();
}

TEST(EncryptMessage, PublishedPackets) {
  const Vectors vectors("packets.txt");
  const AuthKey key = counting_key();
  Bytes body(64);
  const std::string_view text = "Hello, world! This data should remain secure!";
  std::copy(text.begin(), text.end(), body.begin());
  EXPECT_EQ(encrypted(key, to_server, body), vectors["v401.packet"]);
  EXPECT_EQ(encrypted(key, to_server, vectors["v402.inner"]), vectors["v402.packet"]);
  EXPECT_EQ(encrypted(key, to_client, vectors["v403.inner"]), vectors["v403.packet"]);
  EXPECT_EQ(encrypted(key, to_client, vectors["v404.inner"]), vectors["v404.packet"]);
}

TEST(EncryptMessage, ReturnsTheQuickAckToken) {
  const Vectors vectors("packets.txt");
  const AuthKey key = counting_key();
  const Bytes inner = vectors["v402.inner"];
  Buffer packet(128);
  packet.append(inner);
  EXPECT_EQ(encrypt_message(key, to_server, packet), 0xf6dde729U);
  EXPECT_EQ(quick_ack_token(key, to_server, inner), 0xf6dde729U);
  EXPECT_EQ(quick_ack_token(key, to_server, inner),
            load_le<std::uint32_t>(vectors["v402.msg_key_large"].data()) | 0x80000000U);
}

TEST(EncryptMessageDeath, UnpaddedContent_EndsTheProcess) {
  const AuthKey key = counting_key();
  Buffer empty(64);
  EXPECT_DEATH(encrypt_message(key, to_server, empty), "");
  Buffer odd(64);
  odd.append(Bytes(50));
  EXPECT_DEATH(encrypt_message(key, to_server, odd), "");
}

TEST(DecryptMessage, PublishedPackets) {
  const Vectors vectors("packets.txt");
  const AuthKey key = counting_key();
  EXPECT_EQ(opened(key, to_server, vectors["v402.packet"]), to_hex(vectors["v402.inner"]));
  EXPECT_EQ(opened(key, to_client, vectors["v403.packet"]), to_hex(vectors["v403.inner"]));
  EXPECT_EQ(opened(key, to_client, vectors["v404.packet"]), to_hex(vectors["v404.inner"]));
  const AuthKey captured = *AuthKey::from_bytes(vectors["v407.auth_key"]);
  EXPECT_EQ(opened(captured, to_client, vectors["v407.packet"]), to_hex(vectors["v407.inner"]));
}

TEST(DecryptMessage, ReturnsAViewIntoThePacket) {
  Bytes packet = Vectors("packets.txt")["v403.packet"];
  const Result<MutableBytes> plaintext = decrypt_message(counting_key(), to_client, packet);
  ASSERT_TRUE(plaintext);
  EXPECT_EQ(plaintext->data(), packet.data() + packet_header_size);
}

class Refusals : public testing::Test {
 protected:
  const AuthKey key_ = counting_key();
  const Bytes packet_ = Vectors("packets.txt")["v404.packet"];
  const std::string words_ = "the packet cannot be opened with this authorization key";
};

TEST_F(Refusals, AnyFlippedBit_IsRefusedWithTheSameWords) {
  for (std::size_t bit = 0; bit < packet_.size() * 8; bit += 7) {
    Bytes packet = packet_;
    packet[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    ASSERT_EQ(opened(key_, to_client, packet), words_) << bit;
  }
}

TEST_F(Refusals, AnyOtherLength_IsRefusedWithTheSameWords) {
  for (std::size_t size = 0; size < packet_.size(); ++size) {
    const BytesView part = BytesView(packet_).first(size);
    ASSERT_EQ(opened(key_, to_client, {part.begin(), part.end()}), words_) << size;
  }
  for (const std::size_t more : {1U, 15U, 16U, 64U}) {
    Bytes longer = packet_;
    longer.resize(longer.size() + more);
    ASSERT_EQ(opened(key_, to_client, longer), words_) << more;
  }
}

TEST_F(Refusals, OtherKeyOrDirection_IsRefusedWithTheSameWords) {
  const AuthKey other = *AuthKey::from_bytes(test::counting(256, 1));
  EXPECT_EQ(opened(other, to_client, packet_), words_);
  EXPECT_EQ(opened(key_, to_server, packet_), words_);
}

TEST_F(Refusals, RefusedPacket_HoldsZeros) {
  Bytes packet = packet_;
  packet.back() ^= 1;
  const Result<MutableBytes> plaintext = decrypt_message(key_, to_client, packet);
  ASSERT_FALSE(plaintext);
  EXPECT_EQ(plaintext.error().code(), Errc::bad_packet);
  EXPECT_EQ(packet, Bytes(packet.size()));
}

TEST(MessageCipher, EveryLength_ComesBack) {
  ScriptedRandom random;
  const AuthKey key = counting_key();
  for (std::size_t size = 48; size <= 48 + 16 * 70; size += 16) {
    Bytes plaintext(size);
    random.fill(plaintext);
    for (const Direction direction : {to_server, to_client}) {
      Bytes packet = encrypted(key, direction, plaintext);
      ASSERT_EQ(packet.size(), size + packet_header_size);
      const Result<MutableBytes> back = decrypt_message(key, direction, packet);
      ASSERT_TRUE(back) << size;
      ASSERT_TRUE(std::ranges::equal(*back, plaintext));
    }
  }
}

}  // namespace
}  // namespace strata::crypto
