// Tests of reading histories and dialogs through the methods.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class HistoryMethodsTest : public TelegramTest {
 protected:
  Object get_history(std::int32_t limit, MessageId offset_id = 0) {
    return Object("messages.getHistory", {{"peer", input_peer(ada_, boris_.self)},
                                          {"offset_id", offset_id},
                                          {"offset_date", 0},
                                          {"add_offset", 0},
                                          {"limit", limit},
                                          {"max_id", 0},
                                          {"min_id", 0},
                                          {"hash", std::int64_t{0}}});
  }
  Object get_dialogs(std::int32_t limit, MessageId offset_id = 0, std::int32_t folder = 0) {
    return Object("messages.getDialogs", {{"folder_id", folder},
                                          {"offset_date", 0},
                                          {"offset_id", offset_id},
                                          {"offset_peer", Object("inputPeerEmpty")},
                                          {"limit", limit},
                                          {"hash", std::int64_t{0}}});
  }
  Object search(Object peer, std::string text) {
    return Object("messages.search", {{"peer", std::move(peer)},
                                      {"q", std::move(text)},
                                      {"filter", Object("inputMessagesFilterEmpty")},
                                      {"min_date", 0},
                                      {"max_date", 0},
                                      {"offset_id", 0},
                                      {"add_offset", 0},
                                      {"limit", 10},
                                      {"max_id", 0},
                                      {"min_id", 0},
                                      {"hash", std::int64_t{0}}});
  }
  static std::vector<MessageId> ids(const Object& list) {
    std::vector<MessageId> found;
    for (const Value& message : list.get_vector("messages")) {
      found.push_back(message.as_object().get_int("id"));
    }
    return found;
  }

  using Ids = std::vector<MessageId>;
  Device ada_ = logged_in("ada_archer");
  Device boris_ = logged_in("boris_bell");
};

TEST_F(HistoryMethodsTest, AHistoryComesInPages) {
  for (const char* text : {"one", "two", "three"}) ada_.call(message(ada_, boris_.self, text));
  const Object whole = ada_.call_object(get_history(10));
  EXPECT_EQ(whole.name(), "messages.messages");
  EXPECT_EQ(ids(whole), (Ids{3, 2, 1}));
  EXPECT_EQ(whole.get_vector("users").size(), 2U);
  const Object page = ada_.call_object(get_history(2, 3));
  EXPECT_EQ(page.name(), "messages.messagesSlice");
  EXPECT_EQ(page.get_int("count"), 3);
  EXPECT_EQ(ids(page), (Ids{2, 1}));
}

TEST_F(HistoryMethodsTest, BotsHaveNoHistories) {
  Device bot = logged_in("strata_demo_bot");
  EXPECT_EQ(bot.refusal(get_history(1)), "BOT_METHOD_INVALID");
}

TEST_F(HistoryMethodsTest, MessagesByNumberKeepTheOrderAndMarkWhatIsMissing) {
  ada_.call(message(ada_, boris_.self, "one"));
  boris_.call(message(boris_, ada_.self, "two"));
  const auto number = [](MessageId id) { return Value(Object("inputMessageID", {{"id", id}})); };
  const Object list = ada_.call_object(
      Object("messages.getMessages", {{"id", Vector{number(2), number(77), number(1)}}}));
  EXPECT_EQ(ids(list), (Ids{2, 77, 1}));
  EXPECT_EQ(list.get_vector("messages")[1].as_object().name(), "messageEmpty");
}

TEST_F(HistoryMethodsTest, TheMessageRepliedToIsFoundThroughTheReply) {
  ada_.call(message(ada_, boris_.self, "question"));
  Object reply = message(boris_, ada_.self, "answer");
  reply.set("reply_to", Object("inputReplyToMessage", {{"reply_to_msg_id", 1}}));
  boris_.call(reply);
  const Object list = ada_.call_object(Object(
      "messages.getMessages", {{"id", Vector{Value(Object("inputMessageReplyTo", {{"id", 2}}))}}}));
  EXPECT_EQ(ids(list), Ids{1});
}

TEST_F(HistoryMethodsTest, SearchesLookIntoOneDialogOrAll) {
  ada_.call(message(ada_, boris_.self, "needle one"));
  ada_.call(message(ada_, id_of("clara_chen"), "needle two"));
  EXPECT_EQ(ids(ada_.call_object(search(input_peer(ada_, boris_.self), "NEEDLE"))), Ids{1});
  EXPECT_EQ(ids(ada_.call_object(search(Object("inputPeerEmpty"), "needle"))), (Ids{2, 1}));
}

TEST_F(HistoryMethodsTest, DialogsComeWithTheLatestFirst) {
  ada_.call(message(ada_, boris_.self, "one"));
  boris_.call(message(boris_, ada_.self, "unread"));
  ada_.call(message(ada_, id_of("clara_chen"), "two"));
  const Object all = ada_.call_object(get_dialogs(10));
  EXPECT_EQ(all.name(), "messages.dialogs");
  ASSERT_EQ(all.get_vector("dialogs").size(), 2U);
  const Object& second = all.get_vector("dialogs")[1].as_object();
  EXPECT_EQ(second.get_object("peer").get_long("user_id"), boris_.self);
  EXPECT_EQ(second.get_int("unread_count"), 1);
  EXPECT_EQ(second.get_int("top_message"), 2);
  EXPECT_EQ(ids(all), (Ids{3, 2}));
}

TEST_F(HistoryMethodsTest, DialogsComeInPages) {
  ada_.call(message(ada_, boris_.self, "one"));
  ada_.call(message(ada_, id_of("clara_chen"), "two"));
  const Object first = ada_.call_object(get_dialogs(1));
  EXPECT_EQ(first.name(), "messages.dialogsSlice");
  EXPECT_EQ(first.get_int("count"), 2);
  const Object second = ada_.call_object(get_dialogs(1, ids(first).at(0)));
  EXPECT_EQ(ids(second), Ids{1});
  EXPECT_TRUE(ids(ada_.call_object(get_dialogs(1, 1))).empty());
  EXPECT_TRUE(ids(ada_.call_object(get_dialogs(10, 0, 1))).empty()) << "the archive is empty";
}

TEST_F(HistoryMethodsTest, DialogsMayBeAskedForByPeer) {
  ada_.call(message(ada_, boris_.self, "one"));
  const auto peer = [this](UserId user) {
    return Value(Object("inputDialogPeer", {{"peer", input_peer(ada_, user)}}));
  };
  const Object answer =
      ada_.call_object(Object("messages.getPeerDialogs",
                              {{"peers", Vector{peer(boris_.self), peer(id_of("clara_chen"))}}}));
  const Vector& dialogs = answer.get_vector("dialogs");
  ASSERT_EQ(dialogs.size(), 2U);
  EXPECT_EQ(dialogs[0].as_object().get_int("top_message"), 1);
  EXPECT_EQ(dialogs[1].as_object().get_int("top_message"), 0);
  EXPECT_EQ(answer.get_object("state").get_int("pts"), 2);
  EXPECT_TRUE(ada_.call_object(Object("messages.getPinnedDialogs", {{"folder_id", 0}}))
                  .get_vector("dialogs")
                  .empty());
}

TEST_F(HistoryMethodsTest, DraftsAreAccepted) {
  EXPECT_TRUE(ada_.call(Object("messages.saveDraft",
                               {{"peer", input_peer(ada_, boris_.self)}, {"message", "later"}}))
                  .as_bool());
}

}  // namespace
}  // namespace strata::datacenter
