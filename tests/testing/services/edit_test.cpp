// Tests of editing, deleting and reading through the methods.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class EditTest : public TelegramTest {
 protected:
  Object edit(const Device& from, UserId peer, MessageId id, std::string text) {
    return Object("messages.editMessage",
                  {{"peer", input_peer(from, peer)}, {"id", id}, {"message", std::move(text)}});
  }
  static Object remove(Vector ids, bool revoke) {
    return Object("messages.deleteMessages", {{"id", std::move(ids)}, {"revoke", revoke}});
  }

  Device ada_ = logged_in("ada_archer");
  Device boris_ = logged_in("boris_bell");
};

TEST_F(EditTest, AnEditReachesTheOther) {
  ada_.call(message(ada_, boris_.self, "helo"));
  boris_.take_updates();
  host_.advance(std::chrono::seconds(5));
  const Object answer = ada_.call_object(edit(ada_, boris_.self, 1, "hello"));
  EXPECT_EQ(answer.get_vector("updates")[0].as_object().name(), "updateEditMessage");
  const Object heard = boris_.take_updates().at(0);
  EXPECT_EQ(heard.name(), "updateEditMessage");
  EXPECT_EQ(heard.get_object("message").get_string("message"), "hello");
  EXPECT_EQ(heard.get_object("message").get_int("edit_date"), host_.now());
  EXPECT_EQ(heard.get_int("pts_count"), 1);
}

TEST_F(EditTest, RefusesWhatIsNotOnesOwnOrNotThere) {
  ada_.call(message(ada_, boris_.self, "hello"));
  EXPECT_EQ(boris_.refusal(edit(boris_, ada_.self, 1, "x")), "403 MESSAGE_AUTHOR_REQUIRED");
  EXPECT_EQ(ada_.refusal(edit(ada_, boris_.self, 2, "x")), "MESSAGE_ID_INVALID");
  EXPECT_EQ(ada_.refusal(edit(ada_, id_of("clara_chen"), 1, "x")), "MESSAGE_ID_INVALID");
  EXPECT_EQ(ada_.refusal(edit(ada_, boris_.self, 1, "hello")), "MESSAGE_NOT_MODIFIED");
  EXPECT_EQ(ada_.refusal(edit(ada_, boris_.self, 1, "")), "MESSAGE_EMPTY");
}

TEST_F(EditTest, DeletingForBothReachesTheOther) {
  ada_.call(message(ada_, boris_.self, "one"));
  ada_.call(message(ada_, boris_.self, "two"));
  boris_.take_updates();
  const Object answer = ada_.call_object(remove(Vector{1, 2, 99}, true));
  EXPECT_EQ(answer.get_int("pts"), 5);
  EXPECT_EQ(answer.get_int("pts_count"), 2);
  const Object heard = boris_.take_updates().at(0);
  EXPECT_EQ(heard.name(), "updateDeleteMessages");
  EXPECT_EQ(heard.get_vector("messages").size(), 2U);
  EXPECT_EQ(heard.get_int("pts_count"), 2);
  EXPECT_EQ(ada_.refusal(remove(Vector(101, Value(1)), true)), "LIMIT_INVALID");
}

TEST_F(EditTest, DeletingForOneselfIsNobodyElsesBusiness) {
  ada_.call(message(ada_, boris_.self, "one"));
  boris_.take_updates();
  ada_.call(remove(Vector{1}, false));
  EXPECT_TRUE(boris_.take_updates().empty());
  EXPECT_EQ(world_.conversation(boris_.self, ada_.self).size(), 1U);
}

TEST_F(EditTest, AHistoryIsDeletedInPieces) {
  for (int i = 0; i < 130; ++i) ada_.call(message(ada_, boris_.self, "x"));
  const Object request("messages.deleteHistory",
                       {{"peer", input_peer(ada_, boris_.self)}, {"max_id", 0}, {"revoke", true}});
  const Object first = ada_.call_object(request);
  EXPECT_EQ(first.get_int("pts_count"), 100);
  EXPECT_EQ(first.get_int("offset"), 30);
  EXPECT_EQ(ada_.call_object(request).get_int("offset"), 0);
  EXPECT_TRUE(world_.conversation(boris_.self, ada_.self).empty());
}

TEST_F(EditTest, ReadingIsToldToTheWriter) {
  ada_.call(message(ada_, boris_.self, "one"));
  boris_.take_updates();
  const Object answer = boris_.call_object(
      Object("messages.readHistory", {{"peer", input_peer(boris_, ada_.self)}, {"max_id", 1}}));
  EXPECT_EQ(answer.get_int("pts_count"), 1);
  const Object heard = ada_.take_updates().at(0);
  EXPECT_EQ(heard.name(), "updateReadHistoryOutbox");
  EXPECT_EQ(heard.get_int("max_id"), 1);
}

TEST_F(EditTest, ReadingIsToldToTheReadersOtherDevices) {
  Device second = logged_in("boris_bell");
  ada_.call(message(ada_, boris_.self, "one"));
  second.take_updates();
  boris_.call(
      Object("messages.readHistory", {{"peer", input_peer(boris_, ada_.self)}, {"max_id", 0}}));
  const Object heard = second.take_updates().at(0);
  EXPECT_EQ(heard.name(), "updateReadHistoryInbox");
  EXPECT_EQ(heard.get_int("still_unread_count"), 0);
}

}  // namespace
}  // namespace strata::datacenter
