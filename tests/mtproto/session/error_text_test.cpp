// Error texts of servers become short, valid UTF-8; codes become sane.
#include "session/error_text.hpp"

#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace strata::mtproto::session {
namespace {

constexpr const char* replaced = "\xEF\xBF\xBD";

TEST(ErrorText, ValidText_StaysAsItIs) {
  for (const char* text : {"", "FLOOD_WAIT_3", "h\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
    EXPECT_EQ(readable_error_text(text), text);
  }
}

TEST(ErrorText, EachWrongByte_IsReplaced) {
  const std::string r = replaced;
  EXPECT_EQ(readable_error_text("a\xFF"
                                "b"),
            "a" + r + "b");
  EXPECT_EQ(readable_error_text("\xC0\x80"), r + r) << "over-long";
  EXPECT_EQ(readable_error_text("\xE0\x80\x80"), r + r + r) << "over-long";
  EXPECT_EQ(readable_error_text("\xED\xA0\x80"), r + r + r) << "surrogate";
  EXPECT_EQ(readable_error_text("\xF4\x90\x80\x80"), r + r + r + r) << "beyond Unicode";
  EXPECT_EQ(readable_error_text("\xE2\x82"), r + r) << "cut off";
}

TEST(ErrorText, LongText_IsCutBetweenCharacters) {
  std::string text(limits::max_error_text - 1, 'x');
  text += "\xE2\x82\xAC";
  EXPECT_EQ(readable_error_text(text), std::string(limits::max_error_text - 1, 'x'));
  EXPECT_EQ(readable_error_text(std::string(1 << 20, '\xFF')).size(),
            limits::max_error_text / 3 * 3);
}

TEST(ErrorCode, NonsenseCountsAs500) {
  EXPECT_EQ(readable_error_code(420), 420);
  EXPECT_EQ(readable_error_code(-503), -503);
  EXPECT_EQ(readable_error_code(0), 500);
  EXPECT_EQ(readable_error_code(10'000), 500);
  EXPECT_EQ(readable_error_code(-10'000), 500);
  EXPECT_EQ(readable_error_code(std::numeric_limits<std::int32_t>::min()), 500);
}

}  // namespace
}  // namespace strata::mtproto::session
