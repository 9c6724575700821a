// Acknowledgements wait for company, but not long.
#include "session/ack_queue.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(AckQueue, OneWaitsForASecond) {
  AckQueue acks;
  EXPECT_FALSE(acks.deadline().has_value());
  acks.add(MsgId{1}, seconds(10));
  EXPECT_FALSE(acks.is_due(seconds(10) + milliseconds(999)));
  EXPECT_TRUE(acks.is_due(seconds(11)));
  EXPECT_EQ(acks.deadline(), seconds(11));
}

TEST(AckQueue, SixteenGoAtOnce) {
  AckQueue acks;
  for (int i = 0; i < 15; ++i) acks.add(MsgId{i}, seconds(10));
  EXPECT_FALSE(acks.is_due(seconds(10)));
  acks.add(MsgId{99}, seconds(10));
  EXPECT_TRUE(acks.is_due(seconds(10)));
}

TEST(AckQueue, ABurstOfTheSame_IsAcknowledgedOnce) {
  AckQueue acks;
  for (int i = 0; i < 100; ++i) acks.add(MsgId{7}, seconds(10));
  EXPECT_EQ(acks.ids().size(), 1U);
}

TEST(AckQueue, TooMany_TheOldestAreForgottenAndCounted) {
  AckQueue acks;
  const auto limit = static_cast<std::int64_t>(limits::max_acks_queued);
  for (std::int64_t i = 0; i < limit + 5; ++i) acks.add(MsgId{i}, seconds(10));
  EXPECT_EQ(acks.ids().size(), limits::max_acks_queued);
  EXPECT_EQ(acks.ids().front(), MsgId{5});
  EXPECT_EQ(acks.dropped(), 5U);
}

TEST(AckQueue, WrittenInPart_TheRestStays) {
  AckQueue acks;
  for (int i = 0; i < 5; ++i) acks.add(MsgId{i}, seconds(10));
  acks.remove_first(3);
  ASSERT_EQ(acks.ids().size(), 2U);
  EXPECT_EQ(acks.ids().front(), MsgId{3});
  acks.remove_first(2);
  EXPECT_TRUE(acks.empty());
}

TEST(AckQueue, Emptied_GivesABigBufferBack) {
  AckQueue acks;
  for (int i = 0; i < 5000; ++i) acks.add(MsgId{i}, seconds(10));
  acks.remove_first(5000);
  EXPECT_LT(acks.memory_usage(), 1024U);
}

}  // namespace
}  // namespace strata::mtproto::session
