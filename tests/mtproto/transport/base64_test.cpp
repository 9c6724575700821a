// Base64: the vectors of RFC 4648, both alphabets, and texts that are no base64.
#include "transport/base64.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto {
namespace {

std::string decoded(std::string_view text) {
  const auto bytes = from_base64(text);
  return bytes ? to_hex(bytes->view()) : "none";
}

TEST(Base64, Rfc4648_BothWays) {
  const std::vector<std::pair<std::string, std::string>> vectors{{"", ""},
                                                                 {"f", "Zg=="},
                                                                 {"fo", "Zm8="},
                                                                 {"foo", "Zm9v"},
                                                                 {"foob", "Zm9vYg=="},
                                                                 {"fooba", "Zm9vYmE="},
                                                                 {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : vectors) {
    EXPECT_EQ(to_base64(as_bytes(plain)), text);
    EXPECT_EQ(decoded(text), to_hex(as_bytes(plain)));
    EXPECT_EQ(decoded(text.substr(0, text.find('='))), to_hex(as_bytes(plain))) << "unpadded";
  }
}

TEST(Base64, BothAlphabets_AreRead) {
  EXPECT_EQ(decoded("-_-_"), "fbffbf");
  EXPECT_EQ(decoded("+/+/"), "fbffbf");
  EXPECT_EQ(to_base64(from_hex("fbffbf").value()), "+/+/");
}

TEST(Base64, WhatIsNone_GivesNothing) {
  for (const std::string_view text : {"A", "AAAAA", "Zg=", "Zg===", "=", "====", "Z=g=", "Zm9v=",
                                      "Zh==", "Zm9=", "Z g=", "Zg\n=", "Zm9v\xff", "Zm.v"}) {
    EXPECT_EQ(decoded(text), "none") << text;
  }
}

TEST(Base64, EveryByte_ComesBack) {
  for (std::size_t size = 0; size < 100; ++size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 37 + size);
    EXPECT_EQ(decoded(to_base64(bytes)), to_hex(bytes));
  }
}

}  // namespace
}  // namespace strata::mtproto
