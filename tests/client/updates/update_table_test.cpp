// Which sequence each kind of update belongs to.
#include "updates/update_table.hpp"

#include "client/updates/update_samples.hpp"

#include "strata/tl/types/send_message_action.hpp"

#include <gtest/gtest.h>

namespace strata::updates {
namespace {

using testing_support::Samples;
namespace types = tl::types;

TEST(UpdateTable, NewMessage_BelongsToTheCommonBox) {
  Samples samples;
  const UpdateItem item = place_of(samples.new_message(1, 101, 2));
  EXPECT_EQ(item.box, BoxId::common());
  EXPECT_EQ(item.pts, 101);
  EXPECT_EQ(item.count, 2);
  EXPECT_FALSE(item.immediate);
}

TEST(UpdateTable, NewChannelMessage_BelongsToTheChannelOfTheMessage) {
  Samples samples;
  const UpdateItem item = place_of(samples.new_channel_message(1, 501));
  EXPECT_EQ(item.box, BoxId::of_channel(testing_support::channel_id));
}

TEST(UpdateTable, DeletedChannelMessages_BelongToTheChannelTheyName) {
  const types::UpdateDeleteChannelMessages raw{.channel_id = 9, .pts = 5, .pts_count = 1};
  EXPECT_EQ(place_of(raw).box, BoxId::of_channel(9));
}

TEST(UpdateTable, UpdatesWithQts_BelongToTheSecondaryBox) {
  const types::UpdateBotStopped raw{.user_id = 1, .date = 2, .stopped = true, .qts = 12};
  const UpdateItem item = place_of(raw);
  EXPECT_EQ(item.box, BoxId::secondary());
  EXPECT_EQ(item.pts, 12);
  EXPECT_EQ(item.count, 1);
}

TEST(UpdateTable, ReadMarkerOfAChannel_HasNoOrder) {
  // It names a pts without a count: the position it was made at, not a step.
  const types::UpdateReadChannelInbox raw{.channel_id = 9, .max_id = 4, .pts = 500};
  EXPECT_EQ(place_of(raw).box.kind, BoxId::Kind::none);
}

TEST(UpdateTable, Typing_IsImmediate) {
  const types::UpdateUserTyping raw{.user_id = 1,
                                    .action = tl::blank<types::SendMessageTypingAction>};
  EXPECT_TRUE(place_of(raw).immediate);
  EXPECT_TRUE(place_of(tl::blank<types::UpdateLoginToken>).immediate);
}

TEST(UpdateTable, ChannelTooLong_IsAnOrderAndNotAnUpdate) {
  const types::UpdateChannelTooLong without{.channel_id = 9};
  const types::UpdateChannelTooLong with{.channel_id = 9, .pts = 600};
  ASSERT_TRUE(channel_too_long(without).has_value());
  EXPECT_FALSE(channel_too_long(without)->pts.has_value());
  EXPECT_EQ(channel_too_long(with)->pts, 600);
  EXPECT_FALSE(channel_too_long(tl::blank<types::UpdateLoginToken>).has_value());
}

}  // namespace
}  // namespace strata::updates
