// The message cipher seen from the server: opens what clients seal (x = 0), seals with x = 8.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <cstdint>

namespace strata::datacenter {

using AuthKeyBytes = std::array<std::uint8_t, 256>;
using MsgKey = std::array<std::uint8_t, 16>;

/// Which half of the key a direction uses.
enum class KeyPart : std::size_t { client_to_server = 0, server_to_client = 8 };

/// The fields in front of every encrypted body, and the body.
struct PlainMessage {
  std::int64_t salt = 0;
  std::int64_t session_id = 0;
  std::int64_t msg_id = 0;
  std::int32_t seq_no = 0;
  Bytes body;
};

/// An opened packet, with the token that a quick ack would carry.
struct OpenedMessage {
  PlainMessage message;
  std::uint32_t quick_ack_token = 0;
};

/// Last 8 bytes of SHA-1 of the key, as a little-endian integer.
[[nodiscard]] std::uint64_t auth_key_id(const AuthKeyBytes& key);

/// Opens `auth_key_id msg_key ciphertext`. Up to 15 bytes behind the last whole block are padding
/// of the transport. Errors tell nothing about where the packet is wrong (B-04, G-04).
[[nodiscard]] Result<OpenedMessage> open_packet(const AuthKeyBytes& key, BytesView packet,
                                                KeyPart part = KeyPart::client_to_server);

/// Seals a message; `padding` makes the plaintext a multiple of 16 and has 12 to 1024 bytes.
[[nodiscard]] Bytes seal_packet(const AuthKeyBytes& key, const PlainMessage& message,
                                BytesView padding, KeyPart part = KeyPart::server_to_client);

/// Bytes of padding that a body of this length needs at least.
[[nodiscard]] std::size_t smallest_padding(std::size_t body) noexcept;

/// Opens the MTProto 1.0 message inside auth.bindTempAuthKey and gives its 40-byte body and msg_id.
/// Nothing else in the data centre speaks MTProto 1.0.
struct OpenedBinding {
  std::int64_t msg_id = 0;
  Bytes body;
};
[[nodiscard]] Result<OpenedBinding> open_binding(const AuthKeyBytes& permanent_key,
                                                 BytesView packet);

}  // namespace strata::datacenter
