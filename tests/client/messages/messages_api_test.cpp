// Sending, editing, deleting and fetching messages, over a scripted server.
#include "strata/client/messages_api.hpp"

#include "client/operation_fixture.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/functions/contacts/resolve_username.hpp"
#include "strata/tl/functions/messages/delete_messages.hpp"
#include "strata/tl/functions/messages/edit_message.hpp"
#include "strata/tl/functions/messages/get_history.hpp"
#include "strata/tl/functions/messages/get_messages.hpp"
#include "strata/tl/functions/messages/read_history.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/types/contacts/resolved_peer.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/input_reply_to.hpp"
#include "strata/tl/types/keyboard_button.hpp"
#include "strata/tl/types/keyboard_button_row.hpp"
#include "strata/tl/types/messages/affected_messages.hpp"
#include "strata/tl/types/messages/messages.hpp"
#include "strata/tl/types/reply_markup.hpp"

#include <array>

namespace strata {
namespace {

namespace f = tl::functions;
namespace t = tl::types;
using testing_support::friend_id;

class MessagesApiTest : public testing_support::OperationFixture {
 protected:
  MessagesApi messages() { return MessagesApi(invoker()); }

  void SetUp() override {
    telegram().account().cache_peer(CachedPeer{
        .kind = PeerKind::user, .id = friend_id, .access_hash = 99, .username = "friend"});
  }
  void answer_sent(std::int32_t id) {
    telegram().answer<f::messages::SendMessage>(arena().make(t::UpdateShortSentMessage{
        .out = true, .id = id, .pts = 5, .pts_count = 1, .date = 1'700'000'000}));
  }
};

TEST_F(MessagesApiTest, SendMessage_ShortAnswer_IsMergedWithTheRequest) {
  answer_sent(9);
  const Message sent = await(messages().send_message("@friend", "hello"));
  EXPECT_EQ(sent.id(), 9);
  EXPECT_EQ(sent.text(), "hello");
  EXPECT_TRUE(sent.outgoing());
  EXPECT_EQ(sent.peer(), PeerId::user(friend_id));
  const auto& sent_request = request<f::messages::SendMessage>(0);
  const auto* peer = sent_request.peer.get_if<t::InputPeerUser>();
  ASSERT_NE(peer, nullptr);
  EXPECT_EQ(peer->access_hash, 99);
  EXPECT_NE(sent_request.random_id, 0);
  EXPECT_TRUE(sent_request.no_webpage);
}

TEST_F(MessagesApiTest, SendMessage_FullAnswer_FindsTheMessageByItsRandomId) {
  // Another update comes first; the id tells which one is ours. The random_id is not known here, so
  // the answer names none and the first new message is taken.
  telegram().answer<f::messages::SendMessage>(samples().envelope({samples().new_message(31, 5)}));
  EXPECT_EQ(await(messages().send_message(PeerId::user(friend_id), "x")).id(), 31);
}

TEST_F(MessagesApiTest, SendMessage_AnswerWithoutAMessage_IsATypedError) {
  telegram().answer<f::messages::SendMessage>(tl::blank<t::UpdatesTooLong>);
  EXPECT_THROW(await(messages().send_message("me", "x")), ProtocolError);
}

TEST_F(MessagesApiTest, SendMessage_EachMessageHasItsOwnRandomId) {
  answer_sent(1);
  answer_sent(2);
  await(messages().send_message("me", "a"));
  await(messages().send_message("me", "a"));
  EXPECT_NE(request<f::messages::SendMessage>(0).random_id,
            request<f::messages::SendMessage>(1).random_id);
  EXPECT_TRUE(request<f::messages::SendMessage>(0).peer.is<t::InputPeerSelf>());
}

TEST_F(MessagesApiTest, SendMessage_OptionsAndButtons_ReachTheRequest) {
  answer_sent(1);
  InputMessage message("choose");
  message.reply_to(4).silent().link_preview().keyboard(
      InlineKeyboard()
          .row(Button::callback("Yes", "y"), Button::url("More", "https://example.org"))
          .row(Button::callback("No", "n")));
  await(messages().send_message("me", message));

  const auto& sent_request = request<f::messages::SendMessage>(0);
  EXPECT_TRUE(sent_request.silent);
  EXPECT_FALSE(sent_request.no_webpage);
  EXPECT_EQ(sent_request.reply_to->get_if<t::InputReplyToMessage>()->reply_to_msg_id, 4);
  const auto* markup = sent_request.reply_markup->get_if<t::ReplyInlineMarkup>();
  ASSERT_NE(markup, nullptr);
  ASSERT_EQ(markup->rows.size(), 2U);
  const auto buttons = markup->rows[0].as<t::KeyboardButtonRow>().buttons;
  ASSERT_EQ(buttons.size(), 2U);
  const auto* yes = buttons[0].get_if<t::KeyboardButtonCallback>();
  ASSERT_NE(yes, nullptr);
  EXPECT_EQ(yes->text, "Yes");
  EXPECT_EQ(as_text(yes->data), "y");
  EXPECT_TRUE(buttons[1].is<t::KeyboardButtonUrl>());
}

TEST_F(MessagesApiTest, SendMessage_ToANameNeverSeen_AsksOnceAndRemembers) {
  const std::array users{samples().user(55, 123)};
  telegram().answer<f::contacts::ResolveUsername>(
      arena().make(t::contacts::ResolvedPeer{.peer = samples().user_peer(55), .users = users}));
  answer_sent(1);
  await(messages().send_message("@stranger", "hi"));
  EXPECT_EQ(request<f::contacts::ResolveUsername>(0).username, "stranger");
  EXPECT_EQ(request<f::messages::SendMessage>(0).peer.get_if<t::InputPeerUser>()->access_hash, 123);
  answer_sent(2);
  await(messages().send_message(PeerId::user(55), "hi"));
  EXPECT_EQ(telegram().calls<f::contacts::ResolveUsername>(), 1U);
}

TEST_F(MessagesApiTest, SendMessage_ToAnIdNeverSeen_SaysWhatToDo) {
  EXPECT_THROW(await(messages().send_message(PeerId::user(31337), "x")), Error);
  telegram().account().set_user(SessionUser{.id = 1, .is_bot = true});
  answer_sent(1);
  EXPECT_NO_THROW(await(messages().send_message(PeerId::user(31337), "x")));
}

TEST_F(MessagesApiTest, EditMessage_GivesTheEditedOne) {
  const tl::enums::Update edited = arena().make(
      t::UpdateEditMessage{.message = samples().message(8, "new"), .pts = 6, .pts_count = 1});
  telegram().answer<f::messages::EditMessage>(samples().envelope({edited}));
  EXPECT_EQ(await(messages().edit_message("@friend", 8, "new")).text(), "new");
  EXPECT_EQ(request<f::messages::EditMessage>(0).id, 8);
}

TEST_F(MessagesApiTest, DeleteMessages_RevokesByDefault) {
  telegram().answer<f::messages::DeleteMessages>(
      arena().make(t::messages::AffectedMessages{.pts = 7, .pts_count = 2}));
  EXPECT_EQ(await(messages().delete_messages("@friend", {1, 2})), 2);
  EXPECT_TRUE(request<f::messages::DeleteMessages>(0).revoke);
}

TEST_F(MessagesApiTest, GetMessagesById_KeepsTheOrderAskedAndMarksMissingOnes) {
  const std::array<tl::enums::Message, 3> found{
      samples().message(3), tl::enums::Message(arena().make(t::MessageEmpty{.id = 2})),
      samples().message(1)};
  telegram().answer<f::messages::GetMessages>(
      arena().make(t::messages::Messages{.messages = found}));
  const auto got = await(messages().get_messages_by_id("@friend", {1, 2, 3, 4}));
  ASSERT_EQ(got.size(), 4U);
  EXPECT_EQ(got[0]->id(), 1);
  EXPECT_FALSE(got[1].has_value());
  EXPECT_EQ(got[2]->id(), 3);
  EXPECT_FALSE(got[3].has_value());
}

TEST_F(MessagesApiTest, GetHistory_ClampsThePageAndHarvestsPeers) {
  const std::array messages_found{samples().message(3)};
  const std::array users{samples().user(60, 61)};
  telegram().answer<f::messages::GetHistory>(arena().make(
      t::messages::MessagesSlice{.count = 1, .messages = messages_found, .users = users}));
  EXPECT_EQ(await(messages().get_history("@friend", 5000)).size(), 1U);
  EXPECT_EQ(request<f::messages::GetHistory>(0).limit, 100);
  EXPECT_EQ(telegram().account().find_peer(PeerKind::user, 60)->access_hash, 61);
}

TEST_F(MessagesApiTest, MarkAsRead_NamesTheLastMessage) {
  telegram().answer<f::messages::ReadHistory>(
      arena().make(t::messages::AffectedMessages{.pts = 7, .pts_count = 1}));
  await(messages().mark_as_read("@friend", 12));
  EXPECT_EQ(request<f::messages::ReadHistory>(0).max_id, 12);
}

}  // namespace
}  // namespace strata
