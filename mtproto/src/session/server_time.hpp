// Knows the server's time from what the server has said, and how far that can be trusted.
#pragma once

#include "strata/mtproto/msg_id.hpp"
#include "strata/mtproto/time.hpp"

#include <chrono>
#include <optional>

namespace strata::mtproto::session {

/// The server's clock as an offset to the local monotonic clock, which never jumps.
///
/// ```
///   estimated ── first verified message ──→ synchronised ⇄ doubtful (a clock jumped, or a message
///                                                          came from the future: ping, and believe
///                                                          the answer)
/// ```
/// Spec: core.telegram.org/mtproto/security_guidelines#checking-msg-id (B-30 … B-34)
class ServerTime {
 public:
  /// `offset` is the server's Unix time minus the local monotonic clock.
  ServerTime(std::chrono::nanoseconds offset, bool synchronized) noexcept
      : offset_(offset), synchronized_(synchronized) {}

  [[nodiscard]] std::chrono::nanoseconds at(std::chrono::nanoseconds monotonic) const noexcept {
    return monotonic + offset_;
  }
  [[nodiscard]] std::chrono::nanoseconds offset() const noexcept { return offset_; }
  [[nodiscard]] bool is_synchronized() const noexcept { return synchronized_; }
  /// Waits for evidence, so that ids are not judged by time.
  [[nodiscard]] bool is_doubtful() const noexcept { return doubtful_; }

  /// Compares the two local clocks with the last look at them. A wall clock that moved on its own
  /// by more than 30 s may mean that the machine slept, so the offset becomes doubtful (B-34).
  void observe(Now now) noexcept;
  void doubt() noexcept { doubtful_ = true; }

  enum class Verdict { inside, too_old, from_future };
  /// Is the id of a received message from −300 s to +30 s around the server's time? Always, while
  /// the time is an estimate or doubtful.
  [[nodiscard]] Verdict judge(Now now, MsgId id) const noexcept;

  /// A verified message of the server: its time is a lower bound of the server's time now. The
  /// first one sets an estimated time, later ones only move it forward (B-31).
  void on_message(Now now, MsgId id) noexcept;
  /// A verified message that answers one of ours, hence cannot be a recording: sets the time, also
  /// backwards.
  void on_evidence(Now now, MsgId id) noexcept;
  /// The same for an ordinary answer: believed when the time is doubtful, or when the answer's id
  /// lies more than 15 s before the id of the message that it answers (B-31).
  void on_answer(Now now, MsgId answer, MsgId question) noexcept;

 private:
  std::chrono::nanoseconds offset_;
  std::optional<std::chrono::nanoseconds> clock_gap_;
  bool synchronized_;
  bool doubtful_ = false;
};

}  // namespace strata::mtproto::session
