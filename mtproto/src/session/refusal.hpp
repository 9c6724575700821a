// What the codes of bad_msg_notification mean.
#pragma once

#include <cstdint>

namespace strata::mtproto::session {

/// What a refusal calls for.
enum class Refusal : std::uint8_t {
  id_too_low,         ///< correct the time forward, send again under new ids
  id_too_high,        ///< correct the time backward; ids only rise, so a new session
  session_broken,     ///< ids or numbers of the session cannot be repaired: a new session
  own_fault,          ///< as before, but only once a minute: then the calls fail
  cannot_tell,        ///< the message may have been received: ask, or respect idempotency
  container_invalid,  ///< send the members one by one, once
};

/// Spec: core.telegram.org/mtproto/service_messages_about_messages
///   #notice-of-ignored-error-message (B-40)
[[nodiscard]] constexpr Refusal refusal_of(std::int32_t code) noexcept {
  switch (code) {
    case 16:
      return Refusal::id_too_low;
    case 17:
      return Refusal::id_too_high;
    case 19:  // the id of a container was used before
    case 32:  // seqno too low
    case 33:  // seqno too high
      return Refusal::session_broken;
    case 20:
      return Refusal::cannot_tell;
    case 64:
      return Refusal::container_invalid;
    default:  // 18: low bits of the id; 34, 35: parity of seqno; codes that nobody knows
      return Refusal::own_fault;
  }
}

}  // namespace strata::mtproto::session
