// Arrival: one coroutine waits for one thing that happens on another thread.
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>

#include <memory>
#include <mutex>
#include <optional>

namespace strata::detail {

/// Unlike AsyncEvent, the waiting coroutine may run on any executor, a pool of threads included.
/// Shared by both sides; only `wait` and `abandon` are the waiting side's.
///
/// The wait is owned by the executor's context, as every wait on a timer, so a context may be
/// destroyed meanwhile. From the moment it begins to go, `announce` leaves it alone.
class Arrival {
 public:
  /// `waiter` is the executor of the coroutine that will wait.
  explicit Arrival(asio::any_io_executor waiter);
  Arrival(const Arrival&) = delete;
  Arrival& operator=(const Arrival&) = delete;
  ~Arrival() { abandon(); }

  /// It has happened. What was written before, the waiting side may read.
  void announce();
  [[nodiscard]] bool has_happened() const;

  /// Returns after `announce`, or when the coroutine is cancelled; so call it in a loop.
  asio::awaitable<void> wait();
  /// The coroutine goes: from now on nothing here knows its executor.
  void abandon();

 private:
  class ContextWatch;
  class Waiters;

  /// The context begins to go.
  void leave_timer_alone();

  mutable std::mutex mutex_;
  bool happened_ = false;
  bool context_lives_ = true;
  std::optional<asio::steady_timer> timer_;  ///< until abandoned
  std::shared_ptr<Waiters> waiters_;         ///< until abandoned
};

}  // namespace strata::detail
