// Puts messages side by side into one outgoing packet.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <cstddef>
#include <cstdint>

namespace strata::mtproto::session {

/// The body of a packet under construction: one message as it is, several as a container. Each
/// message is written behind its header at once, and the header of a single one is cut off at the
/// end, so that nothing moves.
///
/// ```
///   | msg_id 8 | seq_no 4 | bytes 4 | body … | msg_id 8 | …
/// ```
/// Spec: core.telegram.org/mtproto/service_messages#simple-container (B-60)
class Assembly {
 public:
  /// Empties `out` and leaves room in front for the container, the cipher and the transport.
  explicit Assembly(Buffer& out);

  /// Begins a message; its body is then appended to `buffer()`.
  void begin(MsgId id, std::int32_t seq_no);
  /// Ends the message: its length is known now.
  void end();

  [[nodiscard]] Buffer& buffer() noexcept { return out_; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return out_.size(); }
  [[nodiscard]] MsgId first_id() const noexcept { return first_id_; }
  /// The id and number of the message that was begun last.
  [[nodiscard]] MsgId last_id() const noexcept { return id_; }
  [[nodiscard]] std::int32_t last_seq_no() const noexcept { return seq_no_; }

  /// Leaves the body of the only message in the buffer.
  void finish_single();
  /// Leaves a container in the buffer.
  void finish_container();

 private:
  Buffer& out_;
  MsgId first_id_;
  MsgId id_;
  std::int32_t seq_no_ = 0;
  std::size_t header_at_ = 0;
  std::size_t count_ = 0;
};

}  // namespace strata::mtproto::session
