// Acknowledgements: when they go, and how many wait at most.
#include "session/ack_queue.hpp"

#include "session/release.hpp"

#include <algorithm>

namespace strata::mtproto::session {

void AckQueue::add(MsgId id, std::chrono::nanoseconds now) {
  // A replayed or repeated message tends to come in a burst; one acknowledgement serves it.
  constexpr std::ptrdiff_t recent = 32;
  const auto from = ids_.end() - std::min(recent, std::ssize(ids_));
  if (std::find(from, ids_.end(), id) != ids_.end()) return;

  if (ids_.empty()) oldest_ = now;
  if (ids_.size() == limits::max_acks_queued) {
    ids_.erase(ids_.begin());
    ++dropped_;
  }
  ids_.push_back(id);
}

bool AckQueue::is_due(std::chrono::nanoseconds now) const noexcept {
  const auto at = deadline();
  return at && (*at <= now || ids_.size() >= limits::acks_per_flush);
}

std::optional<std::chrono::nanoseconds> AckQueue::deadline() const noexcept {
  if (ids_.empty()) return std::nullopt;
  return oldest_ + limits::ack_delay;
}

void AckQueue::remove_first(std::size_t count) {
  if (count >= ids_.size()) return clear();
  ids_.erase(ids_.begin(), ids_.begin() + static_cast<std::ptrdiff_t>(count));
}

void AckQueue::clear() noexcept {
  constexpr std::size_t keep = 64;
  if (ids_.capacity() > keep) release(ids_);
  ids_.clear();
}

void AckQueue::trim() noexcept {
  if (ids_.empty()) release(ids_);
}

}  // namespace strata::mtproto::session
