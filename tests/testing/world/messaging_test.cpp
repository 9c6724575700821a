// Tests of what accounts do to each other's boxes.
#include "strata/datacenter/world/messaging.hpp"

#include "strata/datacenter/world/observers.hpp"
#include "strata/datacenter/world/world.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

class Recorder final : public WorldObserver {
 public:
  void on_event(UserId owner, const Event& event, Origin origin) override {
    events.push_back({owner, event, origin.session});
  }
  void on_notice(UserId owner, const Notice& notice, Origin) override {
    notices.emplace_back(owner, notice);
  }
  void on_login_code(const std::string&, const std::string&) override {}

  struct Heard {
    UserId owner;
    Event event;
    std::uint64_t origin;
  };
  std::vector<Heard> events;
  std::vector<std::pair<UserId, Notice>> notices;
};

class MessagingTest : public testing::Test {
 protected:
  MessagingTest() {
    ada_ = world_.create_user({"11111", "Ada", {}, {}, 0}).value();
    boris_ = world_.create_user({"22222", "Boris", {}, {}, 0}).value();
    bot_ = world_.create_bot({"500:secret", "Bot", {}, {}}).value();
    world_.add_observer(&recorder_);
  }

  Outcome<Event> send(UserId from, UserId to, std::string text, MessageId reply_to = 0) {
    Outgoing outgoing;
    outgoing.from = from;
    outgoing.to = PeerId::user(to);
    outgoing.body.text = std::move(text);
    outgoing.reply_to = reply_to;
    outgoing.random_id = ++random_id_;
    return messaging_.send(std::move(outgoing), now_, Origin{77});
  }
  MessageId sent(UserId from, UserId to, std::string text, MessageId reply_to = 0) {
    return std::get<NewMessage>(send(from, to, std::move(text), reply_to).value().what).id;
  }
  std::string refusal(const Outcome<Event>& outcome) {
    return outcome ? "accepted" : outcome.error().name;
  }
  Edit new_text(std::string text) {
    Edit edit;
    edit.text = std::move(text);
    return edit;
  }

  World world_;
  Messaging& messaging_ = world_.messaging();
  Recorder recorder_;
  UserId ada_ = 0;
  UserId boris_ = 0;
  UserId bot_ = 0;
  std::int64_t random_id_ = 0;
  UnixSeconds now_ = 1'000'000;
};

TEST_F(MessagingTest, PutsACopyIntoBothBoxesUnderTheirOwnNumbers) {
  sent(ada_, bot_, "elsewhere");
  const MessageId id = sent(ada_, boris_, "hello");
  EXPECT_EQ(id, 2);
  const MessageCopy* own = messaging_.box(ada_).find(2);
  const MessageCopy* theirs = messaging_.box(boris_).find(1);
  ASSERT_NE(theirs, nullptr);
  EXPECT_TRUE(own->out);
  EXPECT_FALSE(theirs->out);
  EXPECT_EQ(own->peer, PeerId::user(boris_));
  EXPECT_EQ(theirs->peer, PeerId::user(ada_));
  EXPECT_EQ(theirs->message->body.text, "hello");
  EXPECT_EQ(theirs->message->date, now_);
}

TEST_F(MessagingTest, TellsTheSendersBoxFirstAndPassesTheOrigin) {
  sent(ada_, boris_, "hello");
  ASSERT_EQ(recorder_.events.size(), 2U);
  EXPECT_EQ(recorder_.events[0].owner, ada_);
  EXPECT_EQ(recorder_.events[1].owner, boris_);
  EXPECT_EQ(recorder_.events[1].event.pts, 2);
  EXPECT_EQ(recorder_.events[1].origin, 77U);
}

TEST_F(MessagingTest, KeepsOneCopyOfAMessageToOneself) {
  sent(ada_, ada_, "note");
  EXPECT_EQ(recorder_.events.size(), 1U);
  EXPECT_EQ(messaging_.box(ada_).messages_with(PeerId::user(ada_)).size(), 1U);
}

TEST_F(MessagingTest, RefusesTextsThatAreEmptyTooLongOrNotUtf8) {
  EXPECT_EQ(refusal(send(ada_, boris_, "")), "MESSAGE_EMPTY");
  EXPECT_EQ(refusal(send(ada_, boris_, " \n\t")), "MESSAGE_EMPTY");
  EXPECT_EQ(refusal(send(ada_, boris_, "\xff\xfe")), "MESSAGE_EMPTY");
  EXPECT_EQ(refusal(send(ada_, boris_, std::string(4097, 'a'))), "MESSAGE_TOO_LONG");
  EXPECT_TRUE(send(ada_, boris_, std::string(4096, 'a')));
}

TEST_F(MessagingTest, RefusesStrangersAndGroups) {
  EXPECT_EQ(refusal(send(ada_, 999'999, "hello")), "PEER_ID_INVALID");
  Outgoing outgoing;
  outgoing.from = ada_;
  outgoing.to = PeerId::chat(1);
  outgoing.body.text = "hello";
  EXPECT_EQ(refusal(messaging_.send(outgoing, now_)), "PEER_ID_INVALID");
}

TEST_F(MessagingTest, LetsBotsAnswerButNotBegin) {
  EXPECT_EQ(refusal(send(bot_, ada_, "buy!")), "PEER_ID_INVALID");
  sent(ada_, bot_, "/start");
  EXPECT_TRUE(send(bot_, ada_, "welcome"));
}

TEST_F(MessagingTest, SendsARandomIdOnlyOnce) {
  Outgoing outgoing;
  outgoing.from = ada_;
  outgoing.to = PeerId::user(boris_);
  outgoing.body.text = "once";
  outgoing.random_id = 99;
  ASSERT_TRUE(messaging_.send(outgoing, now_));
  EXPECT_EQ(messaging_.send(outgoing, now_).error(), (Refusal{500, "RANDOM_ID_DUPLICATE"}));
  EXPECT_EQ(messaging_.attempts(ada_, 99), 2);
  EXPECT_EQ(messaging_.box(boris_).messages_with(PeerId::user(ada_)).size(), 1U);
  outgoing.from = boris_;
  outgoing.to = PeerId::user(ada_);
  EXPECT_TRUE(messaging_.send(outgoing, now_)) << "others have their own numbers";
}

TEST_F(MessagingTest, ShowsAReplyToEachSideInItsOwnNumbers) {
  sent(ada_, bot_, "elsewhere");
  const MessageId question = sent(ada_, boris_, "question");
  const MessageId answer = sent(boris_, ada_, "answer", 1);
  EXPECT_EQ(messaging_.box(boris_).find(answer)->reply_to, 1);
  EXPECT_EQ(messaging_.box(ada_).find(question + 1)->reply_to, question);
  EXPECT_EQ(refusal(send(ada_, boris_, "to nothing", 1)), "REPLY_MESSAGE_ID_INVALID")
      << "message 1 stands in another dialog";
  EXPECT_EQ(refusal(send(ada_, boris_, "to nothing", 77)), "REPLY_MESSAGE_ID_INVALID");
}

TEST_F(MessagingTest, EditsForBothSides) {
  const MessageId id = sent(ada_, boris_, "helo");
  recorder_.events.clear();
  now_ += 10;
  ASSERT_TRUE(messaging_.edit(ada_, id, new_text("hello"), now_));
  EXPECT_EQ(messaging_.box(boris_).find(1)->message->body.text, "hello");
  EXPECT_EQ(messaging_.box(boris_).find(1)->message->edit_date, now_);
  ASSERT_EQ(recorder_.events.size(), 2U);
  EXPECT_EQ(std::get<EditedMessage>(recorder_.events[1].event.what).id, 1);
}

TEST_F(MessagingTest, RefusesEditsThatAreNotDue) {
  const MessageId id = sent(ada_, boris_, "hello");
  EXPECT_EQ(refusal(messaging_.edit(ada_, 77, new_text("x"), now_)), "MESSAGE_ID_INVALID");
  EXPECT_EQ(messaging_.edit(boris_, 1, new_text("x"), now_).error(),
            (Refusal{403, "MESSAGE_AUTHOR_REQUIRED"}));
  EXPECT_EQ(refusal(messaging_.edit(ada_, id, new_text("hello"), now_)), "MESSAGE_NOT_MODIFIED");
  EXPECT_EQ(refusal(messaging_.edit(ada_, id, new_text(""), now_)), "MESSAGE_EMPTY");
  EXPECT_EQ(refusal(messaging_.edit(ada_, id, new_text("x"), now_ + 48 * 3600 + 1)),
            "MESSAGE_EDIT_TIME_EXPIRED");
}

TEST_F(MessagingTest, DeletesForOneSideOrForBoth) {
  sent(ada_, boris_, "one");
  sent(ada_, boris_, "two");
  const std::vector<MessageId> first{1};
  const Affected own = messaging_.remove(ada_, first, false);
  EXPECT_EQ(own.count, 1);
  EXPECT_NE(messaging_.box(boris_).find(1), nullptr);
  recorder_.events.clear();
  const std::vector<MessageId> second{2, 77};
  const Affected both = messaging_.remove(ada_, second, true);
  EXPECT_EQ(both.count, 1);
  EXPECT_EQ(both.pts, messaging_.box(ada_).pts());
  EXPECT_EQ(messaging_.box(boris_).find(2), nullptr);
  EXPECT_EQ(recorder_.events.size(), 2U);
}

TEST_F(MessagingTest, DeletingWhatIsNotThereMovesNothing) {
  const std::int32_t before = messaging_.box(ada_).pts();
  const std::vector<MessageId> ids{1, 2, 3};
  const Affected affected = messaging_.remove(ada_, ids, true);
  EXPECT_EQ(affected.count, 0);
  EXPECT_EQ(affected.pts, before);
  EXPECT_TRUE(recorder_.events.empty());
}

TEST_F(MessagingTest, ReadingMovesTheMarksOfBothSides) {
  sent(ada_, bot_, "elsewhere");
  sent(ada_, boris_, "one");
  sent(ada_, boris_, "two");
  sent(boris_, ada_, "three");
  recorder_.events.clear();
  const Affected affected = messaging_.read(boris_, PeerId::user(ada_), 100);
  EXPECT_EQ(affected.count, 1);
  EXPECT_EQ(messaging_.box(boris_).unread_total(), 0);
  EXPECT_EQ(messaging_.box(ada_).dialog(PeerId::user(boris_))->read_outbox_max, 3);
  ASSERT_EQ(recorder_.events.size(), 2U);
  EXPECT_EQ(std::get<ReadInbox>(recorder_.events[0].event.what),
            (ReadInbox{PeerId::user(ada_), 3, 0}));
  EXPECT_EQ(std::get<ReadOutbox>(recorder_.events[1].event.what),
            (ReadOutbox{PeerId::user(boris_), 3}));
  EXPECT_EQ(messaging_.read(boris_, PeerId::user(ada_), 0).count, 0) << "read already";
}

TEST_F(MessagingTest, ReadingNothingMovesNothing) {
  EXPECT_EQ(messaging_.read(ada_, PeerId::user(boris_), 0).count, 0);
  sent(boris_, ada_, "one");
  EXPECT_EQ(messaging_.read(ada_, PeerId::user(boris_), -5).count, 1);
}

TEST_F(MessagingTest, TellsTheOtherSideWhoTypes) {
  messaging_.type(ada_, PeerId::user(boris_), Object("sendMessageTypingAction"));
  ASSERT_EQ(recorder_.notices.size(), 1U);
  EXPECT_EQ(recorder_.notices[0].first, boris_);
  EXPECT_EQ(std::get<Typing>(recorder_.notices[0].second).from, ada_);
}

TEST_F(MessagingTest, EditsAndReadsSurviveAForgottenCopy) {
  WorldOptions options;
  options.limits.box_messages = 2;
  World small(options);
  const UserId ada = small.create_user({"11111", "Ada", {}, {}, 0}).value();
  const UserId boris = small.create_user({"22222", "Boris", {}, {}, 0}).value();
  const UserId clara = small.create_user({"33333", "Clara", {}, {}, 0}).value();
  ASSERT_TRUE(small.send_text(ada, boris, "early", now_));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(small.send_text(clara, boris, "flood", now_));
  EXPECT_EQ(small.messaging().box(boris).find(1), nullptr);
  EXPECT_TRUE(small.messaging().edit(ada, 1, new_text("later"), now_));
  const std::vector<MessageId> ids{1};
  EXPECT_EQ(small.messaging().remove(ada, ids, true).count, 1);
}

}  // namespace
}  // namespace strata::datacenter
