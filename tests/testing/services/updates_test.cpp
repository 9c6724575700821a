// Tests of updates.getDifference: what was missed is what would have been pushed.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class UpdatesTest : public TelegramTest {
 protected:
  static Object difference(std::int32_t pts, std::int32_t pts_limit = 0,
                           std::int32_t total_limit = 0) {
    Object request("updates.getDifference", {{"pts", pts}, {"date", 1}, {"qts", 0}});
    if (pts_limit != 0) request.set("pts_limit", pts_limit);
    if (total_limit != 0) request.set("pts_total_limit", total_limit);
    return request;
  }
  std::int32_t pts() { return boris_.call_object(Object("updates.getState")).get_int("pts"); }
  // Messages, an edit, a reply, reading on both sides.
  void talk() {
    ada_.call(message(ada_, boris_.self, "one"));
    boris_.call(message(boris_, ada_.self, "two"));
    ada_.call(message(ada_, boris_.self, "three"));
    ada_.call(Object("messages.editMessage",
                     {{"peer", input_peer(ada_, boris_.self)}, {"id", 3}, {"message", "THREE"}}));
    ada_.call(
        Object("messages.readHistory", {{"peer", input_peer(ada_, boris_.self)}, {"max_id", 0}}));
    boris_.call(
        Object("messages.readHistory", {{"peer", input_peer(boris_, ada_.self)}, {"max_id", 0}}));
  }

  Device ada_ = logged_in("ada_archer");
  Device boris_ = logged_in("boris_bell");
  Device watcher_ = logged_in("boris_bell");
};

TEST_F(UpdatesTest, NothingMissedIsAnEmptyDifference) {
  const Object empty = boris_.call_object(difference(pts()));
  EXPECT_EQ(empty.name(), "updates.differenceEmpty");
  EXPECT_EQ(empty.get_int("date"), host_.now());
}

TEST_F(UpdatesTest, TheDifferenceEqualsWhatWasPushed) {
  const std::int32_t before = pts();
  talk();
  std::vector<Object> new_messages;
  std::vector<Object> others;
  std::int32_t last = before;
  for (const Object& update : watcher_.take_updates()) {
    EXPECT_EQ(update.get_int("pts"), last + update.get_int("pts_count")) << "in pts order";
    last = update.get_int("pts");
    if (update.is("updateNewMessage")) {
      new_messages.push_back(update.get_object("message"));
    } else {
      others.push_back(update);
    }
  }
  const Object missed = boris_.call_object(difference(before));
  EXPECT_EQ(missed.name(), "updates.difference");
  EXPECT_EQ(missed.get_object("state").get_int("pts"), last);
  EXPECT_EQ(missed.get_object("state").get_int("qts"), 0);
  EXPECT_EQ(missed.get_vector("users").size(), 2U);

  // A message comes as it is now: the edit shows in the message already.
  ASSERT_EQ(missed.get_vector("new_messages").size(), 3U);
  EXPECT_EQ(missed["new_messages"].as_vector()[0], Value(new_messages[0]));
  EXPECT_EQ(missed["new_messages"].as_vector()[1], Value(new_messages[1]));
  EXPECT_EQ(missed["new_messages"].as_vector()[2], others.at(0)["message"]);
  EXPECT_EQ(missed["other_updates"], Value(others));
}

TEST_F(UpdatesTest, SlicesAddUpToTheWhole) {
  const std::int32_t before = pts();
  talk();
  const Object whole = boris_.call_object(difference(before));
  Vector messages;
  Vector others;
  std::int32_t at = before;
  Object part;
  do {
    part = boris_.call_object(difference(at, 1));
    const Object& state =
        part.get_object(part.is("updates.difference") ? "state" : "intermediate_state");
    ASSERT_GT(state.get_int("pts"), at);
    at = state.get_int("pts");
    for (const Value& message : part.get_vector("new_messages")) messages.push_back(message);
    for (const Value& update : part.get_vector("other_updates")) others.push_back(update);
  } while (part.is("updates.differenceSlice"));
  EXPECT_EQ(Value(messages), whole["new_messages"]);
  EXPECT_EQ(Value(others), whole["other_updates"]);
  EXPECT_EQ(at, whole.get_object("state").get_int("pts"));
}

TEST_F(UpdatesTest, MessagesDeletedSinceAreLeftOut) {
  const std::int32_t before = pts();
  ada_.call(message(ada_, boris_.self, "gone"));
  ada_.call(Object("messages.deleteMessages", {{"id", Vector{1}}, {"revoke", true}}));
  const Object missed = boris_.call_object(difference(before));
  EXPECT_TRUE(missed.get_vector("new_messages").empty());
  ASSERT_EQ(missed.get_vector("other_updates").size(), 1U);
  EXPECT_EQ(missed.get_object("state").get_int("pts"), before + 2);
}

TEST_F(UpdatesTest, TooMuchIsTooLong) {
  const std::int32_t before = pts();
  talk();
  const Object answer = boris_.call_object(difference(before, 0, 2));
  EXPECT_EQ(answer.name(), "updates.differenceTooLong");
  EXPECT_EQ(answer.get_int("pts"), pts());
}

TEST_F(UpdatesTest, StatesThatCannotBeAreRefused) {
  EXPECT_EQ(boris_.refusal(difference(0)), "PERSISTENT_TIMESTAMP_EMPTY");
  EXPECT_EQ(boris_.refusal(difference(-5)), "PERSISTENT_TIMESTAMP_INVALID");
  EXPECT_EQ(boris_.refusal(difference(pts() + 1)), "PERSISTENT_TIMESTAMP_INVALID");
}

TEST_F(UpdatesTest, TheStateCountsUnreadMessages) {
  ada_.call(message(ada_, boris_.self, "one"));
  const Object state = boris_.call_object(Object("updates.getState"));
  EXPECT_EQ(state.get_int("unread_count"), 1);
  EXPECT_EQ(state.get_int("date"), host_.now());
  EXPECT_GT(state.get_int("seq"), 0);
}

}  // namespace
}  // namespace strata::datacenter
