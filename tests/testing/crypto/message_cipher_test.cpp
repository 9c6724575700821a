// Tests of the message cipher in the server's direction against literal packets.
#include "crypto/message_cipher.hpp"

#include "strata/datacenter/errors.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace strata::datacenter {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }

AuthKeyBytes counting_key() {
  AuthKeyBytes key;
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  return key;
}

Bytes counting_bytes(std::size_t count) {
  Bytes bytes(count);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  return bytes;
}

// V-402
const char* const client_ping =
    "32d1586ea457dfc8ab32bf2e06f10dbf9c2a0f636f7d809d5a364be3a3accdc2848f329b2563fd9dd733b04f4786"
    "d62caa7f51d6813f856ccd71fb8aec528509d1c49de4968633fadeaa87692ab5884483be34fa1ae375b0";

PlainMessage common(std::string_view msg_id, std::int32_t seq_no, std::string_view body) {
  PlainMessage message;
  message.salt = load_le<std::int64_t>(hex("0102030405060708").data());
  message.session_id = load_le<std::int64_t>(hex("1112131415161718").data());
  message.msg_id = load_le<std::int64_t>(hex(msg_id).data());
  message.seq_no = seq_no;
  message.body = hex(body);
  return message;
}

TEST(MessageCipher, ComputesTheKeyId) {
  EXPECT_EQ(auth_key_id(counting_key()), 0xc8df57a46e58d132U);
}

TEST(MessageCipher, OpensTheClientsPing) {
  const auto opened = open_packet(counting_key(), hex(client_ping));
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(to_hex(opened->message.body), "ec77be7a2122232425262728");
  EXPECT_EQ(opened->message.salt, 0x0807060504030201);
  EXPECT_EQ(opened->message.session_id, 0x1817161514131211);
  EXPECT_EQ(opened->message.seq_no, 0);
  EXPECT_EQ(opened->quick_ack_token, 0xf6dde729U);
}

TEST(MessageCipher, IgnoresTransportPaddingBehindTheBlocks) {
  Bytes packet = hex(client_ping);
  for (int i = 0; i < 15; ++i) {
    packet.push_back(0xaa);
    EXPECT_TRUE(open_packet(counting_key(), packet).has_value()) << i;
  }
}

TEST(MessageCipher, SealsThePong) {
  // V-403
  const PlainMessage pong =
      common("01c0a600fdc0ab65", 0, "c573773448cd0e00fdc0ab652122232425262728");
  EXPECT_EQ(
      to_hex(seal_packet(counting_key(), pong, counting_bytes(12))),
      "32d1586ea457dfc8efa396ccdfc6a0d24b1c81dbea8a1839fc233a70f307ced53ad97ccb04363f0fc22d4f3d"
      "ddacdefc1b7baee5a9d17052e802972eb0a67473f0f37f4c3f47888c9fc2212722a0a87dd115b16b537e33d"
      "0");
}

TEST(MessageCipher, SealsTheContainer) {
  // V-404
  const PlainMessage container = common(
      "0dc0a600fdc0ab65", 4,
      "dcf8f1730300000001c0a600fdc0ab65010000001c0000000809c29e48cd0e00fdc0ab6538373635343332310102"
      "03040506070805c0a600fdc0ab65020000001400000059b4d66215c4b51c0100000048cd0e00fdc0ab6509c0a600"
      "fdc0ab650300000010000000016d5cf348cd0e00fdc0ab65b5757299");
  EXPECT_EQ(
      to_hex(seal_packet(counting_key(), container, counting_bytes(24))),
      "32d1586ea457dfc88de9e67da2ecacab52ac9aa29f0261661ec36136308b8c553f32e0a2c30bacb5b4f10c2b54be"
      "0c002144cc39ac9c99282d1007d0f9ad31728a1cce39d4e0ca48b85d50abc1387acf1bddbc46b9705d9e639b8aa3"
      "3e"
      "0c0016e37b0f5c6f5708f83c80f585ebc80b6c808a4819aebe57a75ed2828c9ada05b175a572160732ed821ba105"
      "ad"
      "c03ed907cd378f4001bfe5c0f2f66fa29fe33142ce352c4a582110e3bcaa12fe72f3fccc1776a72ff195455104cd"
      "7a"
      "1843845abb3976d6a3b3451478");
}

TEST(MessageCipher, RefusesEveryFlippedBitAndEveryTruncation) {
  const Bytes packet = hex(client_ping);
  for (std::size_t at = 8; at < packet.size(); ++at) {
    Bytes changed = packet;
    changed[at] ^= 1U;
    const auto opened = open_packet(counting_key(), changed);
    ASSERT_FALSE(opened.has_value()) << at;
    EXPECT_EQ(opened.error().code(), Errc::bad_packet);
  }
  for (std::size_t size = 0; size < packet.size(); ++size) {
    EXPECT_FALSE(open_packet(counting_key(), BytesView(packet).first(size)).has_value()) << size;
  }
}

TEST(MessageCipher, RefusesItsOwnDirection) {
  const PlainMessage message = common("01c0a600fdc0ab65", 0, "ec77be7a2122232425262728");
  const Bytes packet = seal_packet(counting_key(), message, counting_bytes(20));
  EXPECT_FALSE(open_packet(counting_key(), packet).has_value());
  EXPECT_TRUE(open_packet(counting_key(), packet, KeyPart::server_to_client).has_value());
}

class Paddings : public testing::TestWithParam<std::pair<std::size_t, bool>> {};

TEST_P(Paddings, AreAcceptedFrom12To1024) {
  const auto [padding, accepted] = GetParam();
  PlainMessage message = common("04c0a600fdc0ab65", 1, "");
  message.body.resize((16 - padding % 16) % 16);
  const Bytes packet =
      seal_packet(counting_key(), message, Bytes(padding), KeyPart::client_to_server);
  EXPECT_EQ(open_packet(counting_key(), packet).has_value(), accepted);
}

INSTANTIATE_TEST_SUITE_P(All, Paddings,
                         testing::Values(std::pair{0U, false}, std::pair{8U, false},
                                         std::pair{12U, true}, std::pair{20U, true},
                                         std::pair{1024U, true}, std::pair{1040U, false}));

TEST(MessageCipher, PadsToWholeBlocks) {
  for (std::size_t body = 0; body < 64; body += 4) {
    const std::size_t padding = smallest_padding(body);
    EXPECT_GE(padding, 12U);
    EXPECT_LT(padding, 28U);
    EXPECT_EQ((32 + body + padding) % 16, 0U);
  }
}

TEST(BindingCipher, OpensTheVector) {
  // V-703
  AuthKeyBytes key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(255 - i);
  const Bytes packet =
      hex("96d1b10e8f724a137bb888c6aa9280ce9664b5279ec8e944bacb4c9772e1fbb439b1c5605cbedeb01d864583"
          "35146b"
          "2857b5af0a3cedd9af96ec96f4cea213d51c73abe02e86de4d3e9e382788b92ed0d8d93563eb03ffd2c435ec"
          "4f3933"
          "70d390921d44f5c82ebb");
  const auto opened = open_binding(key, packet);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->msg_id, 0x0011223344556677);
  EXPECT_EQ(to_hex(opened->body),
            "65f7a3750706050403020100776655443322110096d1b10e8f724a137060504030201000"
            "80857467");
  for (std::size_t size = 0; size < packet.size(); ++size) {
    EXPECT_FALSE(open_binding(key, BytesView(packet).first(size)).has_value()) << size;
  }
  EXPECT_FALSE(open_binding(counting_key(), packet).has_value());
}

}  // namespace
}  // namespace strata::datacenter
