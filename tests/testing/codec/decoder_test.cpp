// Tests of decoding: every kind of field, and hostile bytes.
#include "testing/codec/codec_fixture.hpp"

#include "strata/datacenter/errors.hpp"

namespace strata::datacenter {
namespace {

constexpr std::string_view schema =
    "leaf#00000001 n:int = Tree;\n"
    "node#00000002 left:Tree right:Tree = Tree;\n"
    "opt#00000003 flags:# on:flags.0?true a:flags.1?long b:flags.1?string flags2:# "
    "c:flags2.31?Bool = Opt;\n"
    "all#00000004 i:int l:long d:double s:string b:bytes x:int128 y:int256 v:Vector<int> "
    "w:vector<leaf> t:%Opt = All;\n"
    "---functions---\n"
    "wrap#00000005 {X:Type} layer:int query:!X = X;\n"
    "ask#00000006 n:int = Vector<long>;\n";

const Codec& codec() {
  static const Codec loaded = load_codec(schema);
  return loaded;
}

Object leaf(int n) { return Object("leaf", {{"n", n}}); }

TEST(Decoder, ReadsNestedObjects) {
  const auto object = codec().decode(hex("02000000 01000000 07000000 01000000 ffffffff"));
  ASSERT_TRUE(object.has_value()) << object.error().message();
  EXPECT_EQ(*object, Object("node", {{"left", leaf(7)}, {"right", leaf(-1)}}));
}

TEST(Decoder, ReadsFlagsAndLeavesAbsentFieldsOut) {
  const auto none = codec().decode(hex("03000000 00000000 00000000"));
  ASSERT_TRUE(none.has_value());
  EXPECT_TRUE(none->fields().empty());

  const auto some =
      codec().decode(hex("03000000 03000000 0800000000000000 0378797a 00000080 b5757299"));
  ASSERT_TRUE(some.has_value()) << some.error().message();
  EXPECT_TRUE(some->get_bool("on"));
  EXPECT_EQ(some->get_long("a"), 8);
  EXPECT_EQ(some->get_string("b"), "xyz");
  EXPECT_TRUE(some->get_bool("c"));
}

TEST(Decoder, IgnoresUnknownFlagBits) {
  const auto object = codec().decode(hex("03000000 fcffff7f 00000000"));
  ASSERT_TRUE(object.has_value());
  EXPECT_TRUE(object->fields().empty());
}

TEST(Decoder, ReadsEveryKindOfField) {
  const std::string bytes =
      "04000000 01000000 0200000000000000 000000000000f83f 01610000 02000100 "
      "000102030405060708090a0b0c0d0e0f"
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
      "15c4b51c 02000000 05000000 06000000 01000000 09000000 00000000 00000000";
  const auto object = codec().decode(hex(bytes));
  ASSERT_TRUE(object.has_value()) << object.error().message();
  EXPECT_EQ(object->get_int("i"), 1);
  EXPECT_EQ(object->get_long("l"), 2);
  EXPECT_EQ(object->get_double("d"), 1.5);
  EXPECT_EQ(object->get_string("s"), "a");
  EXPECT_EQ(to_hex(object->get_bytes("b")), "0001");
  EXPECT_EQ(object->get_bytes("x").size(), 16U);
  EXPECT_EQ(object->get_bytes("y").size(), 32U);
  EXPECT_EQ(object->get_vector("v"), (Vector{5, 6}));
  EXPECT_EQ(object->get_vector("w"), (Vector{leaf(9)}));
  EXPECT_EQ(object->get_object("t").name(), "opt");
  const auto again = codec().encode(*object);
  ASSERT_TRUE(again.has_value()) << again.error().message();
  EXPECT_EQ(*again, hex(bytes));
}

TEST(Decoder, LeavesInnerCallOfWrapperAlone) {
  const Bytes input = hex("05000000 e3000000 06000000 07000000");
  BytesView query;
  const auto call = codec().decode_call(input, query);
  ASSERT_TRUE(call.has_value());
  EXPECT_EQ(*call, Object("wrap", {{"layer", 227}}));
  EXPECT_EQ(to_hex(query), "0600000007000000");

  const auto inner = codec().decode_call(Bytes(query.begin(), query.end()), query);
  ASSERT_TRUE(inner.has_value());
  EXPECT_TRUE(query.empty());
}

TEST(Decoder, RefusesConstructorWhereCallIsExpected) {
  BytesView query;
  const auto call = codec().decode_call(hex("01000000 07000000"), query);
  ASSERT_FALSE(call.has_value());
  EXPECT_EQ(call.error().code(), Errc::type_mismatch);
}

TEST(Decoder, ReportsTrailingBytesUnlessAsked) {
  const Bytes input = hex("01000000 07000000 00000000");
  EXPECT_EQ(codec().decode(input).error().code(), Errc::malformed);
  std::size_t consumed = 0;
  EXPECT_TRUE(codec().decode(input, &consumed).has_value());
  EXPECT_EQ(consumed, 8U);
}

TEST(Decoder, RefusesOtherTypesAndUnknownIds) {
  EXPECT_EQ(codec().decode(hex("02000000 03000000 00000000 00000000")).error().code(),
            Errc::type_mismatch);
  EXPECT_EQ(codec().decode(hex("efbeadde")).error().code(), Errc::unknown_constructor);
  EXPECT_NE(codec().decode(hex("efbeadde")).error().message().find("#deadbeef"), std::string::npos);
}

TEST(Decoder, BoundsNesting) {
  Bytes deep;
  for (int i = 0; i < 100'000; ++i) append(deep, hex("02000000"));
  EXPECT_EQ(codec().decode(deep).error().code(), Errc::too_complex);
}

TEST(Decoder, BoundsNumberOfValues) {
  Bytes wide = hex("15c4b51c 00001000");
  wide.resize(wide.size() + 4 * 0x100000);
  EXPECT_EQ(codec().decode_as("Vector<int>", wide).error().code(), Errc::too_complex);
}

class VectorCounts : public testing::TestWithParam<const char*> {};

TEST_P(VectorCounts, BeyondTheBytesAreMalformed) {
  EXPECT_EQ(codec().decode_result("ask", hex(GetParam())).error().code(), Errc::malformed);
}

INSTANTIATE_TEST_SUITE_P(All, VectorCounts,
                         testing::Values("15c4b51c ffffff7f", "15c4b51c ffffffff",
                                         "15c4b51c 00000080", "15c4b51c 02000000 0100000000000000",
                                         "15c4b51c 01000000 01000000"));

TEST(Decoder, FailsCleanlyWhenTruncatedAnywhere) {
  const Object request(
      "messages.sendMessage",
      {{"peer",
        Object("inputPeerUser", {{"user_id", std::int64_t{7}}, {"access_hash", std::int64_t{8}}})},
       {"message", "hello"},
       {"random_id", std::int64_t{9}},
       {"entities", Vector{Object("messageEntityBold", {{"offset", 0}, {"length", 5}})}}});
  const auto bytes = api_codec().encode(request);
  ASSERT_TRUE(bytes.has_value()) << bytes.error().message();
  EXPECT_EQ(api_codec().decode(*bytes).value(), request);
  for (std::size_t size = 0; size < bytes->size(); ++size) {
    const BytesView cut = BytesView(*bytes).first(size);
    EXPECT_FALSE(api_codec().decode(cut).has_value()) << size;
  }
}

TEST(Decoder, SurvivesEveryFlippedByte) {
  const Object request(
      "upload.getFile",
      {{"location", Object("inputDocumentFileLocation", {{"id", std::int64_t{1}},
                                                         {"access_hash", std::int64_t{2}},
                                                         {"file_reference", std::string(300, 'r')},
                                                         {"thumb_size", ""}})},
       {"offset", std::int64_t{0}},
       {"limit", 4096}});
  const Bytes bytes = api_codec().encode(request).value();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Bytes changed = bytes;
    changed[at] ^= 0xffU;
    // Whatever comes out, it is an object of the layer or an error.
    if (const auto object = api_codec().decode(changed)) {
      EXPECT_TRUE(api_codec().encode(*object).has_value()) << at;
    }
  }
}

}  // namespace
}  // namespace strata::datacenter
