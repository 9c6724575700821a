// on_strand: awaits an operation that runs on another executor, with a cancellation that is safe.
#pragma once

#include "net/arrival.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/dispatch.hpp>
#include <asio/this_coro.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace strata::detail {

/// An operation on a strand and the coroutine elsewhere that waits for it. The waiting side may be
/// gone when the operation ends.
template <class T>
class StrandCall : public std::enable_shared_from_this<StrandCall<T>> {
 public:
  StrandCall(asio::any_io_executor strand, asio::any_io_executor waiter)
      : strand_(std::move(strand)), arrival_(std::move(waiter)) {}

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

  // On the waiting side.
  void abandon() { arrival_.abandon(); }
  [[nodiscard]] bool is_done() const { return arrival_.has_happened(); }
  asio::awaitable<void> wait() { return arrival_.wait(); }
  T take() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::move(*value_);
  }

 private:
  void finish(std::exception_ptr failure, T value) {
    failure_ = std::move(failure);
    if (!failure_) value_.emplace(std::move(value));
    arrival_.announce();
  }

  asio::any_io_executor strand_;
  asio::cancellation_signal signal_;  // on the strand once started
  std::exception_ptr failure_;        // the strand's, then the waiting side's
  std::optional<T> value_;            // the strand's, then the waiting side's
  Arrival arrival_;
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
