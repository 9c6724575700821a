// The salts of one key over time.
#pragma once

#include "crypto/random.hpp"

#include <chrono>
#include <deque>
#include <vector>

namespace strata::datacenter {

/// Each salt begins one period after the one before and is accepted for two, so that a client
/// may use the old one a while. Spec: core.telegram.org/mtproto/description#server-salt
class SaltSchedule {
 public:
  using Clock = std::chrono::nanoseconds;

  struct Salt {
    Clock since{};
    Clock until{};
    std::int64_t value = 0;
  };

  SaltSchedule(std::int64_t first, Clock start, Clock period);

  /// The newest salt that has begun.
  [[nodiscard]] std::int64_t current(Clock now, Random& random);
  [[nodiscard]] bool accepts(std::int64_t salt, Clock now, Random& random);
  /// `count` salts from the current one on.
  [[nodiscard]] std::vector<Salt> upcoming(std::size_t count, Clock now, Random& random);
  /// Makes all salts given out so far invalid.
  void forget(Clock now, Random& random);

 private:
  void extend(Clock until, Random& random);
  void forget_past(Clock now, Random& random);

  Clock period_;
  /// In the order of `since`; the first may still be accepted, the last may lie ahead.
  std::deque<Salt> salts_;
};

}  // namespace strata::datacenter
