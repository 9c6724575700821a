// Constructors of a later layer: kept as raw bytes where their length is known.
#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/to_string.hpp"
#include "strata/tl/types/json_value.hpp"
#include "strata/tl/types/text_with_entities.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"
#include "strata/tl/writer.hpp"

#include <gtest/gtest.h>

namespace strata::tl {
namespace {

constexpr DecodeOptions keeping{.unknown = UnknownConstructor::keep};
constexpr std::uint32_t unknown_id = 0x12345678;

template <class F>
Bytes written(F&& write) {
  Buffer out(0);
  {
    Writer writer(out);
    write(writer);
  }
  return Bytes(out.bytes().begin(), out.bytes().end());
}

TEST(Unknown, AsTheWholeInput_IsKeptWhole) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(unknown_id);
    out.int64(7);
  });
  const auto decoded = decode<enums::Updates>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_EQ((*decoded)->id(), unknown_id);
  ASSERT_NE((*decoded)->unknown(), nullptr);
  EXPECT_EQ(to_hex((*decoded)->unknown()->bytes), to_hex(bytes));
  EXPECT_EQ(to_bytes(**decoded).value(), bytes);
  EXPECT_EQ(to_string(**decoded), "unknown#12345678{0x785634120700000000000000}");
}

TEST(Unknown, BeforeFieldsOfFixedSize_LeavesThemIntact) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::UpdateShort::ID);
    out.uint32(unknown_id);
    out.string("something new");
    out.int32(1700000000);
  });
  EXPECT_FALSE(decode<enums::Updates>(bytes));
  const auto decoded = decode<enums::Updates>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* update = (*decoded)->get_if<types::UpdateShort>();
  ASSERT_NE(update, nullptr);
  EXPECT_EQ(update->date, 1700000000);
  EXPECT_EQ(update->update.id(), unknown_id);
  EXPECT_EQ(update->update.unknown()->bytes.size(), 4U + 16U);
  EXPECT_EQ(to_bytes(**decoded).value(), bytes);

  const auto copy = clone(**decoded);
  EXPECT_TRUE(equal(*copy, **decoded));
  EXPECT_EQ(to_bytes(*copy).value(), bytes);
}

TEST(Unknown, InAVectorThatEndsTheObject_EndsTheVector) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::JsonArray::ID);
    out.vector_header(3);
    out.uint32(types::JsonNull::ID);
    out.uint32(unknown_id);
    out.int32(5);
    out.uint32(types::JsonNull::ID);
  });
  const auto decoded = decode<enums::JSONValue>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* array = (*decoded)->get_if<types::JsonArray>();
  ASSERT_NE(array, nullptr);
  ASSERT_EQ(array->value.size(), 2U);
  EXPECT_TRUE(array->value[0].is<types::JsonNull>());
  EXPECT_EQ(array->value[1].id(), unknown_id);
  EXPECT_EQ(array->value[1].unknown()->bytes.size(), 12U);
}

TEST(Unknown, BeforeAFieldOfUnknownSize_IsAnError) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::Updates::ID);
    out.vector_header(1);
    out.uint32(unknown_id);
    out.vector_header(0);
    out.vector_header(0);
    out.int32(0);
    out.int32(0);
  });
  const auto decoded = decode<enums::Updates>(bytes, keeping);
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code(), DecodeErrc::unknown_constructor);
  EXPECT_EQ(decoded.error().detail<DecodeDetail>()->path(), "updates.updates[0]");
}

TEST(Unknown, WithFewerBytesThanMustFollow_IsAnError) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::UpdateShort::ID);
    out.uint32(unknown_id);
  });
  EXPECT_FALSE(decode<enums::Updates>(bytes, keeping));
}

TEST(Unknown, ConstructorOfAnotherType_IsNoUnknownOne) {
  const Bytes bytes = to_bytes(types::JsonNull{}).value();
  const auto decoded = decode<enums::Updates>(bytes, keeping);
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code(), DecodeErrc::wrong_type);
}

}  // namespace
}  // namespace strata::tl
