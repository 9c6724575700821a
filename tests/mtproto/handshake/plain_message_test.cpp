// The unencrypted envelope: what is tolerated, what is refused, and the ids of our own messages.
#include "handshake/plain_message.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

#include <set>

namespace strata::mtproto::handshake_test {
namespace {

Bytes envelope(std::uint64_t auth_key_id, std::int32_t length, std::size_t body) {
  Bytes packet(plain_header_size + body, 0xab);
  store_le(packet.data(), auth_key_id);
  store_le<std::int64_t>(packet.data() + 8, 77);
  store_le(packet.data() + 16, length);
  return packet;
}

std::error_code refusal(BytesView packet) {
  const auto message = parse_plain_message(packet);
  return message ? std::error_code() : message.error().code();
}

TEST(PlainMessage, Wrap_IsReadBack) {
  Buffer packet(Buffer::default_headroom);
  packet.append(Bytes{1, 2, 3, 4});
  wrap_plain_message(packet, 0x0102030405060708);
  EXPECT_EQ(to_hex(packet.bytes()),
            "0000000000000000080706050403020104000000"
            "01020304");
  const auto message = parse_plain_message(packet.bytes());
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->msg_id, 0x0102030405060708);
  EXPECT_EQ(to_hex(message->body), "01020304");
}

TEST(PlainMessage, TruncatedHeader_IsMalformedAtEveryByte) {
  const Bytes packet = envelope(0, 0, 0);
  for (std::size_t size = 0; size < packet.size(); ++size) {
    EXPECT_EQ(refusal(BytesView(packet).first(size)), Errc::malformed) << size;
  }
  EXPECT_EQ(refusal(packet), std::error_code());
}

TEST(PlainMessage, EncryptedPacket_IsUnexpected) {
  EXPECT_EQ(refusal(envelope(1, 4, 4)), Errc::unexpected_message);
  EXPECT_EQ(refusal(envelope(std::uint64_t{1} << 63U, 4, 4)), Errc::unexpected_message);
}

TEST(PlainMessage, BytesBehindTheDeclaredLength_AreLeftOut_A02) {
  const Bytes packet = envelope(0, 8, 100);
  EXPECT_EQ(parse_plain_message(packet)->body.size(), 8U);
}

TEST(PlainMessage, DeclaredLengthBeyondThePacket_EndsWithThePacket_A03) {
  const Bytes packet = envelope(0, 184, 80);
  EXPECT_EQ(parse_plain_message(packet)->body.size(), 80U);
}

TEST(PlainMessage, ImpossibleLengths_AreMalformed_A03) {
  EXPECT_EQ(refusal(envelope(0, -1, 80)), Errc::malformed);
  EXPECT_EQ(refusal(envelope(0, INT32_MIN, 80)), Errc::malformed);
  EXPECT_EQ(refusal(envelope(0, limits::max_plain_length + 1, 80)), Errc::malformed);
  EXPECT_EQ(refusal(envelope(0, INT32_MAX, 80)), Errc::malformed);
  EXPECT_EQ(refusal(envelope(0, limits::max_plain_length, 80)), std::error_code());
}

TEST(PlainMessageIds, FollowTheClock) {
  PlainMessageIds ids;
  const std::int64_t id = ids.next({.unix_time = std::chrono::milliseconds(1'700'000'000'500)});
  EXPECT_EQ(id >> 32, 1'700'000'000);
  EXPECT_EQ(id & 0xffff'ffff, 0x8000'0000);
}

TEST(PlainMessageIds, AreDivisibleByFourRisingAndNeverRound_A01) {
  PlainMessageIds ids;
  std::int64_t last = 0;
  // A clock that stands still, jumps back, runs in whole seconds and before 1970.
  for (const std::int64_t milliseconds : {5000, 5000, 5001, 3000, 6000, 6000, 7000, -1, 0, 8001}) {
    const std::int64_t id = ids.next({.unix_time = std::chrono::milliseconds(milliseconds)});
    EXPECT_EQ(id % 4, 0);
    EXPECT_GT(id, last);
    EXPECT_NE(id & 0xffff'ffff, 0);
    last = id;
  }
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
