// Counts what happens; the counters may be read from any thread.
#pragma once

#include "strata/datacenter/counters.hpp"

#include <deque>
#include <functional>
#include <mutex>
#include <string>

namespace strata::datacenter {

class Accounting {
 public:
  /// Changes the counters under their lock.
  template <class Change>
  void count(Change&& change) {
    const std::lock_guard lock(mutex_);
    change(counters_);
  }

  void acknowledged(std::int64_t msg_id);
  void executed(const std::string& method, const std::int64_t* random_id);
  void violation(const std::string& rule);

  [[nodiscard]] Counters snapshot() const;

 private:
  mutable std::mutex mutex_;
  Counters counters_;
  std::deque<std::int64_t> acknowledged_;
};

}  // namespace strata::datacenter
