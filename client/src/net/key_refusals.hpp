// KeyRefusals: how much a -404 under a permanent key proves.
#pragma once

#include "strata/client/session_data.hpp"

#include <chrono>
#include <optional>

namespace strata::detail {

/// Anyone on the path can send -404, so one proves nothing: it takes a second one, soon, over
/// another way where there is one, and nothing verified in between.
///
/// ```
///   trusted ── -404 ──► doubted: avoid() that place ── -404 elsewhere, in time ──► key lost
///      ▲                   │  └─ -404 at the same place ─► doubted
///      └─ verified packet ─┘
/// ```
///
/// Times are readings of one monotonic clock.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-22, C-23)
class KeyRefusals {
 public:
  /// The second refusal counts within this time.
  static constexpr std::chrono::seconds window{60};
  /// Keys are given up no more often than this.
  static constexpr std::chrono::seconds between_losses{60};

  enum class Verdict { verify, lost };

  /// -404 came from `place`; `only_way` when no other place could be reached.
  [[nodiscard]] Verdict on_refused(std::chrono::nanoseconds now, const DcAddress& place,
                                   bool only_way);
  /// The server has proved that it knows the key.
  void on_verified() noexcept { first_.reset(); }

  /// The place of the refusal that waits for its confirmation.
  [[nodiscard]] const DcAddress* avoid() const noexcept {
    return first_ ? &first_->place : nullptr;
  }

 private:
  struct First {
    std::chrono::nanoseconds at;
    DcAddress place;
  };

  std::optional<First> first_;
  std::optional<std::chrono::nanoseconds> lost_at_;
};

}  // namespace strata::detail
