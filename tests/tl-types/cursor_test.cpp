// Reading scalars, texts and vector heads, from good and from broken input.
#include "strata/tl/cursor.hpp"

#include "strata/tl/writer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace strata::tl {
namespace {

Bytes hex(std::string_view text) { return *from_hex(text); }

TEST(Cursor, Scalars_AreLittleEndian) {
  const Bytes bytes = hex("01000000 ffffffff 0200000000000080 000000000000f03f");
  Cursor in(bytes);
  EXPECT_EQ(in.int32(), 1);
  EXPECT_EQ(in.uint32(), 0xFFFFFFFFU);
  EXPECT_EQ(in.int64(), std::numeric_limits<std::int64_t>::min() + 2);
  EXPECT_EQ(in.float64(), 1.0);
  EXPECT_EQ(in.remaining(), 0U);
  EXPECT_FALSE(in.failed());
}

// H-01
TEST(Cursor, FirstError_SticksAndLaterReadsGiveNothing) {
  const Bytes bytes = hex("01000000 0200");
  Cursor in(bytes);
  EXPECT_EQ(in.int32(), 1);
  EXPECT_EQ(in.int64(), 0);
  EXPECT_EQ(in.error(), DecodeErrc::truncated);
  EXPECT_EQ(in.error_offset(), 4U);
  in.fail(DecodeErrc::bad_bool, 0);
  EXPECT_EQ(in.error(), DecodeErrc::truncated);
  EXPECT_EQ(in.int32(), 0);
  EXPECT_TRUE(in.string().empty());
  EXPECT_EQ(in.vector_header(4), 0U);
  EXPECT_EQ(in.error_offset(), 4U);
}

// V-809
TEST(Cursor, Strings_OfTheVectors_AreRead) {
  const Bytes bytes = hex("00000000 01610000 03616263 0461626364000000");
  Cursor in(bytes);
  EXPECT_EQ(in.string(), "");
  EXPECT_EQ(in.string(), "a");
  EXPECT_EQ(in.string(), "abc");
  EXPECT_EQ(in.string(), "abcd");
  EXPECT_EQ(in.remaining(), 0U);
  EXPECT_FALSE(in.failed());
}

// H-02
TEST(Cursor, LongForms_AreAcceptedForShortTexts) {
  const Bytes three_bytes = hex("fe010000 61000000");
  Cursor first(three_bytes);
  EXPECT_EQ(first.string(), "a");
  EXPECT_EQ(first.remaining(), 0U);

  const Bytes seven_bytes = hex("ff02000000000000 61620000");
  Cursor second(seven_bytes);
  EXPECT_EQ(second.string(), "ab");
  EXPECT_EQ(second.remaining(), 0U);
}

// H-02
TEST(Cursor, LengthBeyondTheInput_IsTruncatedWhateverItClaims) {
  for (const std::string_view text :
       {"ffffffffffffffff", "ffffffffffffff7f 00000000", "feffffff 00000000", "fd000000",
        "04616263", "ff000000", "fe00", "01"}) {
    const Bytes bytes = hex(text);
    Cursor in(bytes);
    EXPECT_TRUE(in.bytes().empty());
    EXPECT_EQ(in.error(), DecodeErrc::truncated) << text;
    EXPECT_EQ(in.error_offset(), 0U);
  }
}

// H-02
TEST(Cursor, Padding_MustBeThereButMayHoldAnything) {
  const Bytes whole = hex("0161ffee");
  Cursor good(whole);
  EXPECT_EQ(good.string(), "a");
  EXPECT_FALSE(good.failed());

  const Bytes cut = hex("04616263 64ff");
  Cursor bad(cut);
  EXPECT_EQ(bad.string(), "");
  EXPECT_TRUE(bad.failed());
}

// H-08
TEST(Cursor, EmbeddedZeroAndInvalidUtf8_AreKept) {
  const Bytes bytes = hex("0361 00 ff");
  Cursor in(bytes);
  EXPECT_EQ(in.string(), std::string_view("a\0\xff", 3));
}

// H-07
TEST(Cursor, Bool_IsOneOfTwoIds) {
  const Bytes bytes = hex("b5757299 379779bc 00000000");
  Cursor in(bytes);
  EXPECT_TRUE(in.boolean());
  EXPECT_FALSE(in.boolean());
  EXPECT_FALSE(in.boolean());
  EXPECT_EQ(in.error(), DecodeErrc::bad_bool);
  EXPECT_EQ(in.error_offset(), 8U);
}

// H-07
TEST(Cursor, Double_MayHaveAnyBits) {
  const Bytes bytes = hex("000000000000f87f 000000000000f0ff 0100000000000000");
  Cursor in(bytes);
  EXPECT_TRUE(std::isnan(in.float64()));
  EXPECT_EQ(in.float64(), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(in.float64(), std::numeric_limits<double>::denorm_min());
  EXPECT_FALSE(in.failed());
}

// H-03
TEST(Cursor, VectorHead_NeedsItsIdAndACountThatTheInputCanHold) {
  const auto head = [](std::string_view text, std::size_t minimum) {
    const Bytes bytes = hex(text);
    Cursor in(bytes);
    const std::size_t count = in.vector_header(minimum);
    return std::pair(count, in.error());
  };
  EXPECT_EQ(head("15c4b51c 02000000 0000000000000000", 4),
            std::pair(std::size_t{2}, std::optional<DecodeErrc>()));
  EXPECT_EQ(head("15c4b51c 03000000 0000000000000000", 4).second, DecodeErrc::bad_count);
  EXPECT_EQ(head("15c4b51c 02000000 0000000000000000", 8).second, DecodeErrc::bad_count);
  EXPECT_EQ(head("15c4b51c ffffffff 0000000000000000", 4).second, DecodeErrc::bad_count);
  EXPECT_EQ(head("15c4b51c ffffff7f 0000000000000000", 0).second, DecodeErrc::bad_count);
  EXPECT_EQ(head("16c4b51c 00000000", 4).second, DecodeErrc::bad_vector);
  EXPECT_EQ(head("15c4b51c", 4).second, DecodeErrc::truncated);
}

TEST(Cursor, Raw_TakesExactlyWhatIsThere) {
  const Bytes bytes = hex("010203");
  Cursor in(bytes);
  EXPECT_EQ(to_hex(in.raw(2)), "0102");
  EXPECT_TRUE(in.raw(2).empty());
  EXPECT_EQ(in.error(), DecodeErrc::truncated);
}

TEST(Cursor, EmptyInput_IsTruncatedAndNothingElse) {
  Cursor in(BytesView{});
  EXPECT_EQ(in.offset(), 0U);
  EXPECT_EQ(in.int64(), 0);
  EXPECT_EQ(in.error(), DecodeErrc::truncated);
}

}  // namespace
}  // namespace strata::tl
