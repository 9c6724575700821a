// Encrypted packets against literal vectors, and every way to be wrong.
#include "packet/encrypted.hpp"

#include "mtproto/session/test_server.hpp"
#include "mtproto/session/tl_builder.hpp"
#include "support/scripted_random.hpp"

#include "strata/mtproto/errors.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

namespace strata::mtproto::packet {
namespace {

using session_test::bool_true;
using session_test::Seal;
using session_test::test_key;
using session_test::TestServer;
using session_test::Way;

constexpr std::int64_t salt = 0x0807060504030201;
constexpr std::int64_t session = 0x1817161514131211;
constexpr std::int64_t server_id = 0x65abc0fd00a6c001;

crypto::AuthKey key() { return std::move(*crypto::AuthKey::from_bytes(test_key())); }

Bytes counting(std::size_t count) {
  Bytes bytes(count);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  return bytes;
}

std::error_code error_of(Bytes packet, bool padded = false) {
  const auto opened = open(key(), session, padded, packet);
  return opened ? std::error_code() : opened.error().code();
}

Bytes sealed(const Seal& how, std::int64_t id = server_id) {
  Seal seal = how;
  if (!seal.session_id) seal.session_id = session;
  return TestServer().seal(id, 1, bool_true(), seal);
}

// V-402, written by us.
// B-01, B-02
TEST(Encrypted, SealedPing_IsTheVector) {
  test::ScriptedRandom random(counting(20));
  Buffer packet(64);
  packet.append(*from_hex("ec77be7a2122232425262728"));
  const std::uint32_t token =
      seal(key(),
           {.salt = salt, .session_id = session, .msg_id = MsgId{0x65abc0fd000ecd48}, .seq_no = 0},
           Padding::buckets, random, packet);
  EXPECT_EQ(
      to_hex(packet.bytes()),
      "32d1586ea457dfc8ab32bf2e06f10dbf9c2a0f636f7d809d5a364be3a3accdc2848f329b2563fd9dd733b04f"
      "4786d62caa7f51d6813f856ccd71fb8aec528509d1c49de4968633fadeaa87692ab5884483be34fa1ae375b"
      "0");
  EXPECT_EQ(token, 0xf6dde729U);
}

// V-403, written by a server.
TEST(Encrypted, OpenedPong_IsTheVector) {
  Bytes packet = *from_hex(
      "32d1586ea457dfc8efa396ccdfc6a0d24b1c81dbea8a1839fc233a70f307ced53ad97ccb04363f0fc22d4f3dddac"
      "defc1b7baee5a9d17052e802972eb0a67473f0f37f4c3f47888c9fc2212722a0a87dd115b16b537e33d0");
  const auto opened = open(key(), session, false, packet);
  ASSERT_TRUE(opened) << opened.error().what();
  EXPECT_EQ(opened->header.salt, salt);
  EXPECT_EQ(opened->header.msg_id.value, server_id);
  EXPECT_EQ(opened->header.seq_no, 0);
  EXPECT_EQ(to_hex(opened->body), "c573773448cd0e00fdc0ab652122232425262728");
}

// The tests' own cipher agrees with the literal vector, so that it may serve as the other side.
TEST(Encrypted, TheTestsServer_WritesTheVectorToo) {
  const Bytes plain = *from_hex(
      "0102030405060708111213141516171801c0a600fdc0ab650000000014000000c573773448cd0e00fdc0ab652122"
      "232425262728000102030405060708090a0b");
  EXPECT_EQ(
      to_hex(session_test::encrypt(test_key(), Way::to_client, plain)),
      "32d1586ea457dfc8efa396ccdfc6a0d24b1c81dbea8a1839fc233a70f307ced53ad97ccb04363f0fc22d4f3d"
      "ddacdefc1b7baee5a9d17052e802972eb0a67473f0f37f4c3f47888c9fc2212722a0a87dd115b16b537e33d"
      "0");
}

TEST(Encrypted, GoodPacket_Opens) { EXPECT_EQ(error_of(sealed({})), std::error_code()); }

// N-041
TEST(Encrypted, UnknownKeyId_IsRefusedAndNothingDecrypted) {
  Bytes packet = sealed({});
  packet[0] ^= 1;
  const Bytes before = packet;
  EXPECT_EQ(open(key(), session, false, packet).error().code(), Errc::unknown_auth_key);
  EXPECT_EQ(packet, before);
}

TEST(Encrypted, PlainMessage_IsRefused) {
  Bytes packet = sealed({});
  std::fill_n(packet.begin(), 8, std::uint8_t{0});
  EXPECT_EQ(error_of(packet), Errc::unexpected_plain);
}

// N-042
TEST(Encrypted, AnyBitFlippedBehindTheKeyId_IsRefusedAlike) {
  const Bytes good = sealed({});
  for (std::size_t i = 8; i < good.size(); ++i) {
    Bytes packet = good;
    packet[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
    const auto opened = open(key(), session, false, packet);
    ASSERT_FALSE(opened) << i;
    EXPECT_EQ(opened.error().code(), Errc::msg_key_mismatch) << i;
    EXPECT_EQ(opened.error().message(), "the packet is damaged or not from the server");
  }
}

// N-043
TEST(Encrypted, ReflectedPacket_IsRefused) {
  EXPECT_EQ(error_of(sealed({.way = Way::to_server})), Errc::msg_key_mismatch);
}

// N-091
TEST(Encrypted, Version1Packet_IsRefused) {
  EXPECT_EQ(error_of(sealed({.version_1 = true})), Errc::msg_key_mismatch);
}

// N-045
// B-04, B-05, B-08: lengths are looked at once the packet is authentic.
TEST(Encrypted, ImpossibleLength_IsRefused) {
  for (const std::int32_t length : {-4, 3, 5, 0x7fffffff, -2147483647 - 1, 1000, 8}) {
    Seal seal{.length = length};
    seal.padding = 12;
    EXPECT_EQ(error_of(sealed(seal)), Errc::bad_message_length) << length;
  }
}

// N-046
TEST(Encrypted, Padding_From12To1024) {
  // The body has 4 bytes and the header 32, so that 12 modulo 16 are what makes whole blocks.
  EXPECT_EQ(error_of(sealed({.padding = 12})), std::error_code());
  EXPECT_EQ(error_of(sealed({.padding = 1020})), std::error_code());
  EXPECT_EQ(error_of(sealed({.padding = 1036})), Errc::bad_message_length);
  // Less than 12 by a length that says so.
  for (const std::int32_t length : {8, 12, 16}) {
    Seal seal{.length = length};
    seal.padding = 12;
    EXPECT_EQ(error_of(sealed(seal)), Errc::bad_message_length) << length;
  }
}

TEST(Encrypted, PaddingExactly1024_IsAccepted_1040IsNot) {
  // A body of 16 bytes, so that 1024 fills whole blocks.
  const Bytes body(16, 1);
  Seal seal{.session_id = session};
  seal.padding = 1024;
  EXPECT_EQ(error_of(TestServer().seal(server_id, 1, body, seal)), std::error_code());
  seal.padding = 1040;
  EXPECT_EQ(error_of(TestServer().seal(server_id, 1, body, seal)), Errc::bad_message_length);
  for (const std::size_t padding : {std::size_t{0}, std::size_t{16}}) {
    seal.padding = padding;
    const bool good = padding >= 12;
    EXPECT_EQ(error_of(TestServer().seal(server_id, 1, body, seal)),
              good ? std::error_code() : Errc::bad_message_length);
  }
}

// N-049
TEST(Encrypted, ForeignSession_IsRefused) {
  EXPECT_EQ(error_of(sealed({.session_id = session + 1})), Errc::foreign_session);
}

// N-050
TEST(Encrypted, EvenId_IsRefused) {
  EXPECT_EQ(error_of(sealed({}, server_id - 1)), Errc::bad_msg_id);
  EXPECT_EQ(error_of(sealed({}, server_id + 1)), Errc::bad_msg_id);
}

// The time that it takes is watched by bench/mtproto_timing.
TEST(Encrypted, RefusedHeaders_SayTheSameAndLeaveNothing_H27) {
  const std::int64_t foreign = session + 1;
  const auto with_all_wrong = sealed({.session_id = foreign, .length = -4}, server_id - 1);
  struct Case {
    Bytes packet;
    Errc code;
  };
  const std::array<Case, 4> cases{
      Case{sealed({.length = -4}), Errc::bad_message_length},
      Case{sealed({.session_id = foreign}), Errc::foreign_session},
      Case{sealed({}, server_id - 1), Errc::bad_msg_id},
      Case{with_all_wrong, Errc::bad_message_length},  // in the order of B-04
  };
  std::set<std::string> texts;
  for (const Case& each : cases) {
    Bytes packet = each.packet;
    const auto opened = open(key(), session, false, packet);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), each.code);
    texts.insert(opened.error().message());
    EXPECT_TRUE(
        std::all_of(packet.begin() + 24, packet.end(), [](auto byte) { return byte == 0; }));
  }
  EXPECT_EQ(texts.size(), 1U);
}

TEST(Encrypted, TruncatedAnywhere_IsRefused) {
  const Bytes good = sealed({});
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_NE(error_of({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)}),
              std::error_code())
        << size;
  }
}

// M-8
TEST(Encrypted, TransportPadding_IsCutOffWhereItIsExpected) {
  for (std::size_t extra = 1; extra < 16; ++extra) {
    Bytes packet = sealed({});
    packet.resize(packet.size() + extra, 0xee);
    EXPECT_EQ(error_of(packet, true), std::error_code()) << extra;
    EXPECT_EQ(error_of(packet, false), Errc::packet_length) << extra;
  }
}

}  // namespace
}  // namespace strata::mtproto::packet
