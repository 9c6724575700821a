// Tests of the bounded reader of wire scalars.
#include "wire.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }

TEST(WireReader, FailureIsSticky) {
  const Bytes input = hex("01000000 02000000");
  WireReader reader(input);
  EXPECT_EQ(reader.read<std::int32_t>(), 1);
  EXPECT_EQ(reader.read<std::int64_t>(), 0);
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.read<std::int32_t>(), 0);
  EXPECT_TRUE(reader.raw(1).empty());
}

TEST(WireReader, ReadsTheThreeFormsOfStrings) {
  EXPECT_EQ(as_text(WireReader(hex("03616263")).string()), "abc");
  // A long form of a short string is legal, if never written by us (H-02).
  EXPECT_EQ(as_text(WireReader(hex("fe030000 61626300")).string()), "abc");
  EXPECT_EQ(as_text(WireReader(hex("ff03000000000000 61626300")).string()), "abc");
}

TEST(WireReader, RefusesStringsThatDoNotFit) {
  for (const char* const text :
       {"03616200", "0461626364", "fe", "fe0300", "feffffff", "ffffffffffffffff61", "fd"}) {
    const Bytes input = hex(text);
    WireReader reader{
        BytesView(input).first(input.size() - (text == std::string_view("03616200")))};
    reader.string();
    EXPECT_FALSE(reader.ok()) << text;
  }
}

TEST(WireReader, CountsAreBoundedByTheBytes) {
  const Bytes input = hex("03000000 00000000 00000000");
  EXPECT_FALSE([&] {
    WireReader reader(input);
    reader.count(4);
    return reader.ok();
  }());
  WireReader reader(input);
  EXPECT_EQ(reader.count(2), 3U);
}

}  // namespace
}  // namespace strata::datacenter
