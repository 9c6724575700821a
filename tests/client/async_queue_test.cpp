// The queue between coroutines: order, bounds, closing, and no loss under cancellation.
#include "net/async_queue.hpp"

#include "client/coroutine_test.hpp"

#include "strata/client/errors.hpp"

#include <asio/experimental/awaitable_operators.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace strata::detail {
namespace {

using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using testing_support::run;
using testing_support::yield;

asio::awaitable<void> fill(AsyncQueue<int>& queue, int count) {
  for (int i = 0; i < count; ++i) {
    queue.push(i);
    if (i % 3 == 0) co_await yield();
  }
  queue.close();
}

asio::awaitable<void> drain(AsyncQueue<int>& queue, std::vector<int>& seen) {
  while (std::optional<int> value = co_await queue.pop()) seen.push_back(*value);
}

TEST(AsyncQueue, Elements_ArriveInOrderAndEndWithNothing) {
  asio::io_context context;
  AsyncQueue<int> queue;
  std::vector<int> seen;
  asio::co_spawn(context, fill(queue, 50), asio::detached);
  run(context, drain(queue, seen));
  ASSERT_EQ(seen.size(), 50U);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i)], i);
}

TEST(AsyncQueue, FullOrClosedQueue_RefusesElements) {
  asio::io_context context;
  AsyncQueue<int> queue(2);
  EXPECT_TRUE(queue.push(1));
  EXPECT_TRUE(queue.push(2));
  EXPECT_FALSE(queue.push(3));
  queue.close();
  EXPECT_EQ(queue.try_pop(), 1);
  EXPECT_FALSE(queue.push(4));
  EXPECT_EQ(queue.try_pop(), 2);
  EXPECT_EQ(queue.try_pop(), std::nullopt);
}

TEST(AsyncQueue, ManyConsumers_ShareTheElements) {
  asio::io_context context;
  AsyncQueue<int> queue;
  std::vector<int> seen;
  for (int i = 0; i < 5; ++i) asio::co_spawn(context, drain(queue, seen), asio::detached);
  run(context, fill(queue, 20));
  context.restart();
  context.run();
  EXPECT_EQ(seen.size(), 20U);
}

asio::awaitable<void> pop_after_timeout(AsyncQueue<int>& queue, std::optional<int>& late) {
  auto outcome = co_await (queue.pop() || testing_support::tick());
  EXPECT_EQ(outcome.index(), 1U);
  queue.push(42);
  late = co_await queue.pop();
}

// The case in which Asio's own channel never wakes up again.
TEST(AsyncQueue, CancelledPop_LeavesTheQueueUsable) {
  asio::io_context context;
  AsyncQueue<int> queue;
  std::optional<int> late;
  run(context, pop_after_timeout(queue, late));
  EXPECT_EQ(late, 42);
}

asio::awaitable<void> expect_cancelled(AsyncQueue<std::unique_ptr<int>>& queue, bool& cancelled) {
  try {
    co_await queue.pop();
  } catch (const Cancelled&) {
    cancelled = true;
  }
}

TEST(AsyncQueue, ElementPushedWhileAPopIsCancelled_IsNotLost) {
  asio::io_context context;
  AsyncQueue<std::unique_ptr<int>> queue;
  asio::cancellation_signal signal;
  bool cancelled = false;
  asio::co_spawn(context, expect_cancelled(queue, cancelled),
                 asio::bind_cancellation_slot(signal.slot(), asio::detached));
  context.poll();
  signal.emit(asio::cancellation_type::terminal);
  queue.push(std::make_unique<int>(7));
  context.restart();
  context.run();
  EXPECT_TRUE(cancelled);
  ASSERT_EQ(queue.size(), 1U);
  EXPECT_EQ(**queue.try_pop(), 7);
}

asio::awaitable<void> own_and_wait() {
  AsyncQueue<std::string> queue;
  co_await queue.pop();
}

TEST(AsyncQueue, ContextDestroyedWhileACoroutineWaits_LeaksNothing) {
  asio::io_context context;
  asio::co_spawn(context, own_and_wait(), asio::detached);
  EXPECT_GT(context.poll(), 0U);
}

}  // namespace
}  // namespace strata::detail
