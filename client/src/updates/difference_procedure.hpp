// DifferenceProcedure: how long to go on fetching a difference, and when to stop.
#pragma once

#include "strata/base/error.hpp"
#include "strata/client/session_data.hpp"

#include <chrono>
#include <cstdint>

namespace strata::updates {

/// Bounds of one run (E-21 … E-23).
struct DifferenceLimits {
  int rounds = 200;    ///< answers in one run without an end
  int unreadable = 3;  ///< answers that could not be read before the position is given up
  std::chrono::nanoseconds guard_pause = std::chrono::seconds{30};
  std::chrono::nanoseconds first_pause = std::chrono::seconds{1};
  std::chrono::nanoseconds longest_pause = std::chrono::seconds{60};
};

/// What to do next.
enum class DifferenceStep {
  fetch,        ///< call with `position()`
  pause,        ///< wait for `pause()`, then fetch
  done,         ///< up to date
  fetch_state,  ///< the position is worth nothing: updates.getState
  lost_state,   ///< the same, and tell the application that updates are lost
  forget,       ///< the channel cannot be read any more
  stop,         ///< the login is gone, or the client closes
};

/// The flow of fetching one box's difference: answers in, steps out. No I/O, no clock.
///
/// ```
///           ┌─ on_slice ─ advanced? ─ yes ─→ fetch
///   fetch ──┤                          no ─→ pause 30 s ─→ fetch
///           ├─ on_final ─→ done
///           └─ on_error ─→ pause 1, 2, 4 … 60 s ─→ fetch, or fetch_state, forget, stop
/// ```
// Spec: core.telegram.org/api/updates#recovering-gaps (E-20 … E-23, E-34)
class DifferenceProcedure {
 public:
  explicit DifferenceProcedure(const UpdateState& from, DifferenceLimits limits = {})
      : limits_(limits), position_(from) {}

  /// Where to fetch from. For a channel only its pts counts.
  [[nodiscard]] const UpdateState& position() const noexcept { return position_; }
  /// How long to wait; valid after DifferenceStep::pause.
  [[nodiscard]] std::chrono::nanoseconds pause() const noexcept { return pause_; }

  /// A part came, more is there.
  [[nodiscard]] DifferenceStep on_slice(const UpdateState& reached);
  /// The last part came.
  [[nodiscard]] DifferenceStep on_final(const UpdateState& reached);
  /// Too much has happened: the server goes on from this pts.
  [[nodiscard]] DifferenceStep on_too_long(std::int32_t pts);
  [[nodiscard]] DifferenceStep on_error(const Error& error);
  /// An answer that cannot be read.
  [[nodiscard]] DifferenceStep on_unreadable();

 private:
  [[nodiscard]] DifferenceStep next_round(const UpdateState& reached);
  [[nodiscard]] DifferenceStep back_off();

  DifferenceLimits limits_;
  UpdateState position_;
  std::chrono::nanoseconds pause_{0};
  int rounds_ = 0;
  int failures_ = 0;
  int unreadable_ = 0;
};

}  // namespace strata::updates
