// AsyncEvent: lets coroutines of one strand wait for each other.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/cancellation_state.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>

namespace strata::detail {

/// A condition variable for coroutines. All use is on one strand, so the pattern has no race:
///
/// ```
/// while (!condition) co_await event.wait();
/// ```
class AsyncEvent {
 public:
  using Clock = std::chrono::steady_clock;
  using TimePoint = Clock::time_point;

  AsyncEvent() = default;
  AsyncEvent(const AsyncEvent&) = delete;
  AsyncEvent& operator=(const AsyncEvent&) = delete;
  ~AsyncEvent();

  /// Wakes every coroutine that waits now.
  void notify();

  /// Returns after `notify` or at `deadline`, or when the coroutine is cancelled: see
  /// check_cancelled.
  asio::awaitable<void> wait(TimePoint deadline = TimePoint::max());

 private:
  class Waiter;
  Waiter* first_ = nullptr;
};

/// Throws Cancelled if the coroutine of this state was asked to end:
/// `check_cancelled(co_await asio::this_coro::cancellation_state)`. (Awaiting anything else then
/// throws Asio's own error, unless the coroutine forbids that.)
void check_cancelled(const asio::cancellation_state& state);

}  // namespace strata::detail
