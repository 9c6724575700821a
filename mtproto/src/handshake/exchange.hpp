// The nonces of one attempt, which bind all its messages together.
#pragma once

#include "strata/base/result.hpp"
#include "strata/crypto/secure.hpp"
#include "strata/mtproto/errors.hpp"

#include <array>
#include <cstdint>

namespace strata::mtproto {

// Byte strings, never numbers: leading zeros count.
using Nonce = std::array<std::uint8_t, 16>;

struct Exchange {
  Nonce nonce{};
  Nonce server_nonce{};
  crypto::SecureArray<32> new_nonce;
};

/// Checks the nonces of an answer, whatever the server has chosen for its own.
/// Errors: nonce_mismatch.
/// Spec: core.telegram.org/mtproto/auth_key
[[nodiscard]] Status check_nonce(const Exchange& exchange, const Nonce& nonce);
[[nodiscard]] Status check_nonces(const Exchange& exchange, const Nonce& nonce,
                                  const Nonce& server_nonce);

/// An error of the crypto layer in the terms of the key exchange; `exhausted` is what it means that
/// a bounded search found nothing.
[[nodiscard]] Error exchange_error(const Error& error, Errc exhausted);

}  // namespace strata::mtproto
