// The encrypted_message of auth.bindTempAuthKey, the one place where MTProto 1.0 survives.
#pragma once

#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/random.hpp"

namespace strata::crypto {

/// The fields of bind_auth_key_inner.
struct TempKeyBinding {
  std::int64_t nonce = 0;
  std::uint64_t temp_auth_key_id = 0;
  std::int64_t temp_session_id = 0;
  std::int32_t expires_at = 0;  ///< Unix time in seconds.
};

inline constexpr std::size_t bind_message_size = 104;

/// Signs a binding with the permanent key. `msg_id` is that of the bindTempAuthKey request itself.
/// There is no way to decrypt in this scheme, and no other use of it.
///
/// Spec: core.telegram.org/method/auth.bindTempAuthKey#encrypted-message
[[nodiscard]] std::array<std::uint8_t, bind_message_size> encrypt_bind_message(
    const AuthKey& permanent_key, const TempKeyBinding& binding, std::int64_t msg_id,
    RandomSource& random);

}  // namespace strata::crypto
