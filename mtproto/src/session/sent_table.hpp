// Remembers which messages this side has sent, and what each was.
#pragma once

#include "strata/mtproto/call_id.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace strata::mtproto::session {

/// What a sent message was.
enum class SentKind : std::uint8_t {
  forgotten,       ///< nothing any more; a gap in the table
  call,            ///< carries a call that is in flight
  former_call,     ///< carried a call that went out again since; its answer would still do
  cancelled_call,  ///< its answer is expected and not wanted
  container,
  ack,
  ping,
  salts_request,
  state_request,
  state_answer,
  resend_request,
  drop_answer,
  destroy_session,
  destroy_key,
  long_poll,
};

struct SentMessage {
  MsgId msg_id{};
  /// The container it went in, if any.
  MsgId container{};
  std::chrono::nanoseconds sent_at{};
  CallId call = CallId::none;
  SentKind kind = SentKind::ack;
};

/// The messages sent in this session: calls until they complete, others for ten minutes and up to a
/// number. What the server says about a message counts only if it stands here (B-33, B-40, B-41).
///
/// Ordered by msg_id, since ids rise; the members of a container stand directly before it.
class SentTable {
 public:
  void add(const SentMessage& message);
  /// The messages from `first` on went out in the container `id`.
  void enclose(MsgId first, MsgId id, std::chrono::nanoseconds now);
  /// The message, or null when it was never sent, is forgotten or completed. The pointer is good
  /// until the next change.
  [[nodiscard]] SentMessage* find(MsgId id) noexcept;
  /// The message has become something else.
  void change_kind(MsgId id, SentKind kind);
  void erase(MsgId id) { change_kind(id, SentKind::forgotten); }
  void clear() noexcept;
  /// Forgets what is too old, and gives unused memory back.
  void trim(std::chrono::nanoseconds now);

  /// The messages that one notification is about: the message itself, or the members of a container
  /// that are still remembered.
  [[nodiscard]] std::vector<SentMessage> named_by(MsgId id) const;

  [[nodiscard]] std::size_t size() const noexcept { return messages_.size() - forgotten_; }
  [[nodiscard]] std::size_t memory_usage() const noexcept {
    return messages_.capacity() * sizeof(SentMessage);
  }

 private:
  [[nodiscard]] std::size_t lower_bound(MsgId id) const noexcept;
  void sweep(std::chrono::nanoseconds now);

  std::vector<SentMessage> messages_;
  std::size_t calls_ = 0;
  std::size_t forgotten_ = 0;
};

}  // namespace strata::mtproto::session
