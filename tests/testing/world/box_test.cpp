// Tests of the message box of one account.
#include "strata/datacenter/world/box.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

class BoxTest : public testing::Test {
 protected:
  MessageId add(PeerId peer, bool out = false) {
    return box_.add(peer, out, 0, std::make_shared<Message>());
  }

  const PeerId ada_ = PeerId::user(1);
  const PeerId boris_ = PeerId::user(2);
  Limits limits_;
  Box box_{limits_};
};

TEST_F(BoxTest, NumbersMessagesOverAllDialogs) {
  EXPECT_EQ(add(ada_), 1);
  EXPECT_EQ(add(boris_), 2);
  EXPECT_EQ(add(ada_), 3);
  EXPECT_EQ(box_.messages_with(ada_), (std::vector<MessageId>{1, 3}));
  EXPECT_EQ(box_.messages_with(PeerId::chat(1)), std::vector<MessageId>{});
}

TEST_F(BoxTest, ListsDialogsWithTheLatestFirst) {
  add(ada_);
  add(boris_);
  add(ada_);
  const std::vector<Dialog> dialogs = box_.dialogs();
  ASSERT_EQ(dialogs.size(), 2U);
  EXPECT_EQ(dialogs[0].peer, ada_);
  EXPECT_EQ(dialogs[0].top_message, 3);
  EXPECT_EQ(dialogs[1].peer, boris_);
}

TEST_F(BoxTest, CountsIncomingMessagesAfterTheReadMarkAsUnread) {
  add(ada_);
  add(ada_, true);
  add(ada_);
  add(boris_);
  EXPECT_EQ(box_.dialog(ada_)->unread_count, 2);
  EXPECT_EQ(box_.unread_total(), 3);
  EXPECT_TRUE(box_.mark_read_inbox(ada_, 2));
  EXPECT_EQ(box_.dialog(ada_)->unread_count, 1);
  EXPECT_FALSE(box_.mark_read_inbox(ada_, 1)) << "the mark never moves back";
  EXPECT_FALSE(box_.mark_read_inbox(PeerId::user(9), 1));
}

TEST_F(BoxTest, ErasesAMessageAndItsPlaceInTheDialog) {
  const MessageId id = add(ada_);
  EXPECT_TRUE(box_.erase(id));
  EXPECT_FALSE(box_.erase(id));
  EXPECT_EQ(box_.find(id), nullptr);
  EXPECT_TRUE(box_.dialogs().empty());
  EXPECT_TRUE(box_.has_dialog(ada_));
}

TEST_F(BoxTest, ForgetsTheOldestMessagesWhenFull) {
  limits_.box_messages = 3;
  for (int i = 0; i < 5; ++i) add(ada_);
  EXPECT_EQ(box_.messages_with(ada_), (std::vector<MessageId>{3, 4, 5}));
}

TEST_F(BoxTest, MovesPtsByTheCountOfEachEvent) {
  EXPECT_EQ(box_.pts(), 1);
  EXPECT_EQ(box_.record(NewMessage{1}).pts, 2);
  EXPECT_EQ(box_.record(DeletedMessages{{1, 2, 3}}, 3).pts, 5);
  EXPECT_EQ(box_.pts(), 5);
}

TEST_F(BoxTest, TellsWhatWasMissedInOrder) {
  for (MessageId id = 1; id <= 4; ++id) box_.record(NewMessage{id});
  const MissedEvents missed = box_.missed_since(3, 100);
  EXPECT_FALSE(missed.too_long);
  EXPECT_TRUE(missed.complete);
  ASSERT_EQ(missed.events.size(), 2U);
  EXPECT_EQ(missed.events[0].pts, 4);
  EXPECT_EQ(std::get<NewMessage>(missed.events[1].what).id, 4);
  EXPECT_TRUE(box_.missed_since(box_.pts(), 100).events.empty());
}

TEST_F(BoxTest, CutsWhatWasMissedAtTheLimit) {
  for (MessageId id = 1; id <= 4; ++id) box_.record(NewMessage{id});
  const MissedEvents missed = box_.missed_since(1, 3);
  EXPECT_FALSE(missed.complete);
  EXPECT_EQ(missed.events.back().pts, 4);
}

TEST_F(BoxTest, SaysTooLongBeyondTheLogOrTheReach) {
  limits_.box_events = 3;
  for (MessageId id = 1; id <= 5; ++id) box_.record(NewMessage{id});
  EXPECT_TRUE(box_.missed_since(2, 100).too_long);
  EXPECT_FALSE(box_.missed_since(3, 100).too_long);
  EXPECT_TRUE(box_.missed_since(3, 100, 2).too_long);
  EXPECT_FALSE(box_.missed_since(4, 100, 2).too_long);
}

}  // namespace
}  // namespace strata::datacenter
