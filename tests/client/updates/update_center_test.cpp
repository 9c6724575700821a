// The update engine over a scripted server: order, gaps, differences, persistence, bounds.
#include "client/coroutine_test.hpp"
#include "client/updates/center_fixture.hpp"

#include "strata/client/updates_api.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/functions/updates/get_channel_difference.hpp"
#include "strata/tl/functions/updates/get_difference.hpp"
#include "strata/tl/functions/updates/get_state.hpp"
#include "strata/tl/types/input_channel.hpp"
#include "strata/tl/types/input_peer.hpp"

#include <gtest/gtest.h>

namespace strata::testing_support {
namespace {

using GetDifference = tl::functions::updates::GetDifference;
using GetChannelDifference = tl::functions::updates::GetChannelDifference;
using GetState = tl::functions::updates::GetState;
using SendMessage = tl::functions::messages::SendMessage;
using GetConfig = tl::functions::help::GetConfig;

class UpdateCenter : public CenterFixture {
 protected:
  struct ChannelRequest {
    std::int64_t access_hash;
    std::int32_t pts;
  };
  ChannelRequest channel_request(std::size_t index) {
    const auto request =
        tl::decode<GetChannelDifference>(telegram().request<GetChannelDifference>(index)).value();
    return {.access_hash = request->channel.as<tl::types::InputChannel>().access_hash,
            .pts = request->pts};
  }
};

TEST_F(UpdateCenter, FirstStart_TakesTheServersStateThenDelivers) {
  open(UpdateState(), false);
  telegram().answer<GetState>(samples().state(100));
  settle();
  telegram().push(samples().envelope({samples().new_message(1, 101)}));

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(telegram().calls<GetDifference>(), 0U);
}

TEST_F(UpdateCenter, UpdatesWhileTheFirstStateIsFetched_AreDeliveredOnce) {
  open(UpdateState(), false);
  settle();
  telegram().push(samples().envelope({samples().new_message(1, 101)}));
  telegram().answer<GetState>(samples().state(101));
  settle();
  telegram().push(samples().envelope({samples().new_message(1, 101)}));
  telegram().push(samples().envelope({samples().new_message(2, 102)}));

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "message 2 @102");
}

TEST_F(UpdateCenter, CatchUp_StartsWithTheDifference) {
  open(position(100), true);
  telegram().answer<GetDifference>(
      samples().difference(102, {samples().message(1), samples().message(2)}));
  settle();

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "message 2 @102");
  EXPECT_EQ(telegram().asked_pts<GetDifference>(0), 100);
}

TEST_F(UpdateCenter, Gap_IsFilledByTheDifferenceAndTheWaitingUpdateIsNotDoubled) {
  open_at(100);
  telegram().answer<GetDifference>(
      samples().difference(102, {samples().message(1), samples().message(2)}));
  telegram().push(samples().envelope({samples().new_message(2, 102)}));
  telegram().push(samples().envelope({samples().new_message(3, 103)}));

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "message 2 @102");
  EXPECT_EQ(take(), "message 3 @103");
  EXPECT_EQ(telegram().calls<GetDifference>(), 2U);  // one at the start
}

TEST_F(UpdateCenter, Slices_AreFetchedUntilTheEnd) {
  open_at(100);
  telegram().answer<GetDifference>(samples().slice(101, {samples().message(1)}));
  telegram().answer<GetDifference>(samples().slice(102, {samples().message(2)}));
  telegram().answer<GetDifference>(samples().difference(103, {samples().message(3)}));
  telegram().gap();

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "message 2 @102");
  EXPECT_EQ(take(), "message 3 @103");
  EXPECT_EQ(telegram().asked_pts<GetDifference>(3), 102);
}

TEST_F(UpdateCenter, TooLong_TellsThatUpdatesAreLostAndGoesOnFromThere) {
  open_at(100);
  telegram().answer<GetDifference>(
      samples().arena().make(tl::types::updates::DifferenceTooLong{.pts = 5000}));
  telegram().answer<GetDifference>(samples().nothing_new());
  telegram().gap();

  EXPECT_EQ(take(), "lost");
  EXPECT_EQ(telegram().asked_pts<GetDifference>(2), 5000);
  telegram().push(samples().envelope({samples().new_message(1, 5001)}));
  EXPECT_EQ(take(), "message 1 @5001");
}

// N-136
TEST_F(UpdateCenter, DifferenceThatNobodyCanRead_IsGivenUpAfterThreeAttempts) {
  open_at(100);
  for (int i = 0; i < 3; ++i) telegram().answer_with_garbage<GetDifference>();
  telegram().answer<GetState>(samples().state(200));
  telegram().answer<GetDifference>(samples().nothing_new());
  telegram().push_garbage();

  EXPECT_EQ(take(), "lost");
  settle();
  EXPECT_EQ(telegram().calls<GetDifference>(), 5U);
  telegram().push(samples().envelope({samples().new_message(1, 201)}));
  EXPECT_EQ(take(), "message 1 @201");
}

// The call fails alone; what its answer would have told comes with the difference.
TEST_F(UpdateCenter, OwnCallsUpdatesThatDoNotParse_AreFetchedAsADifference_B73) {
  open_at(100);
  telegram().answer_with_garbage<SendMessage>();
  telegram().answer<GetDifference>(samples().difference(101, {samples().message(1)}));
  const auto own_call = [this]() -> asio::awaitable<void> {
    const SendMessage request{.peer = tl::blank<tl::types::InputPeerSelf>, .message = "hello"};
    try {
      co_await invoker()->invoke(request);
      ADD_FAILURE() << "answered";
    } catch (const DecodeError& error) {
      EXPECT_NE(error.message().find("messages.sendMessage"), std::string::npos);
    }
  };
  run(context(), own_call());

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(telegram().calls<GetDifference>(), 2U);  // one at the start
}

TEST_F(UpdateCenter, AnotherAnswerThatDoesNotParse_IsNoGap_B73) {
  open_at(100);
  telegram().answer_with_garbage<GetConfig>();
  const auto own_call = [this]() -> asio::awaitable<void> {
    try {
      co_await invoker()->invoke(GetConfig{});
      ADD_FAILURE() << "answered";
    } catch (const DecodeError&) {
    }
  };
  run(context(), own_call());
  settle();
  EXPECT_EQ(telegram().calls<GetDifference>(), 1U);
}

TEST_F(UpdateCenter, InvalidTimestamp_FetchesTheState) {
  open_at(100);
  telegram().refuse<GetDifference>(
      RpcError(400, "PERSISTENT_TIMESTAMP_INVALID", "updates.getDifference"));
  telegram().answer<GetState>(samples().state(300));
  telegram().answer<GetDifference>(samples().nothing_new());
  telegram().gap();
  settle();
  telegram().push(samples().envelope({samples().new_message(1, 301)}));

  EXPECT_EQ(take(), "message 1 @301");
}

TEST_F(UpdateCenter, LoggedOut_EndsTheStreamWithTheReason) {
  open_at(100);
  telegram().refuse<GetDifference>(RpcError(401, "SESSION_REVOKED", "updates.getDifference"));
  telegram().gap();
  settle();

  EXPECT_THROW(take(), RpcError);
}

// M-32
TEST_F(UpdateCenter, ShortMessageOfAnUnknownUser_ComesOnceWithTheDifference) {
  open_at(100);
  telegram().answer<GetDifference>(samples().difference(101, {samples().message(1)}));
  telegram().push(samples().arena().make(tl::types::UpdateShortMessage{
      .id = 1, .user_id = friend_id, .message = "hi", .pts = 101, .pts_count = 1, .date = 5}));

  EXPECT_EQ(take(), "message 1 @101");
  expect_nothing_waits();
}

TEST_F(UpdateCenter, ShortMessageOfAKnownUser_IsDeliveredAsAMessage) {
  open_at(100);
  telegram().push(samples().envelope({}, {samples().user(friend_id, 77)}));
  telegram().push(samples().arena().make(tl::types::UpdateShortMessage{
      .id = 9, .user_id = friend_id, .message = "hi", .pts = 101, .pts_count = 1, .date = 5}));

  EXPECT_EQ(take(), "message 9 @101");
  EXPECT_EQ(telegram().calls<GetDifference>(), 1U);
}

TEST_F(UpdateCenter, UpdatesTooLong_FetchesTheDifference) {
  open_at(100);
  telegram().answer<GetDifference>(samples().difference(101, {samples().message(1)}));
  telegram().push(tl::blank<tl::types::UpdatesTooLong>);

  EXPECT_EQ(take(), "message 1 @101");
}

// H-05
TEST_F(UpdateCenter, MemberOfALaterLayer_LeavesTheOthersAndFetchesTheDifference) {
  open_at(100);
  const Bytes bytes = *from_hex("78563412 05000000");
  const tl::Unknown unknown{.id = 0x12345678, .bytes = bytes};
  telegram().answer<GetDifference>(samples().nothing_new());
  telegram().push(samples().envelope(
      {samples().new_message(1, 101), tl::enums::Update(unknown), samples().new_message(2, 102)}));

  EXPECT_EQ(take(), "message 1 @101");
  EXPECT_EQ(take(), "message 2 @102");
  EXPECT_EQ(take(), "other");
  EXPECT_EQ(telegram().calls<GetDifference>(), 2U);  // one at the start
}

TEST_F(UpdateCenter, GapInAChannel_FetchesTheChannelsDifference) {
  open_at(100);
  telegram().answer<GetChannelDifference>(
      samples().channel_difference(502, true, {samples().channel_message(2)}));
  telegram().push(samples().envelope({samples().new_channel_message(1, 501)}, {},
                                     {samples().channel(channel_id, 88)}));
  telegram().push(samples().envelope({samples().new_channel_message(3, 503)}));

  EXPECT_EQ(take(), "message 1 @501 in 7");
  EXPECT_EQ(take(), "message 2 @502 in 7");
  EXPECT_EQ(take(), "message 3 @503 in 7");
  EXPECT_EQ(channel_request(0).pts, 501);
  EXPECT_EQ(channel_request(0).access_hash, 88);
}

// M-30
TEST_F(UpdateCenter, ChannelDifferenceThatIsNotFinal_IsFollowedAtOnce) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_channel_message(1, 500)}, {},
                                     {samples().channel(channel_id, 88)}));
  telegram().answer<GetChannelDifference>(samples().channel_difference(520, false, {}));
  telegram().answer<GetChannelDifference>(samples().channel_difference(530, true, {}));
  telegram().push(samples().envelope(
      {samples().arena().make(tl::types::UpdateChannelTooLong{.channel_id = channel_id})}));
  EXPECT_EQ(take(), "message 1 @500 in 7");
  settle();

  EXPECT_EQ(telegram().calls<GetChannelDifference>(), 2U);
  EXPECT_EQ(channel_request(1).pts, 520);
  telegram().push(samples().envelope({samples().new_channel_message(2, 531)}));
  EXPECT_EQ(take(), "message 2 @531 in 7");
}

// E-34
TEST_F(UpdateCenter, ChannelWithoutAccessHash_IsFetchedOnceTheHashIsKnown) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_channel_message(1, 501)}));
  telegram().push(samples().envelope({samples().new_channel_message(3, 503)}));
  EXPECT_EQ(take(), "message 1 @501 in 7");
  settle();
  EXPECT_EQ(telegram().calls<GetChannelDifference>(), 0U);

  telegram().answer<GetChannelDifference>(
      samples().channel_difference(502, true, {samples().channel_message(2)}));
  telegram().push(samples().envelope({}, {}, {samples().channel(channel_id, 88)}));
  EXPECT_EQ(take(), "message 2 @502 in 7");
  EXPECT_EQ(take(), "message 3 @503 in 7");
}

// N-132
TEST_F(UpdateCenter, ChannelDifferenceWithoutProgress_Pauses) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_channel_message(1, 500)}, {},
                                     {samples().channel(channel_id, 88)}));
  for (int i = 0; i < 5; ++i) {
    telegram().answer<GetChannelDifference>(samples().channel_difference(500, false, {}));
  }
  telegram().push(samples().envelope(
      {samples().arena().make(tl::types::UpdateChannelTooLong{.channel_id = channel_id})}));
  settle();

  EXPECT_EQ(telegram().calls<GetChannelDifference>(), 1U);
}

TEST_F(UpdateCenter, PrivateChannel_IsForgottenAndToldOnce) {
  open_at(100);
  telegram().push(samples().envelope({samples().new_channel_message(1, 500)}, {},
                                     {samples().channel(channel_id, 88)}));
  telegram().refuse<GetChannelDifference>(
      RpcError(406, "CHANNEL_PRIVATE", "updates.getChannelDifference"));
  telegram().push(samples().envelope(
      {samples().arena().make(tl::types::UpdateChannelTooLong{.channel_id = channel_id})}));

  EXPECT_EQ(take(), "message 1 @500 in 7");
  EXPECT_EQ(take(), "lost in 7");
  expect_nothing_waits();
}

}  // namespace
}  // namespace strata::testing_support
