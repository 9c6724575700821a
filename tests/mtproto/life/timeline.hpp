// What happens when, in virtual time.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace strata::mtproto::life {

using std::chrono::nanoseconds;

/// Actions in the order of their times; those of the same time in the order in which they came.
class Timeline {
 public:
  void at(nanoseconds time, std::function<void()> action) {
    queue_.push({time, ++last_, std::move(action)});
  }
  [[nodiscard]] bool empty() const { return queue_.empty(); }
  [[nodiscard]] nanoseconds next() const { return queue_.top().time; }
  /// Takes out what is next.
  std::function<void()> take() {
    std::function<void()> action = queue_.top().action;
    queue_.pop();
    return action;
  }
  [[nodiscard]] std::size_t size() const { return queue_.size(); }

 private:
  struct Entry {
    nanoseconds time;
    std::uint64_t number;
    std::function<void()> action;
    bool operator<(const Entry& other) const {
      return std::pair(time, number) > std::pair(other.time, other.number);
    }
  };
  std::priority_queue<Entry> queue_;
  std::uint64_t last_ = 0;
};

}  // namespace strata::mtproto::life
