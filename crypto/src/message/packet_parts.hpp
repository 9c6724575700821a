// Where things stand in an encrypted packet, for one packet and for batches.
#pragma once

#include "message/message_keys.hpp"

#include "strata/crypto/digest.hpp"

namespace strata::crypto {

inline constexpr std::size_t cipher_block_size = 16;
/// Where msg_key stands in a packet and in msg_key_large.
inline constexpr std::size_t msg_key_at = 8;

/// What goes into the hash before the plaintext.
/// Spec: core.telegram.org/mtproto/description#message-key (B-01)
[[nodiscard]] inline std::span<const std::uint8_t, 32> hash_prefix(const AuthKey& key,
                                                                   Direction direction) noexcept {
  return key.bytes().subspan(88 + static_cast<std::size_t>(direction)).first<32>();
}

[[nodiscard]] inline MsgKey middle(const Sha256Digest& large) noexcept {
  return std::span(large).subspan<msg_key_at, 16>();
}

/// Spec: core.telegram.org/mtproto/mtproto-transports#quick-ack
[[nodiscard]] inline std::uint32_t token_of(const Sha256Digest& large) noexcept {
  return load_le<std::uint32_t>(large.data()) | 0x8000'0000U;
}

/// Puts auth_key_id and msg_key in front of the content.
inline void write_packet_header(const AuthKey& key, const Sha256Digest& large,
                                std::uint8_t* packet) noexcept {
  store_le(packet, key.id());
  std::memcpy(packet + msg_key_at, middle(large).data(), middle(large).size());
}

/// Whether a packet may be one for this key: what is known before anything is decrypted (B-04).
[[nodiscard]] inline bool looks_openable(const AuthKey& key, BytesView packet) noexcept {
  return packet.size() >= packet_header_size + min_ciphertext_size &&
         (packet.size() - packet_header_size) % cipher_block_size == 0 &&
         load_le<std::uint64_t>(packet.data()) == key.id();
}

}  // namespace strata::crypto
