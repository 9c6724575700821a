// The formula of tmp_aes_key for nonces of any length of at least four bytes.
#pragma once

#include "strata/crypto/handshake_keys.hpp"

namespace strata::crypto {

[[nodiscard]] TmpAesKey nonce_keys(BytesView new_nonce, BytesView server_nonce) noexcept;

}  // namespace strata::crypto
