// Waits on timers, which Asio cancels cleanly (its channels do not).
#include "net/async_event.hpp"

#include "strata/client/errors.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/redirect_error.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

#include <system_error>

namespace strata::detail {

/// One waiting coroutine, in its frame and in the event's list.
class AsyncEvent::Waiter {
 public:
  Waiter(AsyncEvent& event, const asio::any_io_executor& executor, TimePoint deadline)
      : timer(executor, deadline), next(event.first_), link(&event.first_) {
    if (next != nullptr) next->link = &next;
    event.first_ = this;
  }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  ~Waiter() { leave(); }

  void leave() noexcept {
    if (link == nullptr) return;
    *link = next;
    if (next != nullptr) next->link = link;
    link = nullptr;
  }

  asio::steady_timer timer;
  Waiter* next;
  Waiter** link;  ///< what points to this one; null when it is in no list
};

AsyncEvent::~AsyncEvent() {
  while (first_ != nullptr) first_->leave();
}

void AsyncEvent::notify() {
  while (first_ != nullptr) {
    Waiter& waiter = *first_;
    waiter.leave();
    waiter.timer.cancel();
  }
}

asio::awaitable<void> AsyncEvent::wait(TimePoint deadline) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  Waiter waiter(*this, executor, deadline);
  std::error_code woken;
  co_await waiter.timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
}

void check_cancelled(const asio::cancellation_state& state) {
  if (state.cancelled() != asio::cancellation_type::none) throw Cancelled();
}

}  // namespace strata::detail
