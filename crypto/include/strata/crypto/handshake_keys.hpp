// What the key exchange derives from its two nonces.
#pragma once

#include "strata/crypto/secure.hpp"

namespace strata::crypto {

// Nonces are byte strings, never numbers: leading zeros count.
using ServerNonce = std::span<const std::uint8_t, 16>;
using NewNonce = std::span<const std::uint8_t, 32>;

/// Key and IV of the AES-256-IGE that covers server_DH_inner_data and client_DH_inner_data.
struct TmpAesKey {
  SecureArray<32> key;
  SecureArray<32> iv;
};

/// `tmp_aes_key` and `tmp_aes_iv`.
/// Spec: core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
[[nodiscard]] TmpAesKey tmp_aes_key(NewNonce new_nonce, ServerNonce server_nonce) noexcept;

/// The first server_salt: the first 8 bytes of both nonces, XORed. The eight bytes are what
/// packets carry; the number is them read as little-endian.
[[nodiscard]] std::int64_t first_server_salt(NewNonce new_nonce, ServerNonce server_nonce) noexcept;

/// What server_DH_params_fail must carry: the last 16 bytes of SHA1(new_nonce).
[[nodiscard]] std::array<std::uint8_t, 16> dh_params_fail_hash(NewNonce new_nonce) noexcept;

}  // namespace strata::crypto
