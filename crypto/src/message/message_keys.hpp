// The AES key and IV of one message, derived from the auth key and the message key.
#pragma once

#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/message_cipher.hpp"

namespace strata::crypto {

using MsgKey = std::span<const std::uint8_t, 16>;

/// What one message is encrypted with.
struct MessageKeys {
  SecureArray<32> key;
  SecureArray<32> iv;
};

/// MTProto 2.0.
/// Spec: core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector (B-01)
[[nodiscard]] MessageKeys message_keys(const AuthKey& auth_key, Direction direction,
                                       MsgKey msg_key) noexcept;

/// One of several derivations; `keys` receives the result.
struct KeyRequest {
  const AuthKey* auth_key = nullptr;
  Direction direction = Direction::client_to_server;
  const std::uint8_t* msg_key = nullptr;  ///< 16 bytes.
  MessageKeys* keys = nullptr;
};

/// MTProto 2.0 for several messages, two at a time.
void message_keys_many(std::span<const KeyRequest> requests) noexcept;

/// MTProto 1.0, for the binding of temporary keys only.
/// Spec: core.telegram.org/mtproto/description_v1#defining-aes-key-and-initialization-vector
///
[[nodiscard]] MessageKeys message_keys_v1(const AuthKey& auth_key, Direction direction,
                                          MsgKey msg_key) noexcept;

}  // namespace strata::crypto
