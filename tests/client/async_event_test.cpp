// Coroutines wake each other, time out, and may be cancelled or destroyed while they wait.
#include "net/async_event.hpp"

#include "client/coroutine_test.hpp"

#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace strata::detail {
namespace {

using namespace std::chrono_literals;
using testing_support::run;
using testing_support::yield;

asio::awaitable<void> count_wakes(AsyncEvent& event, int& wakes) {
  co_await event.wait();
  ++wakes;
}

asio::awaitable<void> notify_once(AsyncEvent& event) {
  co_await yield();
  event.notify();
  co_await yield();
}

TEST(AsyncEvent, Notify_WakesAllThatWait) {
  asio::io_context context;
  AsyncEvent event;
  int wakes = 0;
  for (int i = 0; i < 3; ++i) asio::co_spawn(context, count_wakes(event, wakes), asio::detached);
  run(context, notify_once(event));
  context.restart();
  context.run();
  EXPECT_EQ(wakes, 3);
}

asio::awaitable<void> wait_until(AsyncEvent& event, AsyncEvent::TimePoint deadline) {
  co_await event.wait(deadline);
}

TEST(AsyncEvent, Deadline_EndsTheWait) {
  asio::io_context context;
  AsyncEvent event;
  run(context, wait_until(event, AsyncEvent::Clock::now() + 1ms));
  run(context, wait_until(event, AsyncEvent::TimePoint::min()));
}

asio::awaitable<void> wait_and_check(AsyncEvent& event, bool& cancelled) {
  co_await event.wait();
  try {
    check_cancelled(co_await asio::this_coro::cancellation_state);
  } catch (const Cancelled&) {
    cancelled = true;
  }
}

TEST(AsyncEvent, Cancellation_EndsTheWaitAndIsSeen) {
  asio::io_context context;
  AsyncEvent event;
  asio::cancellation_signal signal;
  bool cancelled = false;
  asio::co_spawn(context, wait_and_check(event, cancelled),
                 asio::bind_cancellation_slot(signal.slot(), asio::detached));
  context.poll();
  signal.emit(asio::cancellation_type::terminal);
  context.restart();
  context.run();
  EXPECT_TRUE(cancelled);
}

TEST(AsyncEvent, EventDestroyedBeforeItsWaiters_IsLeftAlone) {
  int wakes = 0;
  asio::io_context context;
  auto event = std::make_unique<AsyncEvent>();
  for (int i = 0; i < 3; ++i) asio::co_spawn(context, count_wakes(*event, wakes), asio::detached);
  context.poll();
  event.reset();
  EXPECT_EQ(wakes, 0);
}

}  // namespace
}  // namespace strata::detail
