// What Telegram's schemas hardly use: bare types, nested vectors, many flags words, odd names.
#include "nameless/all.hpp"
#include "zoo/all.hpp"

#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/to_string.hpp"
#include "strata/tl/writer.hpp"

#include <gtest/gtest.h>

namespace strata::tl {
namespace {

TEST(Zoo, ConditionalBareStruct_IsPresentOrNot) {
  zoo::types::Everything value;
  EXPECT_EQ(to_bytes(value).value().size(), 16U);
  value.k = zoo::types::zoo::Leaf{.weight = 3};
  value.b = false;
  const Bytes bytes = to_bytes(value).value();
  EXPECT_EQ(to_hex(bytes),
            "02000000"
            "02000000"
            "379779bc"
            "02000000"
            "03000000"
            "00000000");
  const auto decoded = decode<zoo::enums::Everything>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_EQ((**decoded)->k->weight, 3);
  EXPECT_TRUE((**decoded)->b.has_value());
  EXPECT_FALSE((**decoded)->c.has_value());
}

TEST(Zoo, FlagsOfOneBit_AreSetTogetherByTheDecoder) {
  const Bytes bytes = *from_hex("02000000 00000000 00000000 00000040");
  const auto decoded = decode<zoo::enums::Everything>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_TRUE((**decoded)->o);
  EXPECT_TRUE((**decoded)->p);
}

TEST(Zoo, UnrolledEncoder_RefusesAMissingCompanion) {
  zoo::types::Everything value;
  value.p = true;
  const Bytes bytes = to_bytes(value).value();
  const auto decoded = decode<zoo::enums::Everything>(bytes);
  ASSERT_TRUE(decoded);
  EXPECT_TRUE((**decoded)->o);
  value.q = 1;
  const Result<Bytes> refused = to_bytes(value);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message(),
            "a field is absent while another one of the same flag is set (everything.r)");
}

TEST(Zoo, NestedVectors_KeepTheirShape) {
  const zoo::types::zoo::Leaf leaf{.weight = 7};
  const std::array<zoo::enums::zoo::Leaf, 2> leaves{leaf, leaf};
  const std::array<std::span<const zoo::enums::zoo::Leaf>, 1> inner{leaves};
  const std::array<std::span<const std::span<const zoo::enums::zoo::Leaf>>, 2> outer{
      std::span<const std::span<const zoo::enums::zoo::Leaf>>(inner), {}};
  const zoo::types::Vectors value{.nested = outer};
  const Bytes bytes = to_bytes(value).value();
  const auto decoded = decode<zoo::enums::Vectors>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  ASSERT_EQ((**decoded)->nested.size(), 2U);
  ASSERT_EQ((**decoded)->nested[0].size(), 1U);
  EXPECT_EQ((**decoded)->nested[0][0][1]->weight, 7);
  EXPECT_TRUE((**decoded)->nested[1].empty());
}

TEST(Zoo, ReservedWords_AreFieldsWithAnUnderscore) {
  const zoo::types::Class value{.default_ = 1, .new_ = 2, .this_ = "x", .std_ = 3, .errno_ = 4};
  EXPECT_NE(to_string(value).find("class{default: 1, new: 2, this: \"x\""), std::string::npos);
}

TEST(Zoo, FlagsWordWithoutMembers_IsReadAndWritten) {
  const Bytes bytes = *from_hex("05000000 ffffffff");
  const auto decoded = decode<zoo::enums::Flags>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_TRUE((*decoded)->is<zoo::types::Flags>());
  EXPECT_EQ(to_hex(to_bytes(**decoded).value()), "0500000000000000");
}

// H-04: bare objects in vectors nest without an id each.
TEST(Zoo, BareTree_IsBoundedByTheDepthLimit) {
  const auto tree = [](std::size_t depth) {
    Buffer out(0);
    {
      Writer writer(out);
      writer.uint32(zoo::types::Node::ID);
      for (std::size_t i = 1; i < depth; ++i) writer.count(1);
      writer.count(0);
    }
    return Bytes(out.bytes().begin(), out.bytes().end());
  };
  EXPECT_TRUE(decode<zoo::enums::Node>(tree(64)));
  const auto decoded = decode<zoo::enums::Node>(tree(100000));
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code(), DecodeErrc::too_deep);
}

TEST(Zoo, CyclicValue_IsTooDeepToEncode) {
  zoo::types::Cage cage;
  const zoo::types::Cat cat{.name = "c", .cage = cage};
  cage.animal = cat;
  const Result<Bytes> bytes = to_bytes(cage);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code(), EncodeErrc::too_deep);
  EXPECT_EQ(encoded_size(cage), 0U);
}

TEST(Zoo, LengthThatDisagreesWithItsObject_IsRefused) {
  const Bytes body(8);
  EXPECT_TRUE(to_bytes(zoo::types::Sized{.bytes = 8, .body = {body}}));
  const Result<Bytes> wrong = to_bytes(zoo::types::Sized{.bytes = 4, .body = {body}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code(), EncodeErrc::wrong_length);
}

TEST(Zoo, Function_OfADecodableSchemaIsDecodedByItsType) {
  const std::array<std::string_view, 2> names{"a", "b"};
  const zoo::functions::call::Rename call{.leaf = {.weight = 1}, .names = names};
  const Bytes bytes = to_bytes(call).value();
  const auto decoded = decode<zoo::functions::call::Rename>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_EQ((*decoded)->leaf.weight, 1);
  EXPECT_EQ((*decoded)->names[1], "b");
}

TEST(Zoo, WithoutFieldNames_FieldsAreNumbered) {
  EXPECT_EQ(to_string(nameless::types::Cage{.animal = nameless::types::Ghost{}}),
            "cage{0: ghost{}}");
}

}  // namespace
}  // namespace strata::tl
