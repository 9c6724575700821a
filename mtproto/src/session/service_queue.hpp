// What this side has to say about messages, waiting for the next packet.
#pragma once

#include "session/duplicate_window.hpp"

#include "strata/base/bytes.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace strata::mtproto::session {

/// An answer to a question of the server: one byte per message that it asked about.
struct StateAnswer {
  MsgId question;
  Bytes info;
};

/// A question of ours that is on its way, to match the answer's bytes with messages.
struct StateRequest {
  MsgId msg_id;
  std::vector<MsgId> asked;
};

/// Service messages that wait to be written. Every list is bounded; what does not fit is left out,
/// since each of them only helps and nothing depends on it alone.
/// Spec: core.telegram.org/mtproto/service_messages_about_messages (B-74 … B-79)
struct ServiceQueue {
  /// Sent messages whose state to ask for.
  std::vector<MsgId> state_questions;
  std::vector<StateRequest> state_requests;
  std::vector<StateAnswer> state_answers;
  /// Server messages to ask for again, and those that were asked for already.
  std::vector<MsgId> resends;
  DuplicateWindow resends_asked;
  /// Sent messages whose answer is not wanted any more.
  std::vector<MsgId> drops;
  /// Sessions of ours that are given up.
  std::vector<std::int64_t> old_sessions;

  void ask_for_state(MsgId id);
  void answer_state(MsgId question, Bytes info);
  void ask_again(MsgId answer);
  void drop(MsgId message);
  void destroy(std::int64_t session_id);

  void remember_request(MsgId msg_id, std::vector<MsgId> asked);
  /// Takes out the request that this message was.
  [[nodiscard]] std::optional<StateRequest> take_request(MsgId msg_id);

  /// Forgets everything but the sessions to destroy: messages of a session end with it.
  void clear();
  [[nodiscard]] std::size_t memory_usage() const noexcept;
};

}  // namespace strata::mtproto::session
