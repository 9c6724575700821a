// What a frame's payload is: a packet, or a short frame that carries a code.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/transport.hpp"

#include <cstddef>

namespace strata::mtproto {

/// The event for the payload of a framing without padding: four bytes are a code.
/// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-21)
[[nodiscard]] TransportEvent classify_payload(MutableBytes payload);

/// The same where up to 15 bytes of padding follow: whatever is too short for a packet.
/// The payload has at least four bytes. (C-05)
[[nodiscard]] TransportEvent classify_padded_payload(MutableBytes payload);

/// Whether a packet of this size may be sent: packet_too_large, frame_length.
[[nodiscard]] Status check_packet_size(std::size_t size);

/// The refusals that all framings share, with the words that a person reads.
[[nodiscard]] Error bad_frame_length(std::size_t length);
[[nodiscard]] Error frame_too_large(std::size_t length, std::size_t max_frame);

}  // namespace strata::mtproto
