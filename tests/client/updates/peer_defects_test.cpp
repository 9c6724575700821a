// Defects that other clients had in their updates, each as the situation in which it showed.
#include "client/coroutine_test.hpp"
#include "client/updates/center_fixture.hpp"
#include "updates/apply_answer.hpp"

#include "strata/tl/functions/updates/get_channel_difference.hpp"
#include "strata/tl/functions/updates/get_difference.hpp"
#include "strata/tl/functions/updates/get_state.hpp"
#include "strata/tl/types/dialog.hpp"
#include "strata/tl/types/folder.hpp"

#include <gtest/gtest.h>

namespace strata::testing_support {
namespace {

using GetDifference = tl::functions::updates::GetDifference;
using GetChannelDifference = tl::functions::updates::GetChannelDifference;
using GetState = tl::functions::updates::GetState;

class PeerDefects : public CenterFixture {
 protected:
  /// A channel whose box stands at `pts` after one message, and whose access hash is known.
  void open_channel_at(std::int32_t pts) {
    telegram().push(samples().envelope({samples().new_channel_message(1, pts)}, {},
                                       {samples().channel(channel_id, 88)}));
    EXPECT_EQ(take(), "message 1 @" + std::to_string(pts) + " in 7");
  }
  void channel_too_long() {
    telegram().push(samples().envelope(
        {samples().arena().make(tl::types::UpdateChannelTooLong{.channel_id = channel_id})}));
    settle();
  }
};

// The reader that has to bring the answer goes on: another box is served and an own call's answer
// is applied before the difference is there.
TEST_F(PeerDefects, M20_UnansweredDifference_HoldsUpNeitherReaderNorOtherBoxes) {
  open_at(100);
  telegram().gap();
  settle();
  ASSERT_EQ(telegram().calls<GetDifference>(), 2U);  // one at the start

  open_channel_at(500);
  bool applied = false;
  const auto own_call = [&]() -> asio::awaitable<void> {
    const auto answer = std::make_shared<const tl::Object<tl::enums::Updates>>(
        tl::decode<tl::enums::Updates>(
            tl::to_bytes(samples().envelope({samples().new_channel_message(2, 501)})).value())
            .value());
    co_await strata::updates::apply_answer(invoker(), answer);
    applied = true;
  };
  run(context(), own_call());
  EXPECT_TRUE(applied);
  EXPECT_EQ(take(), "message 2 @501 in 7");

  telegram().answer<GetDifference>(samples().difference(101, {samples().message(1)}));
  EXPECT_EQ(take(), "message 1 @101");
}

// Nothing else comes: the clock alone ends the wait.
TEST_F(PeerDefects, M21_PostponedUpdate_DoesNotWaitForTheNextUpdate) {
  open_at(100);
  telegram().answer<GetDifference>(
      samples().difference(102, {samples().message(1), samples().message(2)}));
  telegram().push(samples().envelope({samples().new_message(2, 102)}));

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "message 2 @102");
  EXPECT_EQ(telegram().calls<GetDifference>(), 2U);
}

TEST_F(PeerDefects, M22_ChannelDifferenceWithoutAnEnd_IsGuardedAndDoesNotRecurse) {
  open_at(100);
  open_channel_at(500);
  for (int i = 1; i <= 1000; ++i) {
    telegram().answer<GetChannelDifference>(samples().channel_difference(500 + i, false, {}));
  }
  channel_too_long();
  EXPECT_EQ(telegram().calls<GetChannelDifference>(), 200U);
}

TEST_F(PeerDefects, M22_ChannelDifferenceThatStandsStill_IsAskedOnce) {
  open_at(100);
  open_channel_at(500);
  for (int i = 0; i < 10; ++i) {
    telegram().answer<GetChannelDifference>(samples().channel_difference(500, false, {}));
  }
  channel_too_long();
  EXPECT_EQ(telegram().calls<GetChannelDifference>(), 1U);
}

TEST_F(PeerDefects, M23_UpdateWhileADifferenceRuns_IsNotDeliveredTwice) {
  open_at(100);
  telegram().gap();
  settle();
  telegram().push(samples().envelope({samples().new_message(1, 101)}));
  telegram().push(samples().envelope({samples().new_message(2, 102)}));
  settle();
  telegram().answer<GetDifference>(samples().difference(101, {samples().message(1)}));

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "message 2 @102");
  expect_nothing_waits();
}

TEST_F(PeerDefects, M23_UpdateWhileADifferenceRuns_WaitsForItsTurn) {
  open_at(100);
  telegram().gap();
  settle();
  telegram().push(samples().envelope({samples().new_message(1, 101)}));
  expect_nothing_waits();
}

TEST_F(PeerDefects, M24_TooLongWithAFolder_ForgetsTheBoxAndGoesOn) {
  open_at(100);
  open_channel_at(500);
  tl::types::DialogFolder folder;
  folder.folder = samples().arena().make(tl::types::Folder{.id = 1, .title = "Archive"});
  folder.peer = samples().user_peer(friend_id);
  telegram().answer<GetChannelDifference>(
      samples().arena().make(tl::types::updates::ChannelDifferenceTooLong{
          .final = true, .dialog = samples().arena().make(folder)}));
  channel_too_long();

  EXPECT_EQ(take(), "lost in 7");
  telegram().push(samples().envelope({samples().new_channel_message(9, 700)}));
  EXPECT_EQ(take(), "message 9 @700 in 7");
}

// Unknown, without a hash, or with the hash of a min object: none of them may be asked with.
TEST_F(PeerDefects, M25_ChannelWithoutAUsableAccessHash_IsNotAskedFor) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_channel_message(1, 500)}));
  EXPECT_EQ(take(), "message 1 @500 in 7");
  channel_too_long();
  EXPECT_EQ(telegram().calls<GetChannelDifference>(), 0U);
  telegram().push(samples().envelope({}, {}, {samples().channel(channel_id, 0)}));
  telegram().push(samples().envelope({}, {}, {samples().channel(channel_id, 77, true)}));
  settle();
  EXPECT_EQ(telegram().calls<GetChannelDifference>(), 0U);

  telegram().answer<GetChannelDifference>(samples().channel_difference(500, true, {}));
  telegram().push(samples().envelope({}, {}, {samples().channel(channel_id, 88)}));
  settle();
  EXPECT_EQ(telegram().calls<GetChannelDifference>(), 1U);
}

TEST_F(PeerDefects, M27_FirstUpdate_IsNotTheBaseState) {
  open(UpdateState(), false);
  settle();
  telegram().push(samples().envelope({samples().new_message(900, 900)}));
  settle();
  telegram().answer<GetState>(samples().state(100));
  settle();
  EXPECT_EQ(telegram().calls<GetState>(), 1U);
  ASSERT_EQ(telegram().calls<GetDifference>(), 1U);
  EXPECT_EQ(telegram().asked_pts<GetDifference>(0), 100);
}

}  // namespace
}  // namespace strata::testing_support
