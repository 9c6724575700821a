// Tests of sending: answers, pushes, entities, keyboards, replies, refusals.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class SendTest : public TelegramTest {
 protected:
  static Object entity(std::string name, std::int32_t offset, std::int32_t length) {
    return Object(std::move(name), {{"offset", offset}, {"length", length}});
  }
  static Object callback_button(std::string text, std::string data) {
    return Object("keyboardButtonCallback", {{"text", std::move(text)}, {"data", std::move(data)}});
  }
  static Object inline_keyboard(Object button) {
    const Object row("keyboardButtonRow", {{"buttons", Vector{Value(std::move(button))}}});
    return Object("replyInlineMarkup", {{"rows", Vector{Value(row)}}});
  }
  // Ada wrote to the bot, so it may answer.
  void meet() {
    ada_.call(message(ada_, bot_.self, "/start"));
    ada_.take_updates();
    bot_.take_updates();
  }

  Device ada_ = logged_in("ada_archer");
  Device boris_ = logged_in("boris_bell");
  Device bot_ = logged_in("strata_demo_bot");
};

TEST_F(SendTest, TheSenderGetsAShortAnswerAndTheOtherAnUpdate) {
  const Object answer = ada_.call_object(message(ada_, boris_.self, "hello"));
  EXPECT_EQ(answer.name(), "updateShortSentMessage");
  EXPECT_EQ(answer.get_int("id"), 1);
  EXPECT_EQ(answer.get_int("pts"), 2);
  EXPECT_EQ(answer.get_int("pts_count"), 1);
  EXPECT_EQ(answer.get_int("date"), host_.now());
  EXPECT_TRUE(ada_.take_updates().empty());

  const std::vector<Object> heard = boris_.take_updates();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].name(), "updateNewMessage");
  const Object& received = heard[0].get_object("message");
  EXPECT_EQ(received.get_string("message"), "hello");
  EXPECT_FALSE(received.get_bool("out"));
  EXPECT_EQ(received.get_object("peer_id").get_long("user_id"), ada_.self);
  EXPECT_FALSE(received.has("from_id"));
}

TEST_F(SendTest, OtherDevicesOfTheSenderHearOfItToo) {
  Device second = logged_in("ada_archer");
  ada_.call(message(ada_, boris_.self, "hello"));
  const std::vector<Object> heard = second.take_updates();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_TRUE(heard[0].get_object("message").get_bool("out"));
  EXPECT_EQ(heard[0].get_object("message").get_object("from_id").get_long("user_id"), ada_.self);
}

TEST_F(SendTest, TheEnvelopeDescribesTheSender) {
  ada_.call(message(ada_, boris_.self, "hello"));
  FakeSession& session = host_.sessions[1];
  const Vector& users = session.pushed.at(0).get_vector("users");
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users[0].as_object().get_long("id"), ada_.self);
  EXPECT_EQ(users[0].as_object().get_long("access_hash"),
            world_.users().access_hash(boris_.self, ada_.self));
}

TEST_F(SendTest, ARandomIdIsSentOnce) {
  const Object request = message(ada_, boris_.self, "hello");
  ada_.call(request);
  EXPECT_EQ(ada_.refusal(request), "500 RANDOM_ID_DUPLICATE");
  EXPECT_EQ(boris_.take_updates().size(), 1U);
}

TEST_F(SendTest, RefusesBadTextsAndPeers) {
  EXPECT_EQ(ada_.refusal(message(ada_, boris_.self, "")), "MESSAGE_EMPTY");
  EXPECT_EQ(ada_.refusal(message(ada_, boris_.self, std::string(4097, 'x'))), "MESSAGE_TOO_LONG");
  Object request = message(ada_, boris_.self, "x");
  request.set("peer", Object("inputPeerEmpty"));
  EXPECT_EQ(ada_.refusal(request), "PEER_ID_INVALID");
  request.set("peer", Object("inputPeerChat", {{"chat_id", std::int64_t{5}}}));
  EXPECT_EQ(ada_.refusal(request), "CHAT_ID_INVALID");
  request.set("peer", Object("inputPeerChannel",
                             {{"channel_id", std::int64_t{5}}, {"access_hash", std::int64_t{5}}}));
  EXPECT_EQ(ada_.refusal(request), "CHANNEL_INVALID");
  request = message(ada_, boris_.self, "x");
  request.set("schedule_date", 5);
  EXPECT_EQ(ada_.refusal(request), "SCHEDULE_DATE_INVALID");
}

TEST_F(SendTest, EntitiesArriveAsTheyWereSent) {
  Object request = message(ada_, boris_.self, "\U0001f600 bold Clara");
  const Object mention(
      "inputMessageEntityMentionName",
      {{"offset", 8}, {"length", 5}, {"user_id", input_user(ada_, id_of("clara_chen"))}});
  request.set("entities", Vector{Value(entity("messageEntityBold", 3, 4)), Value(mention)});
  ada_.call(request);
  FakeSession& session = host_.sessions[1];
  EXPECT_EQ(session.pushed.at(0).get_vector("users").size(), 2U) << "who is mentioned as well";
  const Object received = boris_.take_updates().at(0).get_object("message");
  const Vector& entities = received.get_vector("entities");
  ASSERT_EQ(entities.size(), 2U);
  EXPECT_EQ(entities[0].as_object(), entity("messageEntityBold", 3, 4));
  EXPECT_EQ(entities[1].as_object().get_long("user_id"), id_of("clara_chen"));
}

TEST_F(SendTest, EntitiesOutOfBoundsAreRefused) {
  for (const auto& [offset, length] : std::initializer_list<std::pair<int, int>>{
           {-1, 2}, {0, 0}, {0, -1}, {0, 6}, {5, 1}, {2'147'483'647, 2'147'483'647}}) {
    Object request = message(ada_, boris_.self, "hello");
    request.set("entities", Vector{Value(entity("messageEntityBold", offset, length))});
    EXPECT_EQ(ada_.refusal(request), "ENTITY_BOUNDS_INVALID") << offset << " " << length;
  }
}

TEST_F(SendTest, RepliesNameTheMessageInTheReadersNumbers) {
  ada_.call(message(ada_, bot_.self, "elsewhere"));
  ada_.call(message(ada_, boris_.self, "question"));
  Object reply = message(boris_, ada_.self, "answer");
  reply.set("reply_to", Object("inputReplyToMessage", {{"reply_to_msg_id", 1}}));
  boris_.call(reply);
  const Object received = ada_.take_updates().at(0).get_object("message");
  EXPECT_EQ(received.get_object("reply_to").get_int("reply_to_msg_id"), 2);
  reply.set("random_id", std::int64_t{12345});
  reply.set("reply_to", Object("inputReplyToMessage", {{"reply_to_msg_id", 99}}));
  EXPECT_EQ(boris_.refusal(reply), "REPLY_MESSAGE_ID_INVALID");
}

TEST_F(SendTest, BotsSendKeyboards) {
  meet();
  Object request = message(bot_, ada_.self, "choose");
  request.set("reply_markup", inline_keyboard(callback_button("Yes", "y")));
  const Object answer = bot_.call_object(request);
  EXPECT_EQ(answer.name(), "updates");
  EXPECT_EQ(answer.get_vector("updates")[0].as_object().name(), "updateMessageID");
  const Object received = ada_.take_updates().at(0).get_object("message");
  EXPECT_EQ(received.get_object("reply_markup"), request.get_object("reply_markup"));
}

TEST_F(SendTest, KeyboardsOfPeopleAreDropped) {
  Object request = message(ada_, boris_.self, "choose");
  request.set("reply_markup", inline_keyboard(callback_button("Yes", "y")));
  ada_.call(request);
  EXPECT_FALSE(boris_.take_updates().at(0).get_object("message").has("reply_markup"));
}

TEST_F(SendTest, BadKeyboardsAreRefused) {
  meet();
  const auto refused = [this](const Object& markup) {
    Object request = message(bot_, ada_.self, "choose");
    request.set("reply_markup", markup);
    return bot_.refusal(request);
  };
  EXPECT_EQ(refused(inline_keyboard(callback_button("", "y"))), "BUTTON_TEXT_INVALID");
  EXPECT_EQ(refused(inline_keyboard(callback_button("Yes", ""))), "BUTTON_DATA_INVALID");
  EXPECT_EQ(refused(inline_keyboard(callback_button("Yes", std::string(65, 'x')))),
            "BUTTON_DATA_INVALID");
  EXPECT_EQ(refused(inline_keyboard(Object("keyboardButtonUrl", {{"text", "x"}, {"url", ""}}))),
            "BUTTON_URL_INVALID");
  EXPECT_EQ(refused(inline_keyboard(Object("keyboardButton", {{"text", "x"}}))),
            "BUTTON_TYPE_INVALID");
  Object keyboard = inline_keyboard(callback_button("Yes", "y"));
  EXPECT_EQ(refused(Object("replyKeyboardMarkup", {{"rows", keyboard["rows"]}})),
            "BUTTON_TYPE_INVALID");
  EXPECT_EQ(refused(Object("replyKeyboardMarkup", {{"rows", Vector()}})), "REPLY_MARKUP_INVALID");
  const Value button(callback_button("x", "y"));
  const Object row("keyboardButtonRow", {{"buttons", Vector(301, button)}});
  EXPECT_EQ(refused(Object("replyInlineMarkup", {{"rows", Vector{Value(row)}}})),
            "REPLY_MARKUP_TOO_LONG");
}

TEST_F(SendTest, WhatAMessageCarriesAlongIsBounded) {
  const std::string long_text(40'000, 'x');
  meet();
  Object request = message(bot_, ada_.self, "choose");
  request.set("reply_markup", inline_keyboard(callback_button(long_text, "y")));
  EXPECT_EQ(bot_.refusal(request), "REPLY_MARKUP_TOO_LONG");
  request.set("reply_markup", Object("replyKeyboardForceReply", {{"placeholder", long_text}}));
  EXPECT_EQ(bot_.refusal(request), "REPLY_MARKUP_TOO_LONG");
  request = message(ada_, boris_.self, "link");
  const Object link("messageEntityTextUrl", {{"offset", 0}, {"length", 4}, {"url", long_text}});
  request.set("entities", Vector{Value(link)});
  EXPECT_EQ(ada_.refusal(request), "ENTITIES_TOO_LONG");
  const Object action("sendMessageEmojiInteractionSeen", {{"emoticon", long_text}});
  EXPECT_EQ(ada_.refusal(Object("messages.setTyping",
                                {{"peer", input_peer(ada_, boris_.self)}, {"action", action}})),
            "INPUT_REQUEST_TOO_LONG");
}

TEST_F(SendTest, InputButtonsComeOutAsTheyAreShown) {
  meet();
  Object request = message(bot_, ada_.self, "profile");
  request.set("reply_markup",
              inline_keyboard(Object("inputKeyboardButtonUserProfile",
                                     {{"text", "Ada"}, {"user_id", input_user(bot_, ada_.self)}})));
  bot_.call(request);
  const Object received = ada_.take_updates().at(0).get_object("message");
  const Object& row = received.get_object("reply_markup").get_vector("rows")[0].as_object();
  const Object& button = row.get_vector("buttons")[0].as_object();
  EXPECT_EQ(button.name(), "keyboardButtonUserProfile");
  EXPECT_EQ(button.get_long("user_id"), ada_.self);
}

TEST_F(SendTest, BotsMayNameWhoWroteToThemWithoutAHash) {
  Object request = message(bot_, ada_.self, "hello");
  request.set("peer",
              Object("inputPeerUser", {{"user_id", ada_.self}, {"access_hash", std::int64_t{0}}}));
  EXPECT_EQ(bot_.refusal(request), "PEER_ID_INVALID");
  meet();
  EXPECT_EQ(bot_.refusal(request), "accepted");
}

TEST_F(SendTest, SavedMessagesAreForOneself) {
  Object request = message(ada_, ada_.self, "note");
  request.set("peer", Object("inputPeerSelf"));
  const Object answer = ada_.call_object(request);
  EXPECT_EQ(answer.name(), "updates");
  const Object& saved = answer.get_vector("updates")[1].as_object().get_object("message");
  EXPECT_EQ(saved.get_object("peer_id").get_long("user_id"), ada_.self);
}

TEST_F(SendTest, SilentMessagesStaySilent) {
  Object request = message(ada_, boris_.self, "psst");
  request.set("silent", true);
  ada_.call(request);
  EXPECT_TRUE(boris_.take_updates().at(0).get_object("message").get_bool("silent"));
}

TEST_F(SendTest, TypingIsShownToTheOther) {
  EXPECT_TRUE(
      ada_.call(Object("messages.setTyping", {{"peer", input_peer(ada_, boris_.self)},
                                              {"action", Object("sendMessageTypingAction")}}))
          .as_bool());
  const std::vector<Object> heard = boris_.take_updates();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].get_long("user_id"), ada_.self);
  EXPECT_EQ(
      bot_.refusal(Object("messages.setTyping", {{"peer", input_peer(bot_, boris_.self)},
                                                 {"action", Object("sendMessageTypingAction")}})),
      "PEER_ID_INVALID");
}

}  // namespace
}  // namespace strata::datacenter
