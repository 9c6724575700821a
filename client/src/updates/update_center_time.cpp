// Where the update center waits: for the application, for time to pass, for deadlines.
#include "core/clock.hpp"
#include "updates/update_center.hpp"

#include "strata/client/errors.hpp"

#include <asio/this_coro.hpp>

#include <algorithm>
#include <system_error>

namespace strata::updates {

asio::awaitable<std::optional<Update>> UpdateCenter::next(std::shared_ptr<UpdateCenter> self) {
  self->store(self->queue_.take_handled());
  std::optional<QueuedUpdate> queued = co_await self->queue_.pop();
  if (!queued) {
    if (self->failure_) throw_error(*self->failure_);
    co_return std::nullopt;
  }
  self->take_up_again();
  if (queued->payload()) co_return UpdateBatch::open(queued->payload(), queued->place());
  std::optional<std::int64_t> channel;
  if (queued->place().sequence() == UpdatePlace::Sequence::channel) {
    channel = queued->place().channel_id();
  }
  co_return Update(queued->place(), {}, UpdatesLost(channel));
}

// The application has made room: what was left out meanwhile is fetched.
void UpdateCenter::take_up_again() {
  if (!queue_.accepts()) return;
  room_.notify();
  if (!closed_ && ready_ && std::exchange(missed_, false)) {
    execute(boxes_.on_gap(BoxId::common()));
  }
}

asio::awaitable<void> UpdateCenter::wait_for_room(std::shared_ptr<UpdateCenter> self) {
  while (!self->closed_ && !self->queue_.accepts()) co_await self->room_.wait();
}

asio::awaitable<void> UpdateCenter::pause(std::shared_ptr<UpdateCenter> self,
                                          std::chrono::nanoseconds time) {
  const auto end = detail::to_time_point(self->time() + time);
  while (!self->closed_ && detail::AsyncEvent::Clock::now() < end) {
    co_await self->ended_.wait(end);
  }
}

detail::AsyncEvent::TimePoint UpdateCenter::next_deadline() const {
  std::chrono::nanoseconds due = heard_at_ + limits_.silence;
  if (const auto gap = boxes_.deadline()) due = std::min(due, *gap);
  return detail::to_time_point(due);
}

// A hole is noticed even when nothing else comes (E-10), and so is silence (E-14).
asio::awaitable<void> UpdateCenter::watch_time(std::shared_ptr<UpdateCenter> self) {
  while (!self->closed_) {
    co_await self->time_changed_.wait(self->next_deadline());
    if (self->closed_) co_return;
    const std::chrono::nanoseconds now = self->time();
    const auto due = self->boxes_.deadline();
    if (due && *due <= now) self->execute(self->boxes_.on_deadline(now));
    if (self->heard_at_ + self->limits_.silence <= now) {
      self->heard_at_ = now;
      self->on_gap(UpdateGap::reconnected);
    }
  }
}

}  // namespace strata::updates
