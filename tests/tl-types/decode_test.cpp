// What decoding refuses and how it says so: unknown ids, depth, memory, offsets and paths.
#include "strata/tl/decode.hpp"

#include "pinned/types/input_peer.hpp"
#include "pinned/types/json_value.hpp"
#include "pinned/types/message_entity.hpp"
#include "pinned/types/peer.hpp"
#include "pinned/types/text_with_entities.hpp"
#include "zoo/functions/call/count.hpp"
#include "zoo/types/animal.hpp"

#include "strata/tl/encode.hpp"
#include "strata/tl/mtproto/types/message.hpp"
#include "strata/tl/mtproto/types/message_container.hpp"
#include "strata/tl/mtproto/types/pong.hpp"
#include "strata/tl/mtproto/types/rpc_result.hpp"
#include "strata/tl/writer.hpp"

#include <gtest/gtest.h>

namespace strata::tl {
namespace {

namespace types = pinned::types;
namespace enums = pinned::enums;

template <class F>
Bytes written(F&& write) {
  Buffer out(0);
  {
    Writer writer(out);
    write(writer);
  }
  return Bytes(out.bytes().begin(), out.bytes().end());
}

template <class T>
Error error_of(BytesView bytes, const DecodeOptions& options = {}) {
  const Result<Object<T>> decoded = decode<T>(bytes, options);
  if (decoded) {
    ADD_FAILURE() << "decoded";
    return Error(std::error_code(), "none");
  }
  return decoded.error();
}

// H-05
TEST(Decode, UnknownConstructor_IsNamedWithPathAndOffset) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::TextWithEntities::ID);
    out.string("hi");
    out.vector_header(2);
    out.uint32(types::MessageEntityBold::ID);
    out.int32(0);
    out.int32(1);
    out.uint32(0x12345678);
    out.int32(0);
    out.int32(0);
  });
  const Error error = error_of<enums::TextWithEntities>(bytes);
  EXPECT_EQ(error.code(), DecodeErrc::unknown_constructor);
  const auto* detail = error.detail<DecodeDetail>();
  ASSERT_NE(detail, nullptr);
  EXPECT_EQ(detail->id(), 0x12345678U);
  EXPECT_EQ(detail->offset(), 28U);
  EXPECT_EQ(detail->path(), "textWithEntities.entities[1]");
  EXPECT_EQ(error.message(),
            "unknown constructor 0x12345678 at byte 28 (textWithEntities.entities[1])");
}

// H-05
TEST(Decode, ConstructorOfAnotherType_IsRefused) {
  const Bytes bytes = to_bytes(types::PeerUser{.user_id = 1}).value();
  EXPECT_EQ(error_of<enums::InputPeer>(bytes).code(), DecodeErrc::wrong_type);
  EXPECT_EQ(error_of<types::PeerChat>(bytes).code(), DecodeErrc::wrong_type);
  EXPECT_EQ(error_of<bool>(bytes).code(), DecodeErrc::bad_bool);
  const Bytes function = to_bytes(zoo::functions::call::Count{}).value();
  EXPECT_EQ(error_of<zoo::enums::Animal>(function).code(), DecodeErrc::wrong_type);
}

// H-04
Bytes nested_json(std::size_t depth) {
  return written([&](Writer& out) {
    for (std::size_t i = 0; i + 1 < depth; ++i) {
      out.uint32(types::JsonArray::ID);
      out.vector_header(1);
    }
    out.uint32(types::JsonNull::ID);
  });
}

TEST(Decode, Nesting_IsAcceptedUpToTheLimitAndNoDeeper) {
  EXPECT_TRUE(decode<enums::JSONValue>(nested_json(64)));
  EXPECT_EQ(error_of<enums::JSONValue>(nested_json(65)).code(), DecodeErrc::too_deep);
  EXPECT_EQ(error_of<enums::JSONValue>(nested_json(50000)).code(), DecodeErrc::too_deep);
  EXPECT_EQ(error_of<enums::JSONValue>(nested_json(5), {.depth = 4}).code(), DecodeErrc::too_deep);
}

TEST(Decode, PathOfADeepError_NamesEveryLevel) {
  Bytes bytes = nested_json(4);
  bytes.back() ^= 1;
  EXPECT_EQ(error_of<enums::JSONValue>(bytes).detail<DecodeDetail>()->path(),
            "jsonArray.value[0].value[0].value[0]");
}

// H-10
TEST(Decode, Memory_IsBoundedByTheInputAndByTheCap) {
  EXPECT_EQ(DecodeOptions{}.memory_for(0), 64U << 10U);
  EXPECT_EQ(DecodeOptions{}.memory_for(1000), 16000U + (64U << 10U));
  EXPECT_EQ(DecodeOptions{}.memory_for(std::size_t{64} << 20U), 64U << 20U);
  EXPECT_EQ(DecodeOptions{}.memory_for(static_cast<std::size_t>(-1)), 64U << 20U);

  const Bytes bytes = nested_json(60);
  EXPECT_EQ(error_of<enums::JSONValue>(bytes, {.memory = 1000}).code(), DecodeErrc::too_large);
  EXPECT_EQ(error_of<enums::JSONValue>(bytes, {.memory = 100}).code(), DecodeErrc::too_large);
}

// H-09
TEST(Decode, BytesBehindTheValue_AreAnErrorUnlessAPrefixIsWanted) {
  Bytes bytes = to_bytes(types::PeerUser{.user_id = 1}).value();
  bytes.resize(bytes.size() + 3);
  const Error error = error_of<enums::Peer>(bytes);
  EXPECT_EQ(error.code(), DecodeErrc::trailing_bytes);
  EXPECT_EQ(error.detail<DecodeDetail>()->offset(), 12U);

  std::size_t consumed = 0;
  const auto decoded = decode_prefix<enums::Peer>(bytes, consumed);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(consumed, 12U);
}

// H-06
TEST(Decode, FlagBitsOfNoField_AreIgnoredAndNotSentAgain) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::MessageEntityBlockquote::ID);
    out.uint32(0x80000000U | 1U);  // collapsed is bit 0
    out.int32(1);
    out.int32(2);
  });
  const auto decoded = decode<enums::MessageEntity>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* quote = (*decoded)->get_if<types::MessageEntityBlockquote>();
  ASSERT_NE(quote, nullptr);
  EXPECT_TRUE(quote->collapsed);
  const Bytes again = to_bytes(**decoded).value();
  EXPECT_EQ(load_le<std::uint32_t>(again.data() + 4), 1U);
}

TEST(Decode, PlainValuesAndVectors_StandAlone) {
  const Bytes yes = *from_hex("b5757299");
  const auto boolean = decode<bool>(yes);
  ASSERT_TRUE(boolean);
  EXPECT_TRUE(**boolean);
  const Bytes number = *from_hex("feffffff");
  const auto integer = decode<std::int32_t>(number);
  ASSERT_TRUE(integer);
  EXPECT_EQ(**integer, -2);
  const Bytes numbers = *from_hex("15c4b51c 02000000 01000000 02000000");
  const auto ints = decode<std::span<const std::int32_t>>(numbers);
  ASSERT_TRUE(ints);
  EXPECT_EQ((**ints)[1], 2);
  const Bytes peers = written([](Writer& out) {
    out.vector_header(1);
    out.uint32(types::PeerChat::ID);
    out.int64(4);
  });
  const auto boxes = decode<std::span<const enums::Peer>>(peers);
  ASSERT_TRUE(boxes);
  EXPECT_EQ((**boxes)[0].get_if<types::PeerChat>()->chat_id, 4);
}

TEST(Decode, View_AliasesTheInputAndUsesTheArenaAgain) {
  const types::TextWithEntities text{.text = "a text in the input", .entities = {}};
  const Bytes bytes = to_bytes(text).value();
  Arena arena(1024);
  const std::size_t capacity = arena.capacity();
  for (int i = 0; i < 100; ++i) {
    arena.clear();
    const auto decoded = decode_view<enums::TextWithEntities>(bytes, arena);
    ASSERT_TRUE(decoded);
    const BytesView seen = as_bytes(decoded->as<types::TextWithEntities>().text);
    EXPECT_GE(seen.data(), bytes.data());
    EXPECT_LT(seen.data(), bytes.data() + bytes.size());
  }
  EXPECT_EQ(arena.capacity(), capacity);
}

TEST(Decode, RpcResult_LeavesItsObjectUninterpreted) {
  const mtproto::types::Pong pong{.msg_id = 1, .ping_id = 2};
  const Bytes inner = to_bytes(pong).value();
  const Bytes bytes =
      to_bytes(mtproto::types::RpcResult{.req_msg_id = 9, .result = {inner}}).value();
  const auto decoded = decode<mtproto::enums::RpcResult>(bytes);
  ASSERT_TRUE(decoded);
  EXPECT_EQ((**decoded)->req_msg_id, 9);
  EXPECT_EQ(to_hex((**decoded)->result.bytes), to_hex(inner));
}

TEST(Decode, Container_SplitsByTheLengthsOfItsMessages) {
  const Bytes inner = to_bytes(mtproto::types::Pong{.msg_id = 1, .ping_id = 2}).value();
  const auto size = static_cast<std::int32_t>(inner.size());
  const std::array<mtproto::types::Message, 2> messages{
      mtproto::types::Message{.msg_id = 4, .seqno = 1, .bytes = size, .body = {inner}},
      mtproto::types::Message{.msg_id = 8, .seqno = 2, .bytes = size, .body = {inner}}};
  const Bytes bytes = to_bytes(mtproto::types::MsgContainer{.messages = messages}).value();
  EXPECT_EQ(bytes.size(), 8 + 2 * (16 + inner.size()));

  const auto decoded = decode<mtproto::enums::MessageContainer>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  ASSERT_EQ((**decoded)->messages.size(), 2U);
  EXPECT_EQ((**decoded)->messages[1].msg_id, 8);
  EXPECT_EQ(to_hex((**decoded)->messages[1].body.bytes), to_hex(inner));

  Bytes broken = bytes;
  store_le(broken.data() + 8 + 12, std::int32_t{-4});
  EXPECT_EQ(error_of<mtproto::enums::MessageContainer>(broken).code(), DecodeErrc::truncated);
}

}  // namespace
}  // namespace strata::tl
