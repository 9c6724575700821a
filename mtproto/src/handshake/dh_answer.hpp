// The end of the exchange: dh_gen_ok, dh_gen_retry or dh_gen_fail, each with its proof.
#pragma once

#include "handshake/exchange.hpp"

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/auth_key.hpp"

namespace strata::mtproto {

enum class DhAnswer { ok, retry };

/// Reads the answer to set_client_DH_params. All three kinds must prove that the server has the
/// same key before they are believed.
/// Errors: malformed, unexpected_message, nonce_mismatch, new_nonce_hash_mismatch, dh_gen_failed.
/// Spec: core.telegram.org/mtproto/auth_key#9-server-responds-in-one-of-three-ways
[[nodiscard]] Result<DhAnswer> read_dh_answer(BytesView body, const Exchange& exchange,
                                              const crypto::AuthKey& key);

}  // namespace strata::mtproto
