// MTProto 2.0 encryption of whole packets, in place.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/auth_key.hpp"

namespace strata::crypto {

/// Who wrote the message; it selects which part of the auth key is used (the `x` of the spec).
enum class Direction : std::uint8_t { client_to_server = 0, server_to_client = 8 };

/// Bytes in front of the ciphertext: auth_key_id and msg_key.
inline constexpr std::size_t packet_header_size = 24;
/// The shortest ciphertext that can hold header and padding (B-04).
inline constexpr std::size_t min_ciphertext_size = 48;

/// Turns a plaintext packet into an encrypted one without copying it.
///
/// ```
///   before            | salt session_id msg_id seq_no length | body | padding |   multiple of 16
///   after   | auth_key_id msg_key |            ciphertext, same size          |
/// ```
///
/// Returns the quick-ack token of the packet (`quick_ack_token`). The caller has padded the
/// content with random bytes to a multiple of 16, not 0; anything else is a programming error and
/// ends the process, since going on would send plaintext.
///
/// Spec: core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector (B-01)
std::uint32_t encrypt_message(const AuthKey& key, Direction direction, Buffer& packet);

/// Opens an encrypted packet where it stands and returns the part that is plaintext now
/// (salt … padding), a view into `packet`.
///
/// `packet` starts with auth_key_id and ends with the ciphertext; the caller has cut off the
/// padding of padded transports. Fails with Errc::bad_packet, and with the same words whatever the
/// reason, when the length is wrong, the key is another one, or msg_key does not match; `packet`
/// holds zeros then. Nothing in the plaintext is looked at before msg_key has been compared in
/// constant time (B-04, B-05).
[[nodiscard]] Result<MutableBytes> decrypt_message(const AuthKey& key, Direction direction,
                                                   MutableBytes packet);

/// The token by which a server acknowledges quickly: the first 32 bits of `msg_key_large`,
/// little-endian, with the highest bit set. `plaintext` includes the padding.
/// Spec: core.telegram.org/mtproto/mtproto-transports#quick-ack
[[nodiscard]] std::uint32_t quick_ack_token(const AuthKey& key, Direction direction,
                                            BytesView plaintext) noexcept;

}  // namespace strata::crypto
