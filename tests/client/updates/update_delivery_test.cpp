// What the application gets and what is stored: own answers, persistence, bounds, the end.
#include "client/updates/center_fixture.hpp"
#include "updates/apply_answer.hpp"

#include "strata/client/updates_api.hpp"
#include "strata/tl/functions/updates/get_difference.hpp"
#include "strata/tl/functions/updates/get_state.hpp"
#include "strata/tl/types/send_message_action.hpp"

#include <gtest/gtest.h>

namespace strata::testing_support {
namespace {

using GetDifference = tl::functions::updates::GetDifference;
using GetState = tl::functions::updates::GetState;

class UpdateDelivery : public CenterFixture {
 protected:
  std::int32_t stored_pts() { return telegram().account().update_state().pts; }
};

// E-50
TEST_F(UpdateDelivery, Position_IsStoredOnlyWhenTheApplicationAsksForMore) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_message(1, 101)}));
  telegram().push(samples().envelope({samples().new_message(2, 102)}));
  EXPECT_EQ(stored_pts(), 100);
  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(stored_pts(), 100);
  EXPECT_EQ(take(), "message 2 @102");
  EXPECT_EQ(stored_pts(), 101);
  expect_nothing_waits();
  EXPECT_EQ(stored_pts(), 102);
}

// M-36, N-134
TEST_F(UpdateDelivery, CrashBeforeTheUpdateWasDealtWith_DeliversItAgainAtTheSamePlace) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_message(1, 101)}));
  const std::optional<Update> before = next();
  ASSERT_TRUE(before.has_value());

  reopen();
  telegram().answer<GetDifference>(samples().difference(101, {samples().message(1)}));
  const std::optional<Update> again = next();

  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(telegram().asked_pts<GetDifference>(1), 100);
  EXPECT_EQ(again->place(), before->place());
  ASSERT_NE(again->get_if<NewMessage>(), nullptr);
  EXPECT_EQ(again->get_if<NewMessage>()->id(), before->get_if<NewMessage>()->id());
}

TEST_F(UpdateDelivery, PositionWithoutDelivery_IsStoredAtOnce) {
  open_at(100);
  run(context(), updates::apply_affected(invoker(), std::nullopt, 101, 1));
  EXPECT_EQ(stored_pts(), 101);
}

// N-137
TEST_F(UpdateDelivery, OwnAnswerAndItsEcho_AreDeliveredOnce) {
  open_at(100);
  const auto bytes = tl::to_bytes(samples().envelope({samples().new_message(1, 101)})).value();
  const auto answer = std::make_shared<const tl::Object<tl::enums::Updates>>(
      tl::decode<tl::enums::Updates>(bytes).value());
  run(context(), updates::apply_answer(invoker(), answer));
  telegram().push(samples().envelope({samples().new_message(1, 101)}));
  telegram().push(samples().envelope({samples().new_message(2, 102)}));

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "message 2 @102");
  EXPECT_EQ(telegram().calls<GetDifference>(), 1U);
}

TEST_F(UpdateDelivery, SentMessageOfAShortAnswer_ArrivesInTheStream) {
  open_at(100);
  const Message sent(nullptr, samples().message(5));
  run(context(), updates::apply_sent_message(invoker(), sent, 101, 1));
  EXPECT_EQ(take(), "message 5 @101");
}

TEST_F(UpdateDelivery, OwnAnswerWithoutAStream_StillFillsThePeerCache) {
  open_at(100);
  close_stream();
  settle();
  const auto bytes = tl::to_bytes(samples().envelope({}, {samples().user(friend_id, 55)})).value();
  const auto answer = std::make_shared<const tl::Object<tl::enums::Updates>>(
      tl::decode<tl::enums::Updates>(bytes).value());
  run(context(), updates::apply_answer(invoker(), answer));

  const auto peer = telegram().account().find_peer(PeerKind::user, friend_id);
  ASSERT_TRUE(peer.has_value());
  EXPECT_EQ(peer->access_hash, 55);
}

// E-52
TEST_F(UpdateDelivery, SlowApplication_BoundsTheQueueAndMissesNothing) {
  UpdateOptions options;
  options.queue_limit(4);
  open_at(100, options);
  for (int i = 1; i <= 8; ++i) {
    telegram().push(samples().envelope({samples().new_message(i, 100 + i)}));
  }
  std::vector<tl::enums::Message> rest;
  for (int i = 5; i <= 8; ++i) rest.push_back(samples().message(i));
  telegram().answer<GetDifference>(samples().difference(108, rest));

  for (int i = 1; i <= 8; ++i) {
    EXPECT_EQ(take(), "message " + std::to_string(i) + " @" + std::to_string(100 + i));
  }
  EXPECT_EQ(telegram().calls<GetDifference>(), 2U);
  EXPECT_EQ(telegram().asked_pts<GetDifference>(1), 104);
}

TEST_F(UpdateDelivery, Close_GivesWhatWaitsAndThenNothing) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_message(1, 101)}));
  telegram().close();
  telegram().push(samples().envelope({samples().new_message(2, 102)}));

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "end");
  EXPECT_EQ(take(), "end");
}

TEST_F(UpdateDelivery, CancelledNext_LosesNothing) {
  open_at(100);
  bool cancelled = false;
  asio::cancellation_signal signal;
  asio::co_spawn(context(), stream().next(),
                 asio::bind_cancellation_slot(
                     signal.slot(), [&](std::exception_ptr failure, std::optional<Update>) {
                       cancelled = failure != nullptr;
                     }));
  settle();
  signal.emit(asio::cancellation_type::terminal);
  settle();
  telegram().push(samples().envelope({samples().new_message(1, 101)}));

  EXPECT_TRUE(cancelled);
  EXPECT_EQ(take(), "message 1 @101");
}

TEST_F(UpdateDelivery, SecondStream_IsRefusedWhileTheFirstIsOpen) {
  open_at(100);
  const UpdatesApi api(invoker());
  EXPECT_THROW((void)api.stream_updates(), Error);
  close_stream();
  settle();
  EXPECT_NO_THROW((void)api.stream_updates());
}

TEST_F(UpdateDelivery, Sync_SkipsWhatWasBefore) {
  open_at(100);
  telegram().answer<GetState>(samples().state(200));
  run(context(), UpdatesApi(invoker()).sync_update_state());
  telegram().push(samples().envelope({samples().new_message(1, 201)}));

  EXPECT_EQ(stored_pts(), 200);
  EXPECT_EQ(take(), "message 1 @201");
}

TEST_F(UpdateDelivery, TypingDuringAGap_IsDeliveredAtOnce) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_message(5, 105)}));
  telegram().push(samples().arena().make(tl::types::UpdateShort{
      .update = samples().arena().make(tl::types::UpdateUserTyping{
          .user_id = friend_id, .action = tl::blank<tl::types::SendMessageTypingAction>}),
      .date = 3}));

  EXPECT_EQ(take(), "action");
}

// N-139
TEST_F(UpdateDelivery, MinUserAfterTheWholeOne_DoesNotReplaceItsAccessHash) {
  open_at(100);
  telegram().push(samples().envelope({}, {samples().user(friend_id, 1, true)}));
  EXPECT_FALSE(telegram().account().find_peer(PeerKind::user, friend_id).has_value());
  telegram().push(samples().envelope({}, {samples().user(friend_id, 77)}));
  telegram().push(samples().envelope({}, {samples().user(friend_id, 2, true)}));

  EXPECT_EQ(telegram().account().find_peer(PeerKind::user, friend_id)->access_hash, 77);
}

}  // namespace
}  // namespace strata::testing_support
