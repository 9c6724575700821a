// The rules about a byte stream that need a clock.
#include "strata/mtproto/transport_watch.hpp"

#include "strata/mtproto/errors.hpp"

#include <variant>

namespace strata::mtproto {

// Spec: our rule C-26: a started frame brings 1 KiB in 10 s; between frames a peer may be silent.
void TransportWatch::on_read(Now now, std::size_t read, bool inside_frame) {
  if (!inside_frame) {
    period_start_.reset();
    return;
  }
  if (!period_start_) {
    period_start_ = now.monotonic;
    period_bytes_ = 0;
    return;
  }
  period_bytes_ += read;
  if (period_bytes_ < limits::frame_progress_bytes) return;
  period_start_ = now.monotonic;
  period_bytes_ = 0;
}

std::optional<std::chrono::nanoseconds> TransportWatch::deadline() const noexcept {
  if (!period_start_) return std::nullopt;
  return *period_start_ + limits::frame_progress_time;
}

Status TransportWatch::on_deadline(Now now) {
  if (!period_start_ || now.monotonic < *deadline()) return {};
  return fail(Errc::frame_too_slow, "a started frame has stalled");
}

// Spec: our rule C-24. A ring holds the times of the last unknown frames; one more than it can hold
// within the period is a flood.
Status TransportWatch::on_event(Now now, const TransportEvent& event) {
  period_start_.reset();  // a frame is complete; the bytes behind it are another one's
  if (!std::holds_alternative<UnknownFrame>(event)) return {};
  std::chrono::nanoseconds& oldest = unknown_[unknown_count_ % unknown_.size()];
  const bool is_full = unknown_count_ >= unknown_.size();
  if (is_full && now.monotonic - oldest < limits::unknown_frames_time) {
    return fail(Errc::frame_flood, "the server sends short frames that mean nothing");
  }
  oldest = now.monotonic;
  ++unknown_count_;
  return {};
}

}  // namespace strata::mtproto
