// Counts the content-related messages of one session.
#pragma once

#include <cstdint>

namespace strata::mtproto::session {

/// Gives sequence numbers: twice the number of content-related messages before, plus one if this
/// message is content-related itself. Only API queries are; what this side says about messages is
/// not, and its loss is covered by timers.
/// Spec: core.telegram.org/mtproto/description#message-sequence-number-msg-seqno (B-13)
class SeqNo {
 public:
  explicit SeqNo(std::uint32_t content_messages = 0) noexcept : content_(content_messages) {}

  [[nodiscard]] std::int32_t next_content() noexcept {
    return static_cast<std::int32_t>(2 * content_++ + 1);
  }
  [[nodiscard]] std::int32_t next_service() const noexcept {
    return static_cast<std::int32_t>(2 * content_);
  }
  [[nodiscard]] std::uint32_t content_messages() const noexcept { return content_; }

 private:
  std::uint32_t content_;
};

}  // namespace strata::mtproto::session
