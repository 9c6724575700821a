// ConfigSchedule: when to ask the server for its configuration again.
#pragma once

#include <chrono>

namespace strata::detail {

/// Decides without a clock: times are readings of one monotonic clock.
///
/// ```
///   expiry ─────┐
///   request ────┼─→ due ─ on_started ─→ nothing until ─ on_fetched ─→ due at the next expiry
///   (a minute apart)                                  ─ on_failed ──→ due in 1, 2, 4 … 60 minutes
/// ```
// Spec: core.telegram.org/api/config (C-29)
class ConfigSchedule {
 public:
  using Time = std::chrono::nanoseconds;

  /// However soon the server lets it expire, and however often somebody asks for it.
  static constexpr Time shortest = std::chrono::minutes{1};
  /// However long the server lets it live. Spec: H-26
  static constexpr Time longest = std::chrono::hours{24};
  static constexpr Time longest_retry = std::chrono::hours{1};

  /// What is stored holds for `remaining` from `now` on; not positive: ask at once.
  ConfigSchedule(Time now, Time remaining) noexcept;

  /// Something says that the configuration has changed, or that the addresses are of no use.
  void request(Time now) noexcept;
  void on_started(Time now) noexcept;
  void on_fetched(Time now, Time lifetime) noexcept;
  void on_failed(Time now) noexcept;

  /// When to ask; far away while an answer is awaited.
  [[nodiscard]] Time due() const noexcept { return due_; }

 private:
  [[nodiscard]] Time not_before() const noexcept;

  Time due_;
  Time started_;
  Time retry_ = shortest;
  bool asked_ = false;  ///< `started_` counts
  bool under_way_ = false;
  bool again_ = false;  ///< requested while an answer was awaited
};

}  // namespace strata::detail
