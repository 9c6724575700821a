// Events come in order, and a cancelled call's are gone.
#include "session/event_queue.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

TEST(EventQueue, GivesEventsInOrder) {
  EventQueue events;
  events.push(SessionReset{});
  events.push(SaltChanged{.salt = 5});
  EXPECT_TRUE(std::holds_alternative<SessionReset>(*events.pop()));
  EXPECT_EQ(std::get<SaltChanged>(*events.pop()).salt, 5);
  EXPECT_FALSE(events.pop());
}

TEST(EventQueue, KnowsOfBodiesNotTaken) {
  EventQueue events;
  const Bytes body(4);
  events.push(SessionReset{});
  EXPECT_FALSE(events.has_bodies());
  events.push(CallResult{.call = CallId{1}, .body = body});
  events.push(UpdatesReceived{.body = body, .msg_id = MsgId{1}});
  static_cast<void>(events.pop());
  static_cast<void>(events.pop());
  EXPECT_TRUE(events.has_bodies());
  static_cast<void>(events.pop());
  EXPECT_FALSE(events.has_bodies());
}

TEST(EventQueue, Forget_RemovesAllOfOneCallAndNothingElse) {
  EventQueue events;
  const Bytes body(4);
  events.push(CallReceived{.call = CallId{1}});
  events.push(CallReceived{.call = CallId{2}});
  events.push(CallResult{.call = CallId{1}, .body = body});
  events.push(SessionReset{});
  events.forget(CallId{1});
  EXPECT_FALSE(events.has_bodies());
  EXPECT_EQ(std::get<CallReceived>(*events.pop()).call, CallId{2});
  EXPECT_TRUE(std::holds_alternative<SessionReset>(*events.pop()));
  EXPECT_FALSE(events.pop());
}

TEST(EventQueue, Memory_IsGivenBack) {
  EventQueue events;
  for (int i = 0; i < 1000; ++i) events.push(SessionReset{});
  while (events.pop()) {
  }
  EXPECT_EQ(events.memory_usage(), 0U) << "a big queue at once";
  events.push(SessionReset{});
  events.trim();
  EXPECT_TRUE(events.pop()) << "an event is left";
  EXPECT_GT(events.memory_usage(), 0U);
  events.trim();
  EXPECT_EQ(events.memory_usage(), 0U);
}

}  // namespace
}  // namespace strata::mtproto::session
