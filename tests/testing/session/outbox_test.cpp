// Tests of what a session keeps and queues.
#include "session/outbox.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

constexpr std::chrono::nanoseconds now = std::chrono::seconds(1'700'000'000);

std::vector<std::int64_t> ids_of(const std::vector<ServerMessage>& messages) {
  std::vector<std::int64_t> ids;
  for (const ServerMessage& message : messages) ids.push_back(message.msg_id);
  return ids;
}

TEST(Outbox, IdsAreTimeAndRise) {
  Outbox outbox;
  const std::int64_t first = outbox.next_msg_id(now, MessageKind::answer);
  EXPECT_EQ(first >> 32, 1'700'000'000);
  EXPECT_EQ(first % 4, 1);
  const std::int64_t second = outbox.next_msg_id(now, MessageKind::other);
  EXPECT_GT(second, first);
  EXPECT_EQ(second % 4, 3);
  EXPECT_GT(outbox.next_msg_id(now - std::chrono::seconds(5), MessageKind::answer), second);
  const std::int64_t half =
      Outbox().next_msg_id(now + std::chrono::milliseconds(500), MessageKind::answer);
  EXPECT_EQ(half & 0xffffffff, 0x80000001);
}

TEST(Outbox, CountsContentRelatedMessages) {
  Outbox outbox;
  outbox.add(now, MessageKind::other, false, Bytes(4));
  outbox.add(now, MessageKind::other, true, Bytes(4));
  outbox.add(now, MessageKind::other, false, Bytes(4));
  outbox.add(now, MessageKind::other, true, Bytes(4));
  std::vector<std::int32_t> numbers;
  for (const auto& message : outbox.take(10, 1000)) numbers.push_back(message.seq_no);
  EXPECT_EQ(numbers, (std::vector<std::int32_t>{0, 1, 2, 3}));
  EXPECT_EQ(outbox.plain_seq_no(), 4);
}

TEST(Outbox, KeepsContentUntilAcknowledged) {
  Outbox outbox;
  const std::int64_t kept = outbox.add(now, MessageKind::answer, true, Bytes(4));
  const std::int64_t notice = outbox.add(now, MessageKind::other, false, Bytes(4));
  EXPECT_EQ(outbox.take(10, 1000).size(), 2U);
  EXPECT_NE(outbox.find(kept), nullptr);
  EXPECT_EQ(outbox.find(notice), nullptr);
  outbox.requeue_all();
  EXPECT_EQ(ids_of(outbox.take(10, 1000)), std::vector<std::int64_t>{kept});
  EXPECT_TRUE(outbox.acknowledge(kept));
  EXPECT_FALSE(outbox.acknowledge(kept));
  outbox.requeue_all();
  EXPECT_FALSE(outbox.has_queued());
}

TEST(Outbox, TakesWithinBoundsButAtLeastOne) {
  Outbox outbox;
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(outbox.add(now, MessageKind::other, true, Bytes(100)));
  EXPECT_EQ(ids_of(outbox.take(10, 50)), std::vector<std::int64_t>{ids[0]});
  EXPECT_EQ(ids_of(outbox.take(10, 200)), (std::vector<std::int64_t>{ids[1], ids[2]}));
  EXPECT_EQ(outbox.take(1, 1000).size(), 1U);
  EXPECT_EQ(outbox.take(10, 1000).size(), 1U);
  EXPECT_TRUE(outbox.take(10, 1000).empty());
}

TEST(Outbox, QueuesAMessageOnce) {
  Outbox outbox;
  const std::int64_t id = outbox.keep(now, MessageKind::answer, Bytes(4));
  EXPECT_FALSE(outbox.has_queued());
  EXPECT_TRUE(outbox.requeue(id));
  EXPECT_TRUE(outbox.requeue(id));
  EXPECT_EQ(outbox.take(10, 1000).size(), 1U);
  EXPECT_FALSE(outbox.requeue(id + 4));
}

TEST(Outbox, IsBounded) {
  Outbox outbox;
  const std::int64_t first = outbox.add(now, MessageKind::other, true, Bytes(4));
  for (int i = 0; i < 5000; ++i) outbox.add(now, MessageKind::other, true, Bytes(4));
  EXPECT_EQ(outbox.find(first), nullptr);
  Outbox large;
  const std::int64_t old = large.add(now, MessageKind::other, true, Bytes(40U << 20U));
  const std::int64_t recent = large.add(now, MessageKind::other, true, Bytes(40U << 20U));
  EXPECT_EQ(large.find(old), nullptr);
  EXPECT_NE(large.find(recent), nullptr);
}

}  // namespace
}  // namespace strata::datacenter
