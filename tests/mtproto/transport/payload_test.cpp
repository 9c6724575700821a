// Short payloads: which are codes, which are quick acks, which are nothing.
#include "transport/payload.hpp"

#include "mtproto/transport/stream.hpp"

#include "strata/mtproto/errors.hpp"

namespace strata::mtproto::transport_test {
namespace {

std::string plain(std::string_view payload) {
  Bytes bytes = hex(payload);
  return describe(classify_payload(bytes));
}

std::string padded(std::string_view payload) {
  Bytes bytes = hex(payload);
  return describe(classify_padded_payload(bytes));
}

TEST(Payload, WithoutPadding_ExactlyFourBytesAreACode_C21) {
  EXPECT_EQ(plain("6cfeffff"), "error -404");
  EXPECT_EQ(plain("ffffffff"), "error -1");
  EXPECT_EQ(plain("6cfeffff00000000"), "packet 6cfeffff00000000");
  EXPECT_EQ(plain(""), "unknown 0");
}

TEST(Payload, WithPadding_UpToNineteenBytesAreACode_C05_C21) {
  EXPECT_EQ(padded("6cfeffff000000000000000000000000000000"), "error -404");
  EXPECT_EQ(padded("6cfeffff00000000000000000000000000000000"),
            "packet 6cfeffff00000000000000000000000000000000");
}

TEST(Payload, CodesEndAtFourDigits_C21) {
  EXPECT_EQ(plain("f1d8ffff"), "error -9999");
  EXPECT_EQ(plain("f0d8ffff"), "unknown -10000");
  EXPECT_EQ(plain("00000080"), "unknown -2147483648");
}

TEST(Payload, MinusOneWithAToken_IsAQuickAckOnPaddedOnly_C05) {
  EXPECT_EQ(padded("ffffffff01020384"), "ack " + std::to_string(0x84030201U));
  EXPECT_EQ(padded("ffffffff010203"), "error -1");
  EXPECT_EQ(plain("ffffffff01020384"), "packet ffffffff01020384");
}

TEST(Payload, Refusals_NameTheNumbers) {
  EXPECT_EQ(bad_frame_length(5).code(), Errc::frame_length);
  EXPECT_EQ(bad_frame_length(5).message(), "a frame cannot have the length 5");
  EXPECT_EQ(frame_too_large(9, 8).message(), "a frame of 9 bytes is over the limit of 8");
}

}  // namespace
}  // namespace strata::mtproto::transport_test
