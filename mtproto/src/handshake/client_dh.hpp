// set_client_DH_params: our half of Diffie-Hellman.
#pragma once

#include "handshake/exchange.hpp"

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/handshake_keys.hpp"
#include "strata/crypto/random.hpp"

#include <cstdint>

namespace strata::mtproto {

/// Writes the request. `retry_id` is 0, or the auth_key_aux_hash of the key that the server wants
/// replaced.
/// Spec: core.telegram.org/mtproto/auth_key#6-random-number-b-is-computed
[[nodiscard]] Status write_set_client_dh_params(Buffer& out, const Exchange& exchange,
                                                const crypto::TmpAesKey& tmp_key,
                                                std::uint64_t retry_id, BytesView g_b,
                                                crypto::RandomSource& random);

}  // namespace strata::mtproto
