// server_DH_params_ok: the server's half of Diffie-Hellman, encrypted with a key from the nonces.
#pragma once

#include "handshake/exchange.hpp"

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/handshake_keys.hpp"

#include <cstdint>

namespace strata::mtproto {

/// Not checked yet as numbers: that is slow and belongs to the task.
struct DhParams {
  Bytes dh_prime;
  std::int32_t g = 0;
  Bytes g_a;
  std::int32_t server_time = 0;
};

/// Reads the answer to req_DH_params, decrypts it and checks its integrity and nonces.
/// Errors: malformed, unexpected_message, nonce_mismatch, bad_length, answer_hash_mismatch,
/// dh_params_refused, new_nonce_hash_mismatch.
/// Spec: core.telegram.org/mtproto/auth_key#5-server-responds-with-two-ways (A-50 … A-54)
[[nodiscard]] Result<DhParams> read_dh_params(BytesView body, const Exchange& exchange,
                                              const crypto::TmpAesKey& tmp_key);

}  // namespace strata::mtproto
