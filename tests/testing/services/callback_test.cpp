// Tests of pressed buttons: the person's call ends when the bot answers, or in time.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class CallbackTest : public TelegramTest {
 protected:
  CallbackTest() {
    ada_.call(message(ada_, bot_.self, "/start"));
    const Object button("keyboardButtonCallback", {{"text", "Yes"}, {"data", "yes"}});
    const Object row("keyboardButtonRow", {{"buttons", Vector{Value(button)}}});
    Object request = message(bot_, ada_.self, "choose");
    request.set("reply_markup", Object("replyInlineMarkup", {{"rows", Vector{Value(row)}}}));
    bot_.call(request);
    ada_.take_updates();
    bot_.take_updates();
  }

  Object press(std::string data, MessageId id = 2) {
    return Object(
        "messages.getBotCallbackAnswer",
        {{"peer", input_peer(ada_, bot_.self)}, {"msg_id", id}, {"data", std::move(data)}});
  }
  static Object answer(std::int64_t query_id, std::string text) {
    return Object(
        "messages.setBotCallbackAnswer",
        {{"query_id", query_id}, {"message", std::move(text)}, {"alert", true}, {"cache_time", 0}});
  }

  Device ada_ = logged_in("ada_archer");
  Device bot_ = logged_in("strata_demo_bot");
};

TEST_F(CallbackTest, TheBotsAnswerEndsThePersonsCall) {
  const auto pressed = ada_.start(press("yes"));
  EXPECT_TRUE(std::holds_alternative<AnswerLater>(*pressed));
  const Object query = bot_.take_updates().at(0);
  EXPECT_EQ(query.name(), "updateBotCallbackQuery");
  EXPECT_EQ(query.get_long("user_id"), ada_.self);
  EXPECT_EQ(query.get_string("data"), "yes");
  EXPECT_EQ(query.get_int("msg_id"), 2);
  EXPECT_NE(query.get_long("chat_instance"), 0);

  EXPECT_TRUE(bot_.call(answer(query.get_long("query_id"), "well done")).as_bool());
  const Value* ended = std::get_if<Value>(pressed.get());
  ASSERT_NE(ended, nullptr);
  const Object shown = through_the_wire("messages.getBotCallbackAnswer", *ended).as_object();
  EXPECT_EQ(shown.get_string("message"), "well done");
  EXPECT_TRUE(shown.get_bool("alert"));
  EXPECT_EQ(bot_.refusal(answer(query.get_long("query_id"), "again")), "QUERY_ID_INVALID");
}

TEST_F(CallbackTest, ASilentBotTimesOut) {
  const auto pressed = ada_.start(press("yes"));
  const std::int64_t query_id = bot_.take_updates().at(0).get_long("query_id");
  host_.advance(std::chrono::seconds(14));
  EXPECT_TRUE(std::holds_alternative<AnswerLater>(*pressed));
  host_.advance(std::chrono::seconds(1));
  EXPECT_EQ(std::get<RpcError>(*pressed), (RpcError{400, "BOT_RESPONSE_TIMEOUT"}));
  EXPECT_EQ(bot_.refusal(answer(query_id, "late")), "QUERY_ID_INVALID");
}

TEST_F(CallbackTest, OnlyButtonsThatAreThereMayBePressed) {
  EXPECT_EQ(ada_.refusal(press("no")), "DATA_INVALID");
  EXPECT_EQ(ada_.refusal(press("")), "DATA_INVALID");
  EXPECT_EQ(ada_.refusal(press("yes", 99)), "MESSAGE_ID_INVALID");
  EXPECT_EQ(ada_.refusal(press("yes", 1)), "BOT_INVALID") << "Ada wrote that one herself";
}

TEST_F(CallbackTest, AnotherBotCannotAnswer) {
  ASSERT_TRUE(world_.create_bot({"888:secret", "Other", "other_bot", ""}));
  Device other = logged_in("other_bot");
  const auto pressed = ada_.start(press("yes"));
  const std::int64_t query_id = bot_.take_updates().at(0).get_long("query_id");
  EXPECT_EQ(other.refusal(answer(query_id, "mine")), "QUERY_ID_INVALID");
  EXPECT_EQ(bot_.refusal(answer(query_id, std::string(201, 'x'))), "MESSAGE_TOO_LONG");
  EXPECT_EQ(bot_.refusal(answer(query_id, "ok")), "accepted");
  EXPECT_TRUE(std::holds_alternative<Value>(*pressed));
}

}  // namespace
}  // namespace strata::datacenter
