// Values as text for people.
#include "strata/tl/to_string.hpp"

#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/invoke_with_layer.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/mtproto/types/pong.hpp"
#include "strata/tl/mtproto/types/res_pq.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/message_entity.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace strata::tl {
namespace {

TEST(ToString, Objects_ShowTheFieldsThatArePresent) {
  const types::InputPeerUser peer{.user_id = 5, .access_hash = -7};
  const types::MessageEntityBold bold{.offset = 0, .length = 4};
  const std::array<enums::MessageEntity, 1> entities{bold};
  const functions::messages::SendMessage call{.silent = true,
                                              .peer = peer,
                                              .message = "a \"b\"\n\x01",
                                              .random_id = 9,
                                              .entities = entities};
  EXPECT_EQ(to_string(call),
            "messages.sendMessage{silent: true, peer: inputPeerUser{user_id: 5, access_hash: -7}, "
            "message: \"a \\\"b\\\"\\n\\x01\", random_id: 9, "
            "entities: [messageEntityBold{offset: 0, length: 4}]}");
}

TEST(ToString, Indent_GivesEachFieldALine) {
  const mtproto::types::Pong pong{.msg_id = 1, .ping_id = 2};
  EXPECT_EQ(to_string(mtproto::enums::Pong(pong), {.indent = 2}),
            "pong{\n  msg_id: 1,\n  ping_id: 2\n}");
}

TEST(ToString, BytesAndBigIntegers_AreHexadecimal) {
  const std::string text = to_string(mtproto::types::ResPQ{.nonce = {0xAB}, .pq = {}});
  EXPECT_NE(text.find("nonce: 0xab000000000000000000000000000000,"), std::string::npos) << text;
  EXPECT_NE(text.find("pq: 0x,"), std::string::npos) << text;
}

TEST(ToString, FunctionInAFunction_IsShown) {
  const functions::help::GetConfig query;
  EXPECT_EQ(to_string(functions::InvokeWithLayer{.layer = 1, .query = query}),
            "invokeWithLayer{layer: 1, query: help.getConfig{}}");
  EXPECT_EQ(to_string(functions::InvokeWithLayer{.layer = 1}),
            "invokeWithLayer{layer: 1, query: null}");
}

TEST(ToString, PlainValues_StandAlone) {
  EXPECT_EQ(to_string(true), "true");
  EXPECT_EQ(to_string(1.5), "1.5");
  EXPECT_EQ(to_string(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(to_string(std::string_view("x")), "\"x\"");
  EXPECT_EQ(to_string(enums::InputPeer()), "null");
}

}  // namespace
}  // namespace strata::tl
