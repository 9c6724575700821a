// The bounded way from the message boxes to the application.
#include "updates/update_queue.hpp"

namespace strata::updates {

void UpdateQueue::push(QueuedUpdate update) {
  // What was reached before this update may be stored with it, not before.
  Progress progress = std::exchange(later_, Progress());
  progress.merge(update.progress());
  bytes_ += update.bytes();
  waiting_.push(
      QueuedUpdate(update.place(), update.payload(), update.bytes(), std::move(progress)));
  check_fullness();
}

Progress UpdateQueue::reached(Progress progress) {
  if (waiting_.size() == 0 && !in_hand_) return progress;
  later_.merge(progress);
  return {};
}

asio::awaitable<std::optional<QueuedUpdate>> UpdateQueue::pop() {
  std::optional<QueuedUpdate> next = co_await waiting_.pop();
  if (next) {
    bytes_ -= next->bytes();
    in_hand_ = next->progress();
    check_fullness();
  }
  co_return next;
}

Progress UpdateQueue::take_handled() {
  if (!in_hand_) return {};
  Progress handled = std::move(*in_hand_);
  in_hand_.reset();
  if (waiting_.size() == 0) handled.merge(std::exchange(later_, Progress()));
  return handled;
}

void UpdateQueue::check_fullness() noexcept {
  if (waiting_.size() >= most_updates_ || bytes_ >= most_bytes_) {
    full_ = true;
  } else if (waiting_.size() <= most_updates_ / 2 && bytes_ <= most_bytes_ / 2) {
    full_ = false;
  }
}

}  // namespace strata::updates
