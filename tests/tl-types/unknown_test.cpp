// Constructors of a later layer: kept as raw bytes where their length is known.
#include "pinned/types/json_value.hpp"
#include "pinned/types/message.hpp"
#include "pinned/types/message_media.hpp"
#include "pinned/types/messages/messages.hpp"
#include "pinned/types/peer.hpp"
#include "pinned/types/send_message_action.hpp"
#include "pinned/types/text_with_entities.hpp"
#include "pinned/types/update.hpp"
#include "pinned/types/updates.hpp"
#include "pinned/types/updates/difference.hpp"
#include "pinned/types/updates/state.hpp"
#include "pinned/types/user.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/to_string.hpp"
#include "strata/tl/writer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace strata::tl {
namespace {

namespace types = pinned::types;
namespace enums = pinned::enums;

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

TEST(Unknown, ThatEndsInsideAWord_IsAnError) {
  Bytes bytes = written([](Writer& out) { out.uint32(unknown_id); });
  bytes.push_back(0);
  const auto decoded = decode<enums::Updates>(bytes, keeping);
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code(), DecodeErrc::unknown_constructor);
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

/// Bytes of an element that no schema has: some numbers and a text.
void write_unknown(Writer& out, std::string_view text = "something new") {
  out.uint32(unknown_id);
  out.int32(5);
  out.string(text);
}
const std::size_t unknown_size = 4 + 4 + string_wire_size(13);

TEST(Unknown, InAVectorThatEndsTheObject_LeavesTheElementsBehindIt) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::JsonArray::ID);
    out.vector_header(3);
    out.uint32(types::JsonNull::ID);
    write_unknown(out);
    out.uint32(types::JsonNull::ID);
  });
  const auto decoded = decode<enums::JSONValue>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* array = (*decoded)->get_if<types::JsonArray>();
  ASSERT_NE(array, nullptr);
  ASSERT_EQ(array->value.size(), 3U);
  EXPECT_TRUE(array->value[0].is<types::JsonNull>());
  EXPECT_EQ(array->value[1].id(), unknown_id);
  EXPECT_EQ(array->value[1].unknown()->bytes.size(), unknown_size);
  EXPECT_TRUE(array->value[2].is<types::JsonNull>());
  EXPECT_EQ(to_bytes(**decoded).value(), bytes);
}

TEST(Unknown, LastInAVectorThatEndsTheObject_TakesWhatIsLeft) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::JsonArray::ID);
    out.vector_header(2);
    out.uint32(types::JsonNull::ID);
    write_unknown(out);
  });
  const auto decoded = decode<enums::JSONValue>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_EQ((*decoded)->get_if<types::JsonArray>()->value[1].unknown()->bytes.size(), unknown_size);
}

TEST(Unknown, WhenTheElementsBehindItCannotBeTold_TakesThem) {
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::JsonArray::ID);
    out.vector_header(4);
    out.uint32(types::JsonNull::ID);
    write_unknown(out);
    out.uint32(types::JsonNull::ID);
    write_unknown(out);
  });
  const auto decoded = decode<enums::JSONValue>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* array = (*decoded)->get_if<types::JsonArray>();
  ASSERT_EQ(array->value.size(), 2U);
  EXPECT_EQ(array->value[1].unknown()->bytes.size(), 2 * unknown_size + 4);
}

/// `updates` with three members, of which `write_second` writes the second one.
template <class F>
Bytes three_updates(F&& write_second) {
  return written([&](Writer& out) {
    out.uint32(types::Updates::ID);
    out.vector_header(3);
    out.uint32(types::UpdateConfig::ID);
    write_second(out);
    out.uint32(types::UpdateChannelUserTyping::ID);
    out.uint32(0);
    out.int64(7);
    out.uint32(types::PeerUser::ID);
    out.int64(8);
    out.uint32(types::SendMessageTypingAction::ID);
    out.vector_header(1);
    out.uint32(types::UserEmpty::ID);
    out.int64(8);
    out.vector_header(0);
    out.int32(1700000000);
    out.int32(3);
  });
}

// H-05
TEST(Unknown, MemberOfUpdates_LeavesTheOthersAndWhatFollows) {
  const Bytes bytes = three_updates([](Writer& out) { write_unknown(out); });
  const auto refused = decode<enums::Updates>(bytes);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message(),
            "unknown constructor 0x12345678 at byte 16 (updates.updates[1])");

  const auto decoded = decode<enums::Updates>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* updates = (*decoded)->get_if<types::Updates>();
  ASSERT_NE(updates, nullptr);
  ASSERT_EQ(updates->updates.size(), 3U);
  EXPECT_TRUE(updates->updates[0].is<types::UpdateConfig>());
  EXPECT_EQ(updates->updates[1].id(), unknown_id);
  EXPECT_EQ(updates->updates[1].unknown()->bytes.size(), unknown_size);
  const auto* typing = updates->updates[2].get_if<types::UpdateChannelUserTyping>();
  ASSERT_NE(typing, nullptr);
  EXPECT_EQ(typing->channel_id, 7);
  ASSERT_EQ(updates->users.size(), 1U);
  EXPECT_EQ(updates->date, 1700000000);
  EXPECT_EQ(updates->seq, 3);
  EXPECT_EQ(to_bytes(**decoded).value(), bytes);
}

TEST(Unknown, TwoMembersOfUpdates_LeaveWhatFollowsTheVector) {
  Bytes bytes = three_updates([](Writer& out) { write_unknown(out); });
  store_le(bytes.data() + 16 + unknown_size, unknown_id + 1);  // the third one, too
  const auto decoded = decode<enums::Updates>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* updates = (*decoded)->get_if<types::Updates>();
  ASSERT_EQ(updates->updates.size(), 2U);
  EXPECT_EQ(updates->updates[1].id(), unknown_id);
  ASSERT_EQ(updates->users.size(), 1U);
  EXPECT_EQ(updates->seq, 3);
}

// Whoever writes a text inside the unknown value must not choose where that value ends.
TEST(Unknown, TextThatPassesForWhatFollows_DecidesNothing) {
  const auto array_with_text = [](std::string_view text) {
    return written([&](Writer& out) {
      out.uint32(types::JsonArray::ID);
      out.vector_header(2);
      out.uint32(unknown_id);
      out.string(text);
      out.uint32(types::JsonString::ID);
      out.string("honest");
    });
  };
  const auto count = [](const Bytes& bytes) {
    const auto decoded = decode<enums::JSONValue>(bytes, keeping);
    return decoded ? (*decoded)->get_if<types::JsonArray>()->value.size() : 0;
  };
  EXPECT_EQ(count(array_with_text("xxxtexttexttexttext")), 2U);
  // Three bytes to the next word, then a text as long as what is left: its end, the id, "honest".
  std::string forged = "xxxTYPELtexttexttext";
  store_le(static_cast<std::uint8_t*>(static_cast<void*>(forged.data() + 3)),
           std::uint32_t{types::JsonString::ID});
  forged[7] = static_cast<char>(15 + 4 + 8 - 3);
  forged.resize(7 + 16);
  ASSERT_EQ(forged.size() % 4, 3U);
  EXPECT_EQ(count(array_with_text(forged)), 1U) << "two readings: the rest belongs to the unknown";
}

TEST(Unknown, BehindWhichNothingCanBeRead_IsAnErrorInBoundedTime) {
  // Every word passes for an update, none is one.
  const Bytes bytes = written([](Writer& out) {
    out.uint32(types::Updates::ID);
    out.vector_header(50000);
    out.uint32(unknown_id);
    for (int i = 0; i < 100000; ++i) out.uint32(types::UpdateConfig::ID);
  });
  const auto decoded = decode<enums::Updates>(bytes, keeping);
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().detail<DecodeDetail>()->path(), "updates.updates[0]");
}

TEST(Unknown, MemberOfADifference_LeavesTheRest) {
  const types::updates::State state{.pts = 10, .qts = 1, .date = 2, .seq = 3, .unread_count = 4};
  const types::UpdateConfig config;
  const std::array<enums::Update, 2> members{config, config};
  const Bytes whole =
      to_bytes(types::updates::Difference{.other_updates = members, .state = state}).value();
  // The first of the two becomes an unknown one.
  std::size_t at = 0;
  while (load_le<std::uint32_t>(whole.data() + at) != types::UpdateConfig::ID) at += 4;
  const Bytes unknown = written([](Writer& out) { write_unknown(out); });
  Bytes bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(at));
  append(bytes, unknown);
  append(bytes, BytesView(whole).subspan(at + 4));

  const auto decoded = decode<enums::updates::Difference>(bytes, keeping);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* difference = (*decoded)->get_if<types::updates::Difference>();
  ASSERT_NE(difference, nullptr);
  ASSERT_EQ(difference->other_updates.size(), 2U);
  EXPECT_EQ(to_hex(difference->other_updates[0].unknown()->bytes), to_hex(unknown));
  EXPECT_TRUE(difference->other_updates[1].is<types::UpdateConfig>());
  EXPECT_EQ(difference->state.as<types::updates::State>().pts, 10);
}

TEST(Unknown, WhereItsLengthCannotBeKnown_IsAnErrorWithItsPath) {
  const types::PeerUser peer{.user_id = 1};
  const types::MessageMediaContact media{.phone_number = "1", .first_name = "Ada"};
  std::vector<types::Message> messages(5, types::Message{.id = 1, .peer_id = peer, .date = 2});
  for (types::Message& message : messages) message.media = media;
  std::vector<enums::Message> boxes(messages.begin(), messages.end());
  Bytes bytes = to_bytes(types::messages::Messages{.messages = boxes}).value();
  std::size_t at = 0;
  for (int found = 0; found < 4; at += 4) {
    if (load_le<std::uint32_t>(bytes.data() + at) == types::MessageMediaContact::ID) ++found;
  }
  at -= 4;
  store_le(bytes.data() + at, unknown_id);
  for (const DecodeOptions& options : {DecodeOptions{}, keeping}) {
    const auto decoded = decode<enums::messages::Messages>(bytes, options);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().code(), DecodeErrc::unknown_constructor);
    const auto* detail = decoded.error().detail<DecodeDetail>();
    ASSERT_NE(detail, nullptr);
    EXPECT_EQ(detail->path(), "messages.messages.messages[3].media");
    EXPECT_EQ(detail->id(), unknown_id);
    EXPECT_EQ(detail->offset(), at);
    EXPECT_EQ(decoded.error().message(), "unknown constructor 0x12345678 at byte " +
                                             std::to_string(at) +
                                             " (messages.messages.messages[3].media)");
  }
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
