// Tests of loading schemas: resolution, overriding, mistakes.
#include "codec/schema.hpp"

#include "testing/codec/codec_fixture.hpp"

#include "strata/datacenter/errors.hpp"

namespace strata::datacenter {
namespace {

TEST(Schema, KnowsEmbeddedLayers) {
  EXPECT_EQ(api_codec().layer(), 227);
  EXPECT_TRUE(api_codec().has_function("messages.sendMessage"));
  EXPECT_TRUE(api_codec().has_constructor("inputPeerUser"));
  EXPECT_EQ(api_codec().name_of(0xda9b0d0d), "invokeWithLayer");
  EXPECT_EQ(api_codec().name_of(1), "");
}

TEST(Schema, LoadsMtprotoSchema) {
  const Codec codec = load_codec(embedded("mtproto.tl"));
  EXPECT_EQ(codec.name_of(0x05162463), "resPQ");
}

TEST(Schema, LaterTextOverridesByName) {
  const std::array texts{std::string_view("one#00000001 a:int = One;\ntwo#00000002 = One;"),
                         std::string_view("// LAYER 7\none#00000003 b:long = One;")};
  const auto codec = Codec::load(texts);
  ASSERT_TRUE(codec.has_value()) << codec.error().message();
  EXPECT_EQ(codec->layer(), 7);
  EXPECT_EQ(codec->name_of(1), "");
  EXPECT_EQ(codec->name_of(3), "one");
  EXPECT_EQ(codec->name_of(2), "two");
}

TEST(Schema, PartialLayerStandsOnNewest) {
  const std::array texts{embedded("api.tl"), embedded("layer-144.tl")};
  const auto codec = Codec::load(texts, Codec::Strictness::tolerant);
  ASSERT_TRUE(codec.has_value()) << codec.error().message();
  EXPECT_EQ(codec->layer(), 144);
  EXPECT_EQ(codec->name_of(0x330b4067), "config");
}

struct BadSchema {
  const char* text;
  const char* says;
};

class SchemaMistakes : public testing::TestWithParam<BadSchema> {};

TEST_P(SchemaMistakes, AreReportedWithPlace) {
  const auto codec = Codec::load(std::array{std::string_view(GetParam().text)});
  ASSERT_FALSE(codec.has_value());
  EXPECT_EQ(codec.error().code(), Errc::bad_schema);
  EXPECT_NE(codec.error().message().find(GetParam().says), std::string::npos)
      << codec.error().message();
}

INSTANTIATE_TEST_SUITE_P(
    All, SchemaMistakes,
    testing::Values(BadSchema{"one#00000001 a:Missing = One;", "one uses the type Missing"},
                    BadSchema{"one#00000001 a:Vector<Missing> = One;", "Missing"},
                    BadSchema{"one#00000001 a:flags.0?int = One;", "line 1"},
                    BadSchema{"\none#00000001 a: = One;", "line 2"}));

TEST(Schema, NamesTypes) {
  const auto schema = Schema::parse(std::array{std::string_view("one#00000001 a:int = One;")});
  ASSERT_TRUE(schema.has_value());
  const auto type = schema->type_named("Vector<Vector<One>>");
  ASSERT_TRUE(type.has_value());
  EXPECT_EQ(type->kind, TypeRef::Kind::vector);
  EXPECT_EQ(type->element->element->type, "One");
  EXPECT_FALSE(schema->type_named("Two").has_value());
  EXPECT_FALSE(schema->type_named("Vector<").has_value());
}

}  // namespace
}  // namespace strata::datacenter
