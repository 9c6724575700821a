// The rules about a byte stream that need a clock: slow frames and floods of meaningless ones.
#pragma once

#include "strata/base/result.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/time.hpp"
#include "strata/mtproto/transport.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace strata::mtproto {

/// Watches one connection beside its Transport. After each read call `on_read` once the events have
/// been taken, `on_event` for each event, and `on_deadline` when `deadline()` has come.
class TransportWatch {
 public:
  /// `read` bytes have arrived; `inside_frame` is Transport::inside_frame() after all events.
  void on_read(Now now, std::size_t read, bool inside_frame);

  /// Errors: frame_flood when this is one unknown frame too many (C-24).
  [[nodiscard]] Status on_event(Now now, const TransportEvent& event);

  /// When to call `on_deadline`, in the monotonic clock; nothing between two frames.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const noexcept;

  /// Errors: frame_too_slow when the frame under way has not made the progress it must (C-26).
  [[nodiscard]] Status on_deadline(Now now);

 private:
  std::optional<std::chrono::nanoseconds> period_start_;
  std::size_t period_bytes_ = 0;
  std::array<std::chrono::nanoseconds, limits::unknown_frames> unknown_{};
  std::size_t unknown_count_ = 0;
};

}  // namespace strata::mtproto
