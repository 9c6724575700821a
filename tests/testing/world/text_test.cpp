// Tests of lengths, cases and searches of texts.
#include "world/text.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

TEST(Text, CountsCharactersAndUtf16Units) {
  EXPECT_EQ(text_length(""), 0U);
  EXPECT_EQ(text_length("a\u00e9\u20ac\U0001f600"), 4U);
  EXPECT_EQ(utf16_length("a\u00e9\u20ac\U0001f600"), 5U);
}

TEST(Text, RefusesWhatIsNotUtf8) {
  for (const char* bad :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2\x82", "\xc3", "a\xc3("}) {
    EXPECT_FALSE(text_length(bad)) << bad;
  }
}

TEST(Text, TrimsBlanksAtBothEnds) {
  EXPECT_EQ(trimmed(" \n a b\t"), "a b");
  EXPECT_EQ(trimmed(" \r\n"), "");
}

TEST(Text, FindsPartsWhateverTheCase) {
  EXPECT_TRUE(contains_text("Good Morning", "MORN"));
  EXPECT_TRUE(contains_text("x", ""));
  EXPECT_FALSE(contains_text("Good", "Morning"));
  EXPECT_EQ(lower_case("AbZ\u00c9"), "abz\u00c9");
}

}  // namespace
}  // namespace strata::datacenter
