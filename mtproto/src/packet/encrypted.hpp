// Encrypted packets: sealing a message into one, opening one with every check in order.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/random.hpp"
#include "strata/mtproto/msg_id.hpp"
#include "strata/mtproto/session_options.hpp"

#include <cstddef>
#include <cstdint>

namespace strata::mtproto::packet {

/// Bytes in front of the body inside the encryption.
inline constexpr std::size_t header_size = 32;

/// What stands in front of the body.
///
/// ```
///   | auth_key_id 8 | msg_key 16 || salt 8 | session_id 8 | msg_id 8 | seq_no 4 | length 4 | body
///   …
///                                | padding 12…1024 |
///                       clear    ||    encrypted, a multiple of 16
/// ```
struct Header {
  std::int64_t salt = 0;
  std::int64_t session_id = 0;
  MsgId msg_id;
  std::int32_t seq_no = 0;
};

/// Puts header and padding around the body that `packet` holds and encrypts it in place. Returns
/// the token of its quick acknowledgement. Spec:
/// core.telegram.org/mtproto/description#encrypted-message (B-01, B-02)
std::uint32_t seal(const crypto::AuthKey& key, const Header& header, Padding padding,
                   crypto::RandomSource& random, Buffer& packet);

/// A packet whose cipher and header have been checked.
struct Opened {
  Header header;
  BytesView body;
};

/// Opens a packet of the server in place: nothing is allocated, so no field of it can ask for
/// memory (B-08). Errors (all of them CLOSE): packet_length, unexpected_plain, unknown_auth_key,
/// msg_key_mismatch, bad_message_length, foreign_session, bad_msg_id. Spec:
/// core.telegram.org/mtproto/security_guidelines#mtproto-encrypted-messages (B-04, B-05)
[[nodiscard]] Result<Opened> open(const crypto::AuthKey& key, std::int64_t session_id,
                                  bool transport_pads_packets, MutableBytes packet);

}  // namespace strata::mtproto::packet
