// What reading JSON accepts, what it refuses, and how it says so.
#include "pinned/types/input_peer.hpp"
#include "zoo/functions/call/any.hpp"
#include "zoo/functions/call/feed.hpp"
#include "zoo/types/animal.hpp"
#include "zoo/types/everything.hpp"
#include "zoo/types/sized.hpp"

#include "strata/tl/equal.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/json.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/json_value.hpp"
#include "strata/tl/types/message_entity.hpp"
#include "strata/tl/types/text_with_entities.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace strata::tl {
namespace {

template <class T>
Error error_of(std::string_view text, const DecodeOptions& options = {}) {
  const Result<Object<T>> parsed = from_json<T>(text, options);
  if (parsed) {
    ADD_FAILURE() << "accepted " << text;
    return Error(std::error_code(), "none");
  }
  EXPECT_NE(parsed.error().template detail<JsonDetail>(), nullptr);
  return parsed.error();
}

template <class T>
Object<T> object_of(std::string_view text) {
  return from_json<T>(text).value();
}

template <class Number>
  requires std::is_arithmetic_v<Number>
Number value_of(std::string_view text) {
  const auto object = object_of<Number>(text);
  return *object;
}

TEST(FromJson, Fields_ComeInAnyOrderAndMayBeNullOrFalseWhenAbsent) {
  const auto parsed = from_json<functions::messages::SendMessage>(
      R"( {"random_id": 5000000000, "message": "hi", "silent": false, "background": true,
           "reply_markup": null,
           "peer": {"access_hash": "-7", "user_id": "5", "_": "inputPeerUser"},
           "_": "messages.sendMessage"} )");
  ASSERT_TRUE(parsed) << parsed.error().message();
  const types::InputPeerUser peer{.user_id = 5, .access_hash = -7};
  EXPECT_TRUE(equal(
      **parsed, functions::messages::SendMessage{
                    .background = true, .peer = peer, .message = "hi", .random_id = 5000000000}));
}

TEST(FromJson, Result_OutlivesTheText) {
  std::string text = R"({"_":"textWithEntities","text":"kept","entities":[]})";
  const auto parsed = from_json<enums::TextWithEntities>(text);
  text.assign(text.size(), 'x');
  ASSERT_TRUE(parsed);
  EXPECT_EQ((**parsed).as<types::TextWithEntities>().text, "kept");
}

TEST(FromJson, Numbers_FitOrAreRefused) {
  EXPECT_EQ(value_of<std::int32_t>("-2147483648"), std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(value_of<std::int64_t>("-9223372036854775808"),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(value_of<std::int64_t>(R"("9223372036854775807")"),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(value_of<std::int64_t>("-0"), 0);
  for (const char* text : {"2147483648", "-2147483649", "18446744073709551615"}) {
    EXPECT_EQ(error_of<std::int32_t>(text).code(), JsonErrc::out_of_range) << text;
  }
  for (const char* text : {"9223372036854775808", R"("9223372036854775808")", R"("")", R"("1x")",
                           R"(" 1")", R"("01")", R"("-0")", R"("+1")", R"("0x1")", R"("1.0")"}) {
    EXPECT_EQ(error_of<std::int64_t>(text).code(), JsonErrc::out_of_range) << text;
  }
  for (const char* text : {"1.0", "1e3", "true", "null", "[]", "18446744073709551616"}) {
    EXPECT_EQ(error_of<std::int64_t>(text).code(), JsonErrc::wrong_kind) << text;
  }
  EXPECT_EQ(error_of<std::int32_t>(R"("1")").code(), JsonErrc::wrong_kind);
}

TEST(FromJson, Doubles_ComeBackBitByBit) {
  const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
  for (const double value :
       {0.1, -0.0, 5e-324, 1.7976931348623157e308, std::numeric_limits<double>::infinity(),
        -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN(),
        -std::numeric_limits<double>::quiet_NaN(),
        std::bit_cast<double>(std::uint64_t{0x7ff8000000000001})}) {
    EXPECT_EQ(bits(value_of<double>(to_json(value))), bits(value)) << value;
  }
  EXPECT_EQ(value_of<double>("-3"), -3.0);
  for (const char* text : {R"("nan")", R"("1.5")", R"("NaN:3ff8000000000000")", R"("NaN:7ff8")",
                           R"("NaN:7ff800000000000g")"}) {
    EXPECT_EQ(error_of<double>(text).code(), JsonErrc::out_of_range) << text;
  }
  EXPECT_EQ(error_of<double>("1e999").code(), JsonErrc::malformed);
}

// H-08
TEST(FromJson, Texts_MayBeGivenAsBytes) {
  const auto empty = object_of<std::string_view>(R"("")");
  EXPECT_EQ(*empty, "");
  const auto raw = from_json<std::string_view>(R"({"base64":"Yf8="})");
  ASSERT_TRUE(raw);
  EXPECT_EQ(**raw, "a\xFF");
  EXPECT_EQ(error_of<std::string_view>("\"\xFF\"").code(), JsonErrc::malformed);
  EXPECT_EQ(error_of<std::string_view>(R"({"base64":"Yf8"})").code(), JsonErrc::bad_base64);
  EXPECT_EQ(error_of<std::string_view>(R"({"base64":"Yf8=","x":1})").code(), JsonErrc::wrong_kind);
  EXPECT_EQ(error_of<std::string_view>("{}").code(), JsonErrc::wrong_kind);
}

TEST(FromJson, BytesOfFixedLength_HaveThatLength) {
  using Int128 = std::array<std::uint8_t, 16>;
  const auto number = object_of<Int128>(R"("qwAAAAAAAAAAAAAAAAAAAA==")");
  EXPECT_EQ((*number)[0], 0xAB);
  EXPECT_EQ(error_of<Int128>(R"("AAAA")").code(), JsonErrc::out_of_range);
  EXPECT_EQ(error_of<Int128>(R"("qwAAAAAAAAAAAAAAAAAAA!==")").code(), JsonErrc::bad_base64);
}

TEST(FromJson, ErrorsInside_NameTheirPath) {
  const Error error = error_of<enums::TextWithEntities>(
      R"({"_":"textWithEntities","text":"","entities":[{"_":"messageEntityBold","offset":0,)"
      R"("length":1},{"_":"messageEntityBold","offset":0,"length":"1"}]})");
  EXPECT_EQ(error.code(), JsonErrc::wrong_kind);
  EXPECT_EQ(error.detail<JsonDetail>()->path(), "textWithEntities.entities[1].length");
  EXPECT_EQ(error.message(),
            "a JSON value of another kind than the field (textWithEntities.entities[1].length)");
}

TEST(FromJson, SyntaxErrors_NameTheirByte) {
  const Error error = error_of<enums::InputPeer>(R"({"_":"inputPeerSelf",})");
  EXPECT_EQ(error.code(), JsonErrc::malformed);
  EXPECT_EQ(error.detail<JsonDetail>()->offset(), 22U);
  for (const char* text : {"", " ", "{", R"({"_":"inputPeerSelf"} 1)", R"({'_':1})",
                           R"({"_":"inputPeerSelf"} // no)", "NaN", "01"}) {
    EXPECT_EQ(error_of<enums::InputPeer>(text).code(), JsonErrc::malformed) << text;
  }
}

struct Refusal {
  const char* text;
  JsonErrc code;
  const char* path;
};

TEST(FromJson, ObjectsThatFitNoConstructor_AreRefused) {
  const Refusal refusals[] = {
      {"null", JsonErrc::missing_field, ""},
      {"[]", JsonErrc::wrong_kind, ""},
      {"{}", JsonErrc::missing_constructor, ""},
      {R"({"_":1})", JsonErrc::missing_constructor, ""},
      {R"({"_":"inputPeerNobody"})", JsonErrc::unknown_constructor, ""},
      {R"({"_":"peerUser","user_id":"1"})", JsonErrc::wrong_type, ""},
      {R"({"_":"messages.sendMessage"})", JsonErrc::wrong_type, ""},
      {R"({"_":"inputPeerSelf","_":"inputPeerSelf"})", JsonErrc::duplicate_field, "inputPeerSelf"},
      {R"({"_":"inputPeerSelf","id":1})", JsonErrc::unknown_field, "inputPeerSelf"},
      {R"({"_":"inputPeerUser","user_id":"1"})", JsonErrc::missing_field,
       "inputPeerUser.access_hash"},
      {R"({"_":"inputPeerUser","user_id":"1","access_hash":null})", JsonErrc::missing_field,
       "inputPeerUser.access_hash"},
      {R"({"_":"inputPeerUser","user_id":"1","user_id":"1","access_hash":"1"})",
       JsonErrc::duplicate_field, "inputPeerUser.user_id"},
  };
  for (const Refusal& refusal : refusals) {
    const Error error = error_of<enums::InputPeer>(refusal.text);
    EXPECT_EQ(error.code(), refusal.code) << refusal.text;
    EXPECT_EQ(error.detail<JsonDetail>()->path(), refusal.path) << refusal.text;
  }
  EXPECT_EQ(error_of<types::InputPeerUser>(R"({"_":"inputPeerSelf"})").code(),
            JsonErrc::wrong_type);
  EXPECT_EQ(error_of<types::InputPeerSelf>("{}").code(), JsonErrc::missing_constructor);
  EXPECT_EQ(error_of<types::InputPeerSelf>("5").code(), JsonErrc::wrong_kind);
}

// The words of zoo.tl: o and p share a flag, q and r do.
TEST(FromJson, FieldsOfOneFlag_AreThereTogether) {
  using zoo::enums::Everything;
  const auto both = object_of<Everything>(R"({"_":"everything","o":true,"q":1,"r":""})");
  const auto& together = *both;
  EXPECT_TRUE(together->o && together->p) << "a flag that another field announces is set";
  EXPECT_TRUE(together->r.has_value());
  const auto neither = object_of<Everything>(R"({"_":"everything","o":false,"p":null})");
  EXPECT_FALSE((*neither)->p);

  const Error lacking = error_of<Everything>(R"({"_":"everything","q":1})");
  EXPECT_EQ(lacking.code(), JsonErrc::missing_companion);
  EXPECT_EQ(lacking.detail<JsonDetail>()->path(), "everything.r");
  const Error denied = error_of<Everything>(R"({"_":"everything","o":true,"p":false})");
  EXPECT_EQ(denied.detail<JsonDetail>()->path(), "everything.p");
}

TEST(FromJson, LengthOfAnObject_AgreesWithItsBytes) {
  using zoo::enums::Sized;
  const auto sized = object_of<Sized>(R"({"_":"sized","body":"AAAA","after":1,"bytes":3})");
  EXPECT_EQ((*sized)->bytes, 3);
  for (const char* text : {R"({"_":"sized","bytes":4,"body":"AAAA","after":1})",
                           R"({"_":"sized","bytes":-1,"body":"","after":1})"}) {
    EXPECT_EQ(error_of<Sized>(text).detail<JsonDetail>()->path(), "sized.body") << text;
  }
}

TEST(FromJson, FunctionsInFunctions_AreFoundByName) {
  const auto parsed = from_json<zoo::functions::call::Any>(
      R"({"_":"call.any","query":{"_":"call.feed","animal":{"_":"ghost"}}})");
  ASSERT_TRUE(parsed) << parsed.error().message();
  const auto* feed = (*parsed)->query.get_if<zoo::functions::call::Feed>();
  ASSERT_NE(feed, nullptr);
  EXPECT_TRUE(feed->animal.is<zoo::types::Ghost>());
  const Refusal refusals[] = {
      {R"({"_":"call.any","query":null})", JsonErrc::missing_field, "call.any.query"},
      {R"({"_":"call.any","query":1})", JsonErrc::wrong_kind, "call.any.query"},
      {R"({"_":"call.any","query":{}})", JsonErrc::missing_constructor, "call.any.query"},
      {R"({"_":"call.any","query":{"_":"ghost"}})", JsonErrc::wrong_type, "call.any.query"},
      {R"({"_":"call.any","query":{"_":"no"}})", JsonErrc::unknown_constructor, "call.any.query"},
  };
  for (const Refusal& refusal : refusals) {
    const Error error = error_of<zoo::functions::call::Any>(refusal.text);
    EXPECT_EQ(error.code(), refusal.code) << refusal.text;
    EXPECT_EQ(error.detail<JsonDetail>()->path(), refusal.path) << refusal.text;
  }
}

// H-05
TEST(FromJson, ValueOfALaterLayer_IsKeptOnlyOnRequest) {
  using pinned::enums::InputPeer;
  constexpr const char* text = R"({"_":"#12345678","bytes":"eFY0EgcAAAA="})";
  constexpr DecodeOptions keeping{.unknown = UnknownConstructor::keep};
  EXPECT_EQ(error_of<InputPeer>(text).code(), JsonErrc::unknown_constructor);
  const auto kept = from_json<InputPeer>(text, keeping);
  ASSERT_TRUE(kept) << kept.error().message();
  EXPECT_EQ((*kept)->id(), 0x12345678U);
  EXPECT_EQ(to_json(**kept), text);
  for (const char* wrong :
       {R"({"_":"#12345679","bytes":"eFY0EgcAAAA="})",  // another id
        R"({"_":"#12345678","bytes":"eFY0EgcA"})",      // no whole words
        R"({"_":"#12345678","bytes":""})", R"({"_":"#12345678","bytes":1})", R"({"_":"#12345678"})",
        R"({"_":"#12345678","bytes":"eFY0EgcAAAA=","x":1})",
        R"({"_":"#1234567","bytes":"eFY0EgcAAAA="})", R"({"_":"#1234567g","bytes":"AAAA"})",
        R"({"_":"#7da07ec9","bytes":"yX6gfQ=="})"}) {  // inputPeerSelf has a name
    error_of<InputPeer>(wrong, keeping);
  }
}

// H-04
std::string nested(std::size_t depth) {
  std::string text;
  for (std::size_t i = 1; i < depth; ++i) text += R"({"_":"jsonArray","value":[)";
  text += R"({"_":"jsonNull"})";
  for (std::size_t i = 1; i < depth; ++i) text += "]}";
  return text;
}

TEST(FromJson, Nesting_IsAcceptedUpToTheLimitAndNoDeeper) {
  EXPECT_TRUE(from_json<enums::JSONValue>(nested(64)));
  EXPECT_EQ(error_of<enums::JSONValue>(nested(65)).code(), JsonErrc::too_deep);
  EXPECT_EQ(error_of<enums::JSONValue>(nested(5), {.depth = 4}).code(), JsonErrc::too_deep);
  EXPECT_EQ(error_of<enums::JSONValue>(nested(100000)).code(), JsonErrc::too_deep);
  EXPECT_EQ(error_of<enums::JSONValue>(std::string(1000000, '[')).code(), JsonErrc::too_deep);
}

// H-10
TEST(FromJson, Memory_IsBounded) {
  const std::string text = nested(50);
  EXPECT_EQ(error_of<enums::JSONValue>(text, {.memory = 1000}).code(), JsonErrc::too_large);
  EXPECT_EQ(error_of<enums::JSONValue>(text, {.memory = 8}).code(), JsonErrc::too_large);
  const auto parsed = from_json<enums::JSONValue>(text);
  ASSERT_TRUE(parsed);
  EXPECT_LE(parsed->capacity(), DecodeOptions{}.memory_for(text.size()));
}

}  // namespace
}  // namespace strata::tl
