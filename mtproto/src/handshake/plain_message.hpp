// The unencrypted envelope of the key exchange.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/time.hpp"

#include <cstdint>

namespace strata::mtproto {

/// ```
///   | auth_key_id = 0: 8 | msg_id: 8 | length: 4 | body |     all little-endian
/// ```
struct PlainMessage {
  std::int64_t msg_id = 0;
  /// Starts with the TL object; bytes may follow it. Aliases the packet.
  BytesView body;
};

inline constexpr std::size_t plain_header_size = 20;

/// Opens a received plain message.
///
/// The declared length may exceed what is there, and bytes may follow the object: published samples
/// have both. The body ends where the shorter of the two ends, so nothing outside is ever read.
/// Errors: malformed (too short; length negative or over limits::max_plain_length),
/// unexpected_message (an encrypted packet).
/// Spec: core.telegram.org/mtproto/description#unencrypted-message (A-01 … A-03)
[[nodiscard]] Result<PlainMessage> parse_plain_message(BytesView packet);

/// Puts the envelope around a body.
void wrap_plain_message(Buffer& packet, std::int64_t msg_id);

/// The msg_ids of plain messages: divisible by 4, strictly increasing, the low half never zero.
/// Spec: core.telegram.org/mtproto/description#message-identifier-msg-id
class PlainMessageIds {
 public:
  [[nodiscard]] std::int64_t next(Now now);

 private:
  std::int64_t last_ = 0;
};

}  // namespace strata::mtproto
