// The messages that a session has received: duplicates, order, what became of each.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

namespace strata::datacenter {

/// What became of a message.
enum class Fate {
  /// Taken; nothing is to be answered, or the answer went out without being remembered.
  done,
  /// A call that is being executed.
  running,
  /// A call whose answer is known.
  answered,
  /// A call whose answer nobody wants any more (rpc_drop_answer).
  dropped,
};

struct ReceivedMessage {
  std::int32_t seq_no = 0;
  Fate fate = Fate::done;
  /// The message with the answer, while it is remembered.
  std::int64_t answer_msg_id = 0;
  /// The answer was an rpc_error: those that must run after it will not (B-80).
  bool failed = false;
};

/// The last messages by msg_id, bounded.
class ReceivedWindow {
 public:
  enum class Verdict { fresh, duplicate, too_old };

  [[nodiscard]] Verdict check(std::int64_t msg_id) const;
  ReceivedMessage& add(std::int64_t msg_id, std::int32_t seq_no);
  [[nodiscard]] ReceivedMessage* find(std::int64_t msg_id);

  /// 32 or 33 when a message with this id cannot have this seq_no beside its neighbours; else
  /// nothing. Spec: core.telegram.org/mtproto/service_messages_about_messages (B-40)
  [[nodiscard]] std::optional<std::int32_t> order_fault(std::int64_t msg_id,
                                                        std::int32_t seq_no) const;
  /// The status byte of msgs_state_info (B-75).
  [[nodiscard]] std::uint8_t state_of(std::int64_t msg_id, std::int64_t newest_possible) const;

 private:
  std::map<std::int64_t, ReceivedMessage> messages_;
  /// Ids up to this one have been forgotten.
  std::int64_t floor_ = 0;
};

}  // namespace strata::datacenter
