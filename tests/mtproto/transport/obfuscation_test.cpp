// The opening of obfuscated2: published vectors, and the headers that may not be sent.
#include "transport/obfuscation.hpp"

#include "mtproto/transport/stream.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

namespace strata::mtproto::transport_test {
namespace {

ObfuscationHeader header_of(BytesView bytes) {
  ObfuscationHeader header;
  std::ranges::copy(bytes, header.begin());
  return header;
}

ObfuscationHeader filled(std::uint8_t byte) {
  ObfuscationHeader header;
  header.fill(byte);
  return header;
}

// Byte i is 3i + 7 (V-804, V-805).
ObfuscationHeader ramp() {
  ObfuscationHeader header;
  for (std::size_t i = 0; i < header.size(); ++i) {
    header[i] = static_cast<std::uint8_t>(3 * i + 7);
  }
  return header;
}

std::string encrypted_end(const Obfuscation& obfuscation) {
  return to_hex(BytesView(obfuscation.opening).last(8));
}

std::string apply(crypto::Aes256Ctr& stream, std::string_view data) {
  Bytes bytes = hex(data);
  stream.apply(bytes);
  return to_hex(bytes);
}

constexpr std::string_view zeros = "00000000000000000000000000000000";

TEST(Obfuscation, SecretAndDc_V801) {
  const Bytes secret(16, 0xaa);
  EXPECT_EQ(encrypted_end(make_obfuscation(filled('a'), 0xdd, 2, secret)), "ab4162424f66fddc");
}

TEST(Obfuscation, BothStreams_V802_C08) {
  const ObfuscationHeader header = header_of(
      hex("f5768f50b731260a46be1027c2eeaa39350624f0b6da59eba56c81fe4510c2e0b61d3dd323ee02388633e383"
          "7a0c1c24fa6f29ccd724be6f416ff7b026f6cce6"));
  Obfuscation keys = make_obfuscation(header, 0xdd, 2, hex("8a96ef6e42a18c21837580cd1c91c5a8"));
  EXPECT_EQ(encrypted_end(keys), "bea2dde16dc59dd2");
  EXPECT_EQ(to_hex(BytesView(keys.opening).first(56)), to_hex(BytesView(header).first(56)));
  EXPECT_EQ(apply(keys.send, "61626364"), "ca7a8226");
  EXPECT_EQ(apply(keys.receive, "61626364"), "8f711982");
}

TEST(Obfuscation, DcField_V803) {
  const Bytes secret(16, 0x00);
  EXPECT_EQ(encrypted_end(make_obfuscation(filled(0xff), 0xee, -1, {})).substr(0, 8), "fce8ab22");
  EXPECT_EQ(encrypted_end(make_obfuscation(filled(0xff), 0xee, -1, {})), "fce8ab2203db2bff");
  EXPECT_EQ(encrypted_end(make_obfuscation(filled(0xff), 0xee, 1, secret)), "ecec4cbda8bb188b");
  EXPECT_EQ(encrypted_end(make_obfuscation(filled(0xff), 0xee, 10001, secret)), "ecec4cbdb89c188b");
  EXPECT_EQ(encrypted_end(make_obfuscation(filled(0xff), 0xee, -1, secret)), "ecec4cbd5644188b");
}

TEST(Obfuscation, WithoutSecret_V804_C08) {
  Obfuscation keys = make_obfuscation(ramp(), 0xee, load_le<std::int16_t>(ramp().data() + 60), {});
  EXPECT_EQ(encrypted_end(keys), "859fd981bee2a0d9");
  EXPECT_EQ(apply(keys.send, zeros), "ca8a33b4e43f5f2c16476c0bf4e40756");
  EXPECT_EQ(apply(keys.receive, zeros), "21d9ded4dff7cb35b7168a470f08336a");
}

TEST(Obfuscation, SecretAndMediaDc_V805_C08) {
  Obfuscation keys = make_obfuscation(ramp(), 0xdd, -4, hex("000102030405060708090a0b0c0d0e0f"));
  EXPECT_EQ(encrypted_end(keys), "b4f3fef18cf80f1e");
  EXPECT_EQ(apply(keys.send, zeros), "fd04e1645a379b2d1f609570fa7f18ff");
  EXPECT_EQ(apply(keys.receive, zeros), "180302d60f969f2e71b120106b7d8917");
}

class ForbiddenHeader : public testing::TestWithParam<const char*> {};

TEST_P(ForbiddenHeader, IsDrawnAgain_N104_C07) {
  Bytes forbidden(64, 0x55);
  const Bytes start = hex(GetParam());
  std::ranges::copy(start, forbidden.begin());
  const Bytes usable(64, 0x66);
  ScriptedRandom random(concat({forbidden, forbidden, usable}));
  const Result<ObfuscationHeader> header = draw_obfuscation_header(random);
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(to_hex(*header), to_hex(usable));
}

INSTANTIATE_TEST_SUITE_P(All, ForbiddenHeader,
                         testing::Values("ef", "48454144", "504f5354", "47455420", "4f505449",
                                         "16030102", "dddddddd", "eeeeeeee", "5555555500000000"));

TEST(Obfuscation, HeaderThatOnlyResemblesAForbiddenOne_IsTaken_C07) {
  for (const std::string_view start : {"00ef", "eeeeee00", "16030103", "00000000", "474554ff"}) {
    Bytes header(64, 0x55);
    const Bytes bytes = hex(start);
    std::ranges::copy(bytes, header.begin());
    ScriptedRandom random(header);
    EXPECT_EQ(to_hex(*draw_obfuscation_header(random)), to_hex(header)) << start;
  }
}

TEST(Obfuscation, BrokenRandomSource_IsAnErrorNotALoop_C10) {
  ScriptedRandom random(Bytes(64 * static_cast<std::size_t>(limits::obfuscation_redraws), 0xef));
  const Result<ObfuscationHeader> header = draw_obfuscation_header(random);
  ASSERT_FALSE(header.has_value());
  EXPECT_EQ(header.error().code(), Errc::obfuscation_failed);
  EXPECT_EQ(random.script_left(), 0U);
}

}  // namespace
}  // namespace strata::mtproto::transport_test
