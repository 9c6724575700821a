// The slab of calls: ids, order, memory.
#include "session/call_table.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace strata::mtproto::session {
namespace {

using List = CallTable::List;
using std::chrono::seconds;

Call make_call(std::size_t size = 8, Priority priority = Priority::normal) {
  Call call;
  call.body = Bytes(size);
  call.priority = priority;
  return call;
}

std::vector<CallId> ids_in(const CallTable& calls, List list) {
  std::vector<CallId> ids;
  for (auto slot = calls.first(list); slot != CallTable::end; slot = calls.next(slot)) {
    ids.push_back(calls.at(slot).id);
  }
  return ids;
}

TEST(CallTable, FindsWhatItHolds_AndNothingElse) {
  CallTable calls;
  const CallId a = calls.add(make_call());
  const CallId b = calls.add(make_call());
  ASSERT_NE(calls.find(a), nullptr);
  EXPECT_EQ(calls.find(a)->id, a);
  calls.erase(a);
  EXPECT_EQ(calls.find(a), nullptr);
  EXPECT_NE(calls.find(b), nullptr);
  EXPECT_EQ(calls.find(CallId::none), nullptr);
  EXPECT_EQ(calls.find(CallId{0xffff'ffff'ffff}), nullptr);
}

TEST(CallTable, SlotIsUsedAgain_UnderANewId) {
  CallTable calls;
  const CallId a = calls.add(make_call());
  calls.erase(a);
  const CallId b = calls.add(make_call());
  EXPECT_NE(a, b);
  EXPECT_EQ(calls.find(a), nullptr);
  calls.erase(a);
  EXPECT_EQ(calls.size(), 1U) << "erasing an old id does not touch the new call";
}

TEST(CallTable, Lists_KeepTheOrderOfEnqueueing) {
  CallTable calls;
  const CallId a = calls.add(make_call());
  const CallId high = calls.add(make_call(8, Priority::high));
  const CallId b = calls.add(make_call());
  EXPECT_EQ(ids_in(calls, List::normal), (std::vector{a, b}));
  EXPECT_EQ(ids_in(calls, List::high), (std::vector{high}));
  EXPECT_EQ(calls.waiting(), 3U);
}

TEST(CallTable, SentAndRequeued_GoesBackBeforeYoungerOnes) {
  CallTable calls;
  const CallId a = calls.add(make_call());
  const CallId b = calls.add(make_call());
  const CallId c = calls.add(make_call());
  calls.mark_sent(a, MsgId{4}, seconds(1));
  calls.mark_sent(b, MsgId{8}, seconds(1));
  EXPECT_EQ(calls.in_flight_ids(), (std::vector{a, b}));
  // In either order they end up in the order of their making.
  calls.requeue(a);
  calls.requeue(b);
  EXPECT_EQ(ids_in(calls, List::normal), (std::vector{a, b, c}));
  EXPECT_FALSE(calls.find(a)->is_in_flight());
  EXPECT_EQ(calls.in_flight(), 0U);
}

TEST(CallTable, WaitingCall_IsNotRequeued) {
  CallTable calls;
  const CallId a = calls.add(make_call());
  calls.requeue(a);
  EXPECT_EQ(ids_in(calls, List::normal), (std::vector{a}));
}

TEST(CallTable, SentAgain_ForgetsWhatConcernedTheOldMessage) {
  CallTable calls;
  const CallId a = calls.add(make_call());
  calls.mark_sent(a, MsgId{4}, seconds(1));
  Call* const call = calls.find(a);
  call->received = call->wrapped = call->state_asked = true;
  calls.requeue(a);
  calls.mark_sent(a, MsgId{8}, seconds(2));
  EXPECT_FALSE(call->received);
  EXPECT_FALSE(call->wrapped);
  EXPECT_FALSE(call->state_asked);
  EXPECT_EQ(call->sent_at, seconds(2));
}

TEST(CallTable, Bytes_AreCounted) {
  CallTable calls;
  const CallId a = calls.add(make_call(100));
  calls.add(make_call(50));
  EXPECT_GE(calls.bytes(), 150U);
  calls.erase(a);
  EXPECT_LT(calls.bytes(), 100U);
}

TEST(CallTable, Empty_ABigSlabIsGivenBackAndASmallOneOnTrim) {
  CallTable calls;
  std::vector<CallId> ids;
  for (int i = 0; i < 1000; ++i) ids.push_back(calls.add(make_call()));
  for (const CallId id : ids) calls.erase(id);
  EXPECT_EQ(calls.memory_usage(), 0U);
  const CallId a = calls.add(make_call());
  calls.trim();
  EXPECT_NE(calls.find(a), nullptr) << "a call is left";
  calls.erase(a);
  EXPECT_GT(calls.memory_usage(), 0U) << "kept for the next call";
  calls.trim();
  EXPECT_EQ(calls.memory_usage(), 0U);
}

}  // namespace
}  // namespace strata::mtproto::session
