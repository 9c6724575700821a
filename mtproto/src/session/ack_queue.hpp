// Collects the acknowledgements that this side owes.
#pragma once

#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace strata::mtproto::session {

/// Received messages to acknowledge. They ride along with the next packet, or go by themselves when
/// there are many or the first has waited for a second.
///
/// An acknowledgement that gets lost needs no memory here: the server sends the message again, it
/// is recognised as a duplicate, and is acknowledged again. Spec:
/// core.telegram.org/mtproto/service_messages_about_messages#acknowledgment-of-receipt (B-50, B-51,
/// B-53)
class AckQueue {
 public:
  /// Remembers to acknowledge `id`. Over the limit the oldest is forgotten and counted.
  void add(MsgId id, std::chrono::nanoseconds now);
  /// Must they go now, even by themselves?
  [[nodiscard]] bool is_due(std::chrono::nanoseconds now) const noexcept;
  /// When they will be due; nothing while there are none.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const noexcept;

  [[nodiscard]] bool empty() const noexcept { return ids_.empty(); }
  [[nodiscard]] std::span<const MsgId> ids() const noexcept { return ids_; }
  /// So many have been written.
  void remove_first(std::size_t count);
  /// The session is gone.
  void clear() noexcept;
  /// Gives the memory back if nothing waits.
  void trim() noexcept;

  [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_; }
  [[nodiscard]] std::size_t memory_usage() const noexcept {
    return ids_.capacity() * sizeof(MsgId);
  }

 private:
  std::vector<MsgId> ids_;
  std::chrono::nanoseconds oldest_{};
  std::uint64_t dropped_ = 0;
};

}  // namespace strata::mtproto::session
