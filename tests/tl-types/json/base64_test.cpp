// Base64: the vectors of RFC 4648, and that every other spelling is refused.
#include "json/base64.hpp"

#include <gtest/gtest.h>

namespace strata::tl::detail {
namespace {

std::optional<std::string> decoded(std::string_view text) {
  const std::optional<std::size_t> size = base64_size(text);
  if (!size) return std::nullopt;
  Bytes bytes(*size);
  if (!from_base64(text, bytes.data())) return std::nullopt;
  return std::string(as_text(bytes));
}

TEST(Base64, VectorsOfTheRfc) {
  const std::pair<std::string_view, std::string_view> vectors[] = {{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    EXPECT_EQ(to_base64(as_bytes(plain)), encoded);
    EXPECT_EQ(decoded(encoded), plain);
  }
}

TEST(Base64, EveryByte_ComesBack) {
  Bytes bytes;
  for (unsigned i = 0; i < 256; ++i) bytes.push_back(static_cast<std::uint8_t>(i));
  EXPECT_EQ(decoded(to_base64(bytes)), as_text(bytes));
  EXPECT_EQ(to_base64(*from_hex("fbffbf")), "+/+/");
}

TEST(Base64, OtherSpellings_AreRefused) {
  for (const std::string_view text : {"Zg", "Zg=", "Z===", "====", "Zh==", "Zm9=", "Zm 9v",
                                      "Zm9v\n", "Zm-_", "=Zg=", "Zg==Zg==", "Zm9vA"}) {
    EXPECT_EQ(decoded(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace strata::tl::detail
