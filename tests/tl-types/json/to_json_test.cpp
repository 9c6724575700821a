// How values look as JSON.
#include "zoo/functions/call/any.hpp"
#include "zoo/functions/call/count.hpp"
#include "zoo/types/everything.hpp"

#include "strata/base/bytes.hpp"
#include "strata/tl/functions/invoke_with_layer.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/json.hpp"
#include "strata/tl/mtproto/types/pong.hpp"
#include "strata/tl/mtproto/types/res_pq.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/message_entity.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <limits>

namespace strata::tl {
namespace {

TEST(ToJson, Objects_ShowTheFieldsThatArePresent) {
  const types::InputPeerUser peer{.user_id = 5000000000, .access_hash = -7};
  const types::MessageEntityBold bold{.offset = 0, .length = 4};
  const std::array<enums::MessageEntity, 1> entities{bold};
  const functions::messages::SendMessage call{
      .silent = true, .peer = peer, .message = "a \"b\"\n", .random_id = 9, .entities = entities};
  EXPECT_EQ(to_json(call),
            R"({"_":"messages.sendMessage","silent":true,"peer":{"_":"inputPeerUser",)"
            R"("user_id":"5000000000","access_hash":"-7"},"message":"a \"b\"\n","random_id":"9",)"
            R"("entities":[{"_":"messageEntityBold","offset":0,"length":4}]})");
}

TEST(ToJson, Indent_GivesEachFieldALine) {
  const mtproto::types::Pong pong{.msg_id = 1, .ping_id = 2};
  EXPECT_EQ(to_json(mtproto::enums::Pong(pong), {.indent = 2}),
            "{\n  \"_\": \"pong\",\n  \"msg_id\": \"1\",\n  \"ping_id\": \"2\"\n}");
}

TEST(ToJson, BytesAndBigIntegers_AreBase64) {
  const Bytes pq = *from_hex("00ff");
  EXPECT_EQ(to_json(mtproto::types::ResPQ{.nonce = {0xAB}, .pq = pq}),
            R"({"_":"resPQ","nonce":"qwAAAAAAAAAAAAAAAAAAAA==",)"
            R"("server_nonce":"AAAAAAAAAAAAAAAAAAAAAA==","pq":"AP8=",)"
            R"("server_public_key_fingerprints":[]})");
}

TEST(ToJson, Doubles_LoseNothing) {
  using Limits = std::numeric_limits<double>;
  EXPECT_EQ(to_json(0.1), "0.1");
  EXPECT_EQ(to_json(-0.0), "-0.0");
  EXPECT_EQ(to_json(3.0), "3.0");
  EXPECT_EQ(to_json(Limits::infinity()), R"("Infinity")");
  EXPECT_EQ(to_json(-Limits::infinity()), R"("-Infinity")");
  EXPECT_EQ(to_json(Limits::quiet_NaN()), R"("NaN")");
  EXPECT_EQ(to_json(std::bit_cast<double>(std::uint64_t{0x7ff8000000000001})),
            R"("NaN:7ff8000000000001")");
}

// H-08
TEST(ToJson, TextThatIsNotUtf8_IsKeptAsBytes) {
  EXPECT_EQ(to_json(std::string_view("a\xFF")), R"({"base64":"Yf8="})");
  EXPECT_EQ(to_json(std::string_view("a\0b", 3)), R"("a\u0000b")");
  EXPECT_EQ(to_json(std::string_view("\xF0\x9F\x94\xA5")), "\"\xF0\x9F\x94\xA5\"");
}

TEST(ToJson, BoxesOfNothingAndOfTheUnknown) {
  EXPECT_EQ(to_json(enums::InputPeer()), "null");
  const Bytes bytes = *from_hex("7856341207000000");
  const Unknown unknown{.id = 0x12345678, .bytes = bytes};
  EXPECT_EQ(to_json(enums::InputPeer(unknown)), R"({"_":"#12345678","bytes":"eFY0EgcAAAA="})");
}

TEST(ToJson, FunctionsInFunctions) {
  const zoo::functions::call::Count count;
  EXPECT_EQ(to_json(zoo::functions::call::Any{.query = count}),
            R"({"_":"call.any","query":{"_":"call.count"}})");
  EXPECT_EQ(to_json(functions::InvokeWithLayer{.layer = 1, .query = count}),
            R"({"_":"invokeWithLayer","layer":1,"query":{"_":"call.count"}})");
  EXPECT_EQ(to_json(functions::InvokeWithLayer{.layer = 1}),
            R"({"_":"invokeWithLayer","layer":1,"query":null})");
}

TEST(ToJson, PlainValues_StandAlone) {
  EXPECT_EQ(to_json(true), "true");
  EXPECT_EQ(to_json(std::int32_t{-5}), "-5");
  EXPECT_EQ(to_json(std::numeric_limits<std::int64_t>::min()), R"("-9223372036854775808")");
  const std::array<std::int32_t, 2> numbers{1, 2};
  EXPECT_EQ(to_json(std::span<const std::int32_t>(numbers)), "[1,2]");
}

}  // namespace
}  // namespace strata::tl
