// The events that the owner has not taken yet.
#pragma once

#include "strata/mtproto/call_id.hpp"
#include "strata/mtproto/session_events.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace strata::mtproto::session {

/// Events in order. Knows whether some of them alias the last packet.
class EventQueue {
 public:
  void push(SessionEvent event);
  [[nodiscard]] std::optional<SessionEvent> pop();
  /// Removes what concerns a call that was cancelled.
  void forget(CallId call);

  /// Gives the memory back if no event is left.
  void trim() noexcept;

  /// Does an event that was not taken carry a body?
  [[nodiscard]] bool has_bodies() const noexcept { return bodies_ != 0; }
  [[nodiscard]] std::size_t memory_usage() const noexcept {
    return events_.capacity() * sizeof(SessionEvent);
  }

 private:
  void rewind_if_empty();

  std::vector<SessionEvent> events_;
  std::size_t taken_ = 0;
  std::size_t bodies_ = 0;
};

}  // namespace strata::mtproto::session
