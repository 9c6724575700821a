// Tests of encoding: checks of what services give, and the tolerant layers.
#include "testing/codec/codec_fixture.hpp"

#include "strata/datacenter/errors.hpp"

#include <limits>

namespace strata::datacenter {
namespace {

constexpr std::string_view schema =
    "leaf#00000001 n:int = Leaf;\n"
    "other#00000007 = Other;\n"
    "wants#00000002 i:int l:long d:double s:string v:Vector<int> f:Bool x:int128 = Wants;\n"
    "holds#00000003 leaf:Leaf = Holds;\n"
    "pair#00000004 flags:# a:flags.0?int b:flags.0?string on:flags.1?true = Pair;\n"
    "any#00000005 value:Object = Any;\n"
    "---functions---\n"
    "ask#00000006 = Bool;\n";

const Codec& exact() {
  static const Codec loaded = load_codec(schema);
  return loaded;
}

Errc code_of(const Object& object) {
  const auto bytes = exact().encode(object);
  return bytes ? Errc{} : static_cast<Errc>(bytes.error().code().value());
}

TEST(Encoder, NamesThePathOfAMistake) {
  const auto bytes = exact().encode(Object("holds", {{"leaf", Object("leaf", {{"n", "seven"}})}}));
  ASSERT_FALSE(bytes.has_value());
  EXPECT_EQ(bytes.error().message(), "holds.leaf: leaf.n: the value is not an int");
}

TEST(Encoder, RefusesWhatTheSchemaDoesNotSay) {
  EXPECT_EQ(code_of(Object("nobody")), Errc::unknown_constructor);
  EXPECT_EQ(code_of(Object("holds", {{"leaf", Object("other")}})), Errc::type_mismatch);
  EXPECT_EQ(code_of(Object("holds")), Errc::missing_field);
  EXPECT_EQ(code_of(Object("other", {{"extra", 1}})), Errc::unknown_field);
  EXPECT_EQ(code_of(Object("holds", {{"leaf", 5}})), Errc::bad_value);
  EXPECT_EQ(code_of(Object("leaf", {{"n", std::int64_t{1} << 31U}})), Errc::bad_value);
  EXPECT_EQ(code_of(Object("pair", {{"a", 1}})), Errc::missing_field);
}

TEST(Encoder, WidensIntegersThatFit) {
  EXPECT_EQ(to_hex(exact().encode(Object("leaf", {{"n", std::int64_t{-1}}})).value()),
            "01000000ffffffff");
  EXPECT_EQ(to_hex(exact().encode_as("long", -2).value()), "feffffffffffffff");
}

TEST(Encoder, ComputesFlags) {
  EXPECT_EQ(to_hex(exact().encode(Object("pair")).value()), "0400000000000000");
  EXPECT_EQ(to_hex(exact().encode(Object("pair", {{"on", true}})).value()), "0400000002000000");
  EXPECT_EQ(to_hex(exact().encode(Object("pair", {{"on", false}})).value()), "0400000000000000");
  EXPECT_EQ(to_hex(exact().encode(Object("pair", {{"a", 1}, {"b", "x"}})).value()),
            "04000000010000000100000001780000");
}

TEST(Encoder, EncodesResultsByFunction) {
  EXPECT_EQ(to_hex(exact().encode_result("ask", true).value()), "b5757299");
  EXPECT_FALSE(exact().encode_result("ask", 1).has_value());
  EXPECT_FALSE(exact().encode_result("nobody", true).has_value());
}

TEST(Encoder, ToleratesMissingScalarsAndUnknownFieldsInOtherLayers) {
  const Codec tolerant = load_codec(schema, Codec::Strictness::tolerant);
  const auto bytes = tolerant.encode(Object("wants", {{"i", 1}, {"new_field", 2}}));
  ASSERT_TRUE(bytes.has_value()) << bytes.error().message();
  const Object back = tolerant.decode(*bytes).value();
  EXPECT_EQ(back.get_int("i"), 1);
  EXPECT_EQ(back.get_long("l", 9), 0);
  EXPECT_TRUE(back.get_vector("v").empty());
  EXPECT_EQ(back.get_bytes("x").size(), 16U);
  EXPECT_FALSE(tolerant.encode(Object("holds")).has_value());
}

TEST(Encoder, WritesTlStrings) {
  // V-809: the padding depends on the length and on its header.
  const std::array<std::pair<std::size_t, std::size_t>, 7> sizes{
      {{0, 4}, {1, 4}, {4, 8}, {253, 256}, {254, 260}, {255, 260}, {256, 260}}};
  for (const auto& [length, encoded] : sizes) {
    const std::string text(length, 't');
    const Bytes bytes = exact().encode_as("string", text).value();
    EXPECT_EQ(bytes.size(), encoded) << length;
    EXPECT_EQ(exact().decode_as("string", bytes).value().as_string(), text);
  }
  EXPECT_EQ(to_hex(exact().encode_as("string", "abcd").value()), "0461626364000000");
}

TEST(Encoder, BoundsNesting) {
  Value value = Object("other");
  for (int i = 0; i < 200; ++i) value = Object("any", {{"value", std::move(value)}});
  const auto bytes = exact().encode(value.as_object());
  ASSERT_FALSE(bytes.has_value());
  EXPECT_EQ(bytes.error().code(), Errc::too_complex);
}

}  // namespace
}  // namespace strata::datacenter
