// ChannelSchedule: which channels' differences are fetched, wait for their turn, or for a hash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <utility>

namespace strata::updates {

/// First come, first served, a few at a time.
// Spec: E-34, E-35
class ChannelSchedule {
 public:
  static constexpr std::size_t most_running = 5;

  void add(std::int64_t channel) { waiting_.push_back(channel); }

  /// The next one to fetch, if there is room.
  std::optional<std::int64_t> next() {
    if (waiting_.empty() || running_ >= most_running) return std::nullopt;
    const std::int64_t channel = waiting_.front();
    waiting_.pop_front();
    ++running_;
    return channel;
  }
  void finished() noexcept { --running_; }

  /// Its access hash is not known yet: `take_postponed` gives it back for another attempt.
  void postpone(std::int64_t channel) { postponed_.insert(channel); }
  std::set<std::int64_t> take_postponed() { return std::exchange(postponed_, {}); }
  [[nodiscard]] bool has_postponed() const noexcept { return !postponed_.empty(); }

 private:
  std::deque<std::int64_t> waiting_;
  std::set<std::int64_t> postponed_;
  std::size_t running_ = 0;
};

}  // namespace strata::updates
