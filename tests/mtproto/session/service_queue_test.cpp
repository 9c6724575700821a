// The queue of service messages is bounded in every direction.
#include "session/service_queue.hpp"

#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

TEST(ServiceQueue, EveryList_IsBounded) {
  ServiceQueue queue;
  for (std::int64_t i = 1; i < 20'000; i += 2) {
    queue.ask_for_state(MsgId{i});
    queue.answer_state(MsgId{i}, Bytes(1));
    queue.ask_again(MsgId{i});
    queue.drop(MsgId{i});
    queue.destroy(i);
    queue.remember_request(MsgId{i}, {MsgId{1}});
  }
  EXPECT_EQ(queue.state_questions.size(), limits::max_ids);
  EXPECT_EQ(queue.state_answers.size(), limits::max_state_answers);
  EXPECT_EQ(queue.resends.size(), limits::max_resend_requests);
  EXPECT_EQ(queue.drops.size(), limits::max_drops_queued);
  EXPECT_EQ(queue.old_sessions.size(), limits::max_destroy_queued);
  EXPECT_EQ(queue.state_requests.size(), limits::max_state_requests);
}

TEST(ServiceQueue, AnswerAskedForOnce_IsNotAskedForAgain) {
  ServiceQueue queue;
  queue.ask_again(MsgId{5});
  queue.resends.clear();
  queue.ask_again(MsgId{5});
  EXPECT_TRUE(queue.resends.empty());
}

TEST(ServiceQueue, Requests_AreTakenOutByTheirId_TheOldestIsForgotten) {
  ServiceQueue queue;
  for (std::int64_t i = 1; i <= 5; ++i) queue.remember_request(MsgId{4 * i}, {MsgId{i}});
  EXPECT_FALSE(queue.take_request(MsgId{4}));
  const auto request = queue.take_request(MsgId{8});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->asked, (std::vector{MsgId{2}}));
  EXPECT_FALSE(queue.take_request(MsgId{8})) << "once";
}

TEST(ServiceQueue, Cleared_OldSessionsAreStillDestroyed) {
  ServiceQueue queue;
  queue.drop(MsgId{4});
  queue.destroy(77);
  queue.clear();
  EXPECT_TRUE(queue.drops.empty());
  EXPECT_EQ(queue.old_sessions, (std::vector<std::int64_t>{77}));
}

}  // namespace
}  // namespace strata::mtproto::session
