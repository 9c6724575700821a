// Writing scalars, texts and vector heads.
#include "strata/tl/writer.hpp"

#include "strata/tl/cursor.hpp"

#include <gtest/gtest.h>

#include <string>

namespace strata::tl {
namespace {

template <class F>
std::string written(F&& write) {
  Buffer out;
  {
    Writer writer(out);
    write(writer);
  }
  return to_hex(out.bytes());
}

// V-809
TEST(Writer, Strings_AreThoseOfTheVectors) {
  const auto string = [](std::string_view text) {
    return written([&](Writer& out) { out.string(text); });
  };
  EXPECT_EQ(string(""), "00000000");
  EXPECT_EQ(string("a"), "01610000");
  EXPECT_EQ(string("abc"), "03616263");
  EXPECT_EQ(string("abcd"), "0461626364000000");
  EXPECT_EQ(string(std::string(253, 'x')).substr(0, 2), "fd");
  EXPECT_EQ(string(std::string(253, 'x')).size(), 2 * 256U);
  EXPECT_EQ(string(std::string(254, 'x')).substr(0, 8), "fefe0000");
  EXPECT_EQ(string(std::string(254, 'x')).size(), 2 * 260U);
  EXPECT_EQ(string(std::string(255, 'x')).substr(0, 8), "feff0000");
  EXPECT_EQ(string(std::string(255, 'x')).size(), 2 * 260U);
  EXPECT_EQ(string(std::string(256, 'x')).substr(0, 8), "fe000100");
  EXPECT_EQ(string(std::string(256, 'x')).size(), 2 * 260U);
}

// V-809
TEST(Writer, BoolsAndVectorHead_AreThoseOfTheVectors) {
  EXPECT_EQ(written([](Writer& out) { out.boolean(true); }), "b5757299");
  EXPECT_EQ(written([](Writer& out) { out.boolean(false); }), "379779bc");
  EXPECT_EQ(written([](Writer& out) { out.vector_header(2); }), "15c4b51c02000000");
}

TEST(Writer, Scalars_AreLittleEndian) {
  EXPECT_EQ(written([](Writer& out) {
              out.int32(-2);
              out.uint32(0x01020304);
              out.int64(1);
              out.float64(1.0);
              out.raw(Bytes{9, 8});
            }),
            "feffffff040302010100000000000000000000000000f03f0908");
}

TEST(Writer, EveryLength_ComesBackThroughTheCursor) {
  for (std::size_t size = 0; size < 600; ++size) {
    const std::string text(size, 'y');
    Buffer out;
    {
      Writer writer(out);
      writer.string(text);
      writer.int32(7);
    }
    Cursor in(out.bytes());
    ASSERT_EQ(in.string(), text);
    ASSERT_EQ(in.int32(), 7);
    ASSERT_EQ(in.remaining(), 0U);
    ASSERT_EQ(out.size(), string_wire_size(size) + 4);
  }
}

TEST(Writer, TextThatNoLengthFormHolds_IsAnError) {
  const std::string text(max_string_size + 1, 'z');
  Buffer out;
  Writer writer(out);
  writer.string(text);
  EXPECT_EQ(writer.error(), EncodeErrc::too_long);
}

TEST(Writer, WhatTheBufferHeldBefore_StaysInFront) {
  Buffer out;
  out.append(Bytes{1, 2, 3});
  {
    Writer writer(out);
    writer.int32(4);
  }
  EXPECT_EQ(to_hex(out.bytes()), "01020304000000");
}

TEST(Writer, Nothing_LeavesTheBufferAlone) {
  Buffer out;
  {
    Writer writer(out);
  }
  EXPECT_TRUE(out.empty());
}

}  // namespace
}  // namespace strata::tl
