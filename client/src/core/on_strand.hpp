// on_strand: awaits an operation that runs on another executor, with a cancellation that is safe.
#pragma once

#include "net/async_event.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/dispatch.hpp>
#include <asio/post.hpp>
#include <asio/this_coro.hpp>

#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace strata::detail {

/// An operation on a strand and the coroutine elsewhere that waits for it. The waiting side may be
/// gone when the operation ends: its executor is only touched while it exists.
template <class T>
class StrandCall : public std::enable_shared_from_this<StrandCall<T>> {
 public:
  StrandCall(asio::any_io_executor strand, asio::any_io_executor waiter)
      : strand_(std::move(strand)), waiter_(std::move(waiter)) {}

  void start(asio::awaitable<T> operation) {
    auto end = [self = this->shared_from_this()](std::exception_ptr failure, T value) {
      self->finish(std::move(failure), std::move(value));
    };
    asio::co_spawn(strand_, std::move(operation),
                   asio::bind_cancellation_slot(signal_.slot(), std::move(end)));
  }
  /// The signal is emitted where the operation runs: Asio 1.22 emits it where the caller is.
  void cancel() {
    asio::dispatch(strand_, [self = this->shared_from_this()] {
      self->signal_.emit(asio::cancellation_type::terminal);
    });
  }
  void abandon() {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
  }

  // On the waiting side.
  [[nodiscard]] bool is_done() const noexcept { return done_; }
  asio::awaitable<void> wait() { return event_.wait(); }
  T take() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::move(*value_);
  }

 private:
  void finish(std::exception_ptr failure, T value) {
    const std::lock_guard lock(mutex_);
    if (abandoned_) return;
    failure_ = std::move(failure);
    if (!failure_) value_.emplace(std::move(value));
    asio::post(waiter_, [self = this->shared_from_this()] {
      self->done_ = true;
      self->event_.notify();
    });
  }

  asio::any_io_executor strand_;
  asio::any_io_executor waiter_;
  asio::cancellation_signal signal_;  // on the strand once started
  std::mutex mutex_;
  bool abandoned_ = false;
  std::exception_ptr failure_;
  std::optional<T> value_;
  AsyncEvent event_;   // on the waiting side only
  bool done_ = false;  // on the waiting side only
};

/// Says goodbye for the coroutine that waits.
template <class T>
class StrandCallWaiter {
 public:
  explicit StrandCallWaiter(std::shared_ptr<StrandCall<T>> call) : call_(std::move(call)) {}
  StrandCallWaiter(const StrandCallWaiter&) = delete;
  StrandCallWaiter& operator=(const StrandCallWaiter&) = delete;
  ~StrandCallWaiter() { call_->abandon(); }

 private:
  std::shared_ptr<StrandCall<T>> call_;
};

/// Runs `operation` on `strand` and returns or throws what it does. `T` is not void and has a
/// default.
///
/// *Cancellation*: is passed on, and the operation's own end is waited for. co_spawn with
/// use_awaitable would do all this, but in Asio 1.22 it emits the cancellation on the caller's
/// thread: a race with the operation.
template <class T>
asio::awaitable<T> on_strand(asio::any_io_executor strand, asio::awaitable<T> operation) {
  const asio::any_io_executor own = co_await asio::this_coro::executor;
  if (own == strand) co_return co_await std::move(operation);

  const bool throwing = co_await asio::this_coro::throw_if_cancelled();
  co_await asio::this_coro::throw_if_cancelled(false);
  const auto call = std::make_shared<StrandCall<T>>(strand, own);
  const StrandCallWaiter<T> waiter(call);
  call->start(std::move(operation));
  bool passed_on = false;
  while (!call->is_done()) {
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (!passed_on && state.cancelled() != asio::cancellation_type::none) {
      passed_on = true;
      call->cancel();
    }
    co_await call->wait();
  }
  co_await asio::this_coro::throw_if_cancelled(throwing);
  co_return call->take();
}

}  // namespace strata::detail
