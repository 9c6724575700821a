// Tasks for later, in the order of their time.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>

namespace strata::datacenter {

/// Runs nothing by itself: whoever knows the time asks for what is due.
class Timers {
 public:
  using Clock = std::chrono::nanoseconds;
  using Task = std::function<void()>;

  void add(Clock at, Task task) { tasks_.emplace(at, std::move(task)); }

  [[nodiscard]] std::optional<Clock> next() const {
    if (tasks_.empty()) return std::nullopt;
    return tasks_.begin()->first;
  }

  /// The next task that is due, taken away; or none.
  [[nodiscard]] Task take_due(Clock now) {
    if (tasks_.empty() || tasks_.begin()->first > now) return {};
    Task task = std::move(tasks_.begin()->second);
    tasks_.erase(tasks_.begin());
    return task;
  }

 private:
  std::multimap<Clock, Task> tasks_;
};

}  // namespace strata::datacenter
