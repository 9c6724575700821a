// Which places the messages of a difference get, and what other boxes are asked to judge.
#include "updates/difference_content.hpp"

#include "client/updates/update_samples.hpp"

#include <gtest/gtest.h>

namespace strata::updates {
namespace {

using testing_support::Samples;

UpdateItem covering(std::int32_t pts, std::int32_t count) {
  UpdateItem item;
  item.box = BoxId::common();
  item.pts = pts;
  item.count = count;
  return item;
}

using Positions = std::vector<std::int32_t>;

TEST(FreePositions, WithoutOthers_AreAllOfTheRange) {
  EXPECT_EQ(free_positions(100, 103, {}, 3), (Positions{101, 102, 103}));
}

TEST(FreePositions, LeaveOutWhatOthersCover) {
  EXPECT_EQ(free_positions(100, 105, {covering(104, 2), covering(101, 1)}, 5),
            (Positions{102, 105}));
}

TEST(FreePositions, OthersOutsideTheRange_DoNotMatter) {
  EXPECT_EQ(free_positions(100, 102, {covering(99, 5), covering(900, 1)}, 5),
            (Positions{101, 102}));
}

TEST(FreePositions, HugeRange_GivesNoneAtOnce) {
  EXPECT_TRUE(free_positions(1, 2'000'000'000, {}, 10).empty());
  EXPECT_TRUE(free_positions(100, 50, {}, 10).empty());
}

class DifferenceContentTest : public ::testing::Test {
 protected:
  DifferenceContent read(BoxId box, std::int32_t from, std::int32_t to) {
    DifferenceLists lists;
    lists.new_messages = messages_;
    lists.other_updates = others_;
    return read_difference(box, from, to, batch_, lists, 100);
  }
  static Positions places(const std::vector<UpdateItem>& items) {
    Positions found;
    for (const UpdateItem& item : items) found.push_back(item.pts);
    return found;
  }

  Samples samples_;
  std::shared_ptr<UpdateBatch> batch_ = std::make_shared<UpdateBatch>(nullptr, PeerViews());
  std::vector<tl::enums::Message> messages_;
  std::vector<tl::enums::Update> others_;
};

TEST_F(DifferenceContentTest, MessagesBetweenOthers_AreDeliveredInOrder) {
  messages_ = {samples_.message(1), samples_.message(2)};
  others_ = {samples_.deleted({5, 6}, 103)};
  const DifferenceContent content = read(BoxId::common(), 100, 104);
  EXPECT_EQ(places(content.deliver), (Positions{101, 103, 104}));
}

TEST_F(DifferenceContentTest, MessagesThatCannotBePlaced_HaveNoPlace) {
  messages_ = {samples_.message(1), samples_.message(2)};
  const DifferenceContent content = read(BoxId::common(), 100, 105);
  EXPECT_EQ(places(content.deliver), (Positions{0, 0}));
}

TEST_F(DifferenceContentTest, UpdatesOfChannels_AreLeftToTheirBoxes) {
  others_ = {samples_.new_channel_message(1, 501),
             samples_.arena().make(tl::types::UpdateChannelTooLong{.channel_id = 8})};
  const DifferenceContent content = read(BoxId::common(), 100, 100);
  EXPECT_TRUE(content.deliver.empty());
  ASSERT_EQ(content.others.envelope.items.size(), 1U);
  EXPECT_EQ(content.others.envelope.items[0].box, BoxId::of_channel(testing_support::channel_id));
  ASSERT_EQ(content.others.too_long.size(), 1U);
  EXPECT_EQ(content.others.too_long[0].channel, 8);
}

TEST_F(DifferenceContentTest, MessagesOfAChannel_CarryTheChannelsPlace) {
  messages_ = {samples_.channel_message(1)};
  const BoxId box = BoxId::of_channel(testing_support::channel_id);
  const DifferenceContent content = read(box, 500, 501);
  ASSERT_EQ(content.deliver.size(), 1U);
  EXPECT_EQ(content.deliver[0].box, box);
  const Update update = UpdateBatch::open(content.deliver[0].payload, UpdatePlace());
  ASSERT_NE(update.get_if<NewMessage>(), nullptr);
  EXPECT_EQ(update.get_if<NewMessage>()->text(), "post");
}

}  // namespace
}  // namespace strata::updates
