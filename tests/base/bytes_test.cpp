// Byte helpers: little-endian order and hexadecimal text.
#include "strata/base/bytes.hpp"

#include <gtest/gtest.h>

namespace strata {
namespace {

TEST(Bytes, LoadsAndStores_AreLittleEndian) {
  std::array<std::uint8_t, 8> bytes{};
  store_le<std::uint32_t>(bytes.data(), 0x01020304U);
  EXPECT_EQ(bytes[0], 4);
  EXPECT_EQ(bytes[3], 1);
  EXPECT_EQ(load_le<std::uint64_t>(bytes.data()), 0x01020304U);
}

TEST(Hex, RoundTrip_AndBlanksAreIgnored) {
  const Bytes bytes{0x00, 0x7f, 0xab, 0xff};
  EXPECT_EQ(to_hex(bytes), "007fabff");
  EXPECT_EQ(from_hex("00 7F\nabFF"), bytes);
}

TEST(Hex, OddOrForeignDigits_AreRefused) {
  EXPECT_EQ(from_hex("abc"), std::nullopt);
  EXPECT_EQ(from_hex("zz"), std::nullopt);
  EXPECT_EQ(from_hex(""), Bytes{});
}

}  // namespace
}  // namespace strata
