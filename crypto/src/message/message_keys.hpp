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

/// MTProto 1.0, for the binding of temporary keys only.
/// Spec: core.telegram.org/mtproto/description_v1#defining-aes-key-and-initialization-vector
///
[[nodiscard]] MessageKeys message_keys_v1(const AuthKey& auth_key, Direction direction,
                                          MsgKey msg_key) noexcept;

}  // namespace strata::crypto
