// What messages and updates tell, and that detached ones stand alone.
#include "strata/client/message.hpp"

#include "client/updates/update_samples.hpp"

#include "strata/client/update.hpp"
#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/types/document.hpp"
#include "strata/tl/types/document_attribute.hpp"
#include "strata/tl/types/keyboard_button.hpp"
#include "strata/tl/types/keyboard_button_row.hpp"
#include "strata/tl/types/message_action.hpp"
#include "strata/tl/types/message_entity.hpp"
#include "strata/tl/types/message_media.hpp"
#include "strata/tl/types/message_reply_header.hpp"
#include "strata/tl/types/reply_markup.hpp"
#include "strata/tl/types/send_message_action.hpp"
#include "strata/tl/types/user_status.hpp"

#include <gtest/gtest.h>

namespace strata {
namespace {

using testing_support::friend_id;
using testing_support::Samples;
namespace types = tl::types;

class MessageTest : public ::testing::Test {
 protected:
  types::Message plain() {
    return {.id = 5, .peer_id = samples_.user_peer(friend_id), .date = 60, .message = "text"};
  }
  Message of(const types::Message& raw) { return Message(nullptr, arena().make(raw)); }
  tl::Arena& arena() { return samples_.arena(); }
  types::Document document(std::initializer_list<tl::enums::DocumentAttribute> attributes) {
    types::Document made{.id = 1, .mime_type = "x/y", .size = 3};
    made.attributes = arena().vector<tl::enums::DocumentAttribute>(attributes);
    return made;
  }
  MediaKind kind_of(const types::Document& file) {
    types::Message raw = plain();
    raw.media = arena().make(types::MessageMediaDocument{.document = arena().make(file)});
    return of(raw).media_kind();
  }

  Samples samples_;
};

TEST_F(MessageTest, PlainMessage_TellsItsFields) {
  types::Message raw = plain();
  raw.mentioned = true;
  raw.edit_date = 120;
  raw.grouped_id = 99;
  raw.views = 7;
  raw.reply_to = arena().make(types::MessageReplyHeader{.reply_to_msg_id = 3});
  const tl::enums::MessageEntity bold = arena().make(types::MessageEntityBold{.length = 4});
  raw.entities = arena().vector<tl::enums::MessageEntity>({bold});
  const Message message = of(raw);

  EXPECT_EQ(message.id(), 5);
  EXPECT_EQ(message.text(), "text");
  EXPECT_EQ(message.peer(), PeerId::user(friend_id));
  EXPECT_EQ(message.sender_id(), PeerId::user(friend_id));
  EXPECT_FALSE(message.outgoing());
  EXPECT_TRUE(message.mentioned());
  EXPECT_EQ(message.date().time_since_epoch().count(), 60);
  EXPECT_EQ(message.edit_date()->time_since_epoch().count(), 120);
  EXPECT_EQ(message.reply_to_message_id(), 3);
  EXPECT_EQ(message.grouped_id(), 99);
  EXPECT_EQ(message.view_count(), 7);
  EXPECT_EQ(message.entities().size(), 1U);
  EXPECT_EQ(message.media_kind(), MediaKind::none);
  EXPECT_FALSE(message.is_service());
  EXPECT_FALSE(message.is_empty());
}

TEST_F(MessageTest, AbsentFields_AreNothing) {
  const Message message = of(plain());
  EXPECT_FALSE(message.edit_date().has_value());
  EXPECT_FALSE(message.reply_to_message_id().has_value());
  EXPECT_FALSE(message.view_count().has_value());
  EXPECT_FALSE(message.reply_count().has_value());
  EXPECT_TRUE(message.entities().empty());
  EXPECT_EQ(message.document(), nullptr);
  EXPECT_EQ(message.photo(), nullptr);
  EXPECT_EQ(message.forward_header(), nullptr);
  EXPECT_TRUE(message.button_rows().empty());
  EXPECT_FALSE(message.sender().has_value());
}

TEST_F(MessageTest, EmptyAndServiceMessages_AreRecognised) {
  const Message empty(nullptr, arena().make(types::MessageEmpty{.id = 8}));
  EXPECT_TRUE(empty.is_empty());
  EXPECT_EQ(empty.id(), 8);
  EXPECT_FALSE(empty.peer().is_valid());
  const Message service(nullptr, arena().make(types::MessageService{
                                     .out = true,
                                     .id = 9,
                                     .peer_id = samples_.user_peer(friend_id),
                                     .action = tl::blank<types::MessageActionHistoryClear>}));
  EXPECT_TRUE(service.is_service());
  EXPECT_TRUE(service.outgoing());
  EXPECT_TRUE(service.action().is<types::MessageActionHistoryClear>());
  EXPECT_FALSE(service.sender_id().has_value());
}

TEST_F(MessageTest, Documents_AreToldApartByTheirAttributes) {
  const auto& name = arena().make(types::DocumentAttributeFilename{.file_name = "a.txt"});
  const auto& video = arena().make(types::DocumentAttributeVideo{.duration = 1});
  const auto& round = arena().make(types::DocumentAttributeVideo{.round_message = true});
  const auto& audio = arena().make(types::DocumentAttributeAudio{.duration = 1});
  const auto& voice = arena().make(types::DocumentAttributeAudio{.voice = true});
  const types::DocumentAttributeAnimated animated;
  EXPECT_EQ(kind_of(document({name})), MediaKind::document);
  EXPECT_EQ(kind_of(document({video, name})), MediaKind::video);
  EXPECT_EQ(kind_of(document({animated, video})), MediaKind::animation);
  EXPECT_EQ(kind_of(document({round})), MediaKind::round_video);
  EXPECT_EQ(kind_of(document({audio})), MediaKind::audio);
  EXPECT_EQ(kind_of(document({voice})), MediaKind::voice);
}

TEST_F(MessageTest, FileName_IsTheSendersOwn) {
  types::Message raw = plain();
  const auto& name = arena().make(types::DocumentAttributeFilename{.file_name = "a.txt"});
  raw.media = arena().make(types::MessageMediaDocument{.document = arena().make(document({name}))});
  EXPECT_EQ(of(raw).file_name(), "a.txt");
  EXPECT_EQ(of(raw).document()->size, 3);
}

TEST_F(MessageTest, Buttons_AreFoundByTheirText) {
  const auto& yes = arena().make(types::KeyboardButtonCallback{.text = "Yes", .data = BytesView{}});
  const auto& more = arena().make(types::KeyboardButtonUrl{.text = "More", .url = "https://x"});
  const auto& row = arena().make(
      types::KeyboardButtonRow{.buttons = arena().vector<tl::enums::KeyboardButton>({yes, more})});
  types::Message raw = plain();
  raw.reply_markup = arena().make(
      types::ReplyInlineMarkup{.rows = arena().vector<tl::enums::KeyboardButtonRow>({row})});
  const Message message = of(raw);
  EXPECT_EQ(message.button_rows().size(), 1U);
  EXPECT_TRUE(message.find_button("More").is<types::KeyboardButtonUrl>());
  EXPECT_FALSE(message.find_button("No").has_value());
}

TEST_F(MessageTest, Detached_KeepsMessageAndSenderAlone) {
  std::optional<Message> kept;
  {
    const auto bytes = tl::to_bytes(samples_.envelope({samples_.new_message(3, 101)},
                                                      {samples_.user(friend_id, 7)}))
                           .value();
    const auto owner = std::make_shared<const tl::Object<tl::enums::Updates>>(
        tl::decode<tl::enums::Updates>(bytes).value());
    const auto* updates = (**owner).get_if<types::Updates>();
    const auto* fresh = updates->updates[0].get_if<types::UpdateNewMessage>();
    const Message message(owner, fresh->message, PeerViews(updates->users, updates->chats));
    kept = message.detach();
  }
  EXPECT_EQ(kept->text(), "hello");
  ASSERT_TRUE(kept->sender().has_value());
  const User sender = kept->sender()->detach();
  kept.reset();
  EXPECT_EQ(sender.first_name(), "Ann");
  EXPECT_EQ(sender.full_name(), "Ann");
}

TEST_F(MessageTest, Updates_FindTheirTypes) {
  const auto typed = [](const tl::enums::Update& raw) { return Update::from(nullptr, raw); };
  const types::UpdateBotCallbackQuery pressed{.query_id = 1,
                                              .user_id = 2,
                                              .peer = samples_.user_peer(2),
                                              .msg_id = 3,
                                              .data = as_bytes("yes")};
  const Update callback = typed(pressed);
  ASSERT_NE(callback.get_if<CallbackQuery>(), nullptr);
  EXPECT_EQ(callback.get_if<CallbackQuery>()->data_text(), "yes");
  EXPECT_EQ(callback.get_if<CallbackQuery>()->peer(), PeerId::user(2));

  const types::UpdateUserStatus status{
      .user_id = 2, .status = arena().make(types::UserStatusOnline{.expires = 9})};
  EXPECT_TRUE(typed(status).get_if<UserStatus>()->is_online());
  const types::UpdateChatUserTyping typing{.chat_id = 4,
                                           .from_id = samples_.user_peer(2),
                                           .action = tl::blank<types::SendMessageTypingAction>};
  EXPECT_TRUE(typed(typing).get_if<UserTyping>()->is_typing());
  EXPECT_EQ(typed(typing).get_if<ChatAction>()->peer(), PeerId::chat(4));
  EXPECT_EQ(typed(samples_.deleted({1, 2}, 5)).get_if<MessagesDeleted>()->message_ids().size(), 2U);
  const Update config = typed(tl::blank<types::UpdateConfig>);
  ASSERT_NE(config.get_if<RawUpdate>(), nullptr);
  EXPECT_EQ(config.get_if<RawUpdate>()->constructor_id(), types::UpdateConfig::ID);
}

}  // namespace
}  // namespace strata
