// Waits on a timer, whose operations a mutex puts in order.
#include "net/arrival.hpp"

#include <asio/async_result.hpp>
#include <asio/execution_context.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>

#include <set>
#include <system_error>
#include <utility>

namespace strata::detail {

using TimePoint = asio::steady_timer::time_point;

/// The arrivals that coroutines of one context wait for.
class Arrival::Waiters {
 public:
  void add(Arrival& arrival) {
    const std::lock_guard lock(mutex_);
    arrivals_.insert(&arrival);
  }
  void remove(Arrival& arrival) {
    const std::lock_guard lock(mutex_);
    arrivals_.erase(&arrival);
  }
  void context_goes() {
    const std::lock_guard lock(mutex_);
    for (Arrival* arrival : arrivals_) arrival->leave_timer_alone();
  }

 private:
  std::mutex mutex_;
  std::set<Arrival*> arrivals_;
};

/// Hears of the end of a context before the services that the timers need: those that were added
/// last are shut down first.
class Arrival::ContextWatch : public asio::execution_context::service {
 public:
  using key_type = ContextWatch;
  static asio::execution_context::id id;

  explicit ContextWatch(asio::execution_context& context)
      : asio::execution_context::service(context) {}

  [[nodiscard]] const std::shared_ptr<Waiters>& waiters() const noexcept { return waiters_; }

 private:
  void shutdown() noexcept override { waiters_->context_goes(); }

  std::shared_ptr<Waiters> waiters_ = std::make_shared<Waiters>();
};

asio::execution_context::id Arrival::ContextWatch::id;

Arrival::Arrival(asio::any_io_executor waiter)
    : timer_(std::in_place, std::move(waiter), TimePoint::max()) {
  // Behind the timer, whose services have to be older.
  asio::execution_context& context = asio::query(timer_->get_executor(), asio::execution::context);
  waiters_ = asio::use_service<ContextWatch>(context).waiters();
  waiters_->add(*this);
}

void Arrival::announce() {
  const std::lock_guard lock(mutex_);
  happened_ = true;
  // Ends the wait that is there, and every later one.
  if (timer_ && context_lives_) timer_->expires_at(TimePoint::min());
}

bool Arrival::has_happened() const {
  const std::lock_guard lock(mutex_);
  return happened_;
}

asio::awaitable<void> Arrival::wait() {
  std::error_code woken;
  auto token = asio::redirect_error(asio::use_awaitable, woken);
  const auto start = [this](auto handler) {
    const std::lock_guard lock(mutex_);
    timer_->async_wait(std::move(handler));
  };
  co_await asio::async_initiate<decltype(token), void(std::error_code)>(start, token);
}

void Arrival::abandon() {
  if (const auto waiters = std::exchange(waiters_, nullptr)) waiters->remove(*this);
  const std::lock_guard lock(mutex_);
  timer_.reset();
}

void Arrival::leave_timer_alone() {
  const std::lock_guard lock(mutex_);
  context_lives_ = false;
}

}  // namespace strata::detail
