// req_DH_params: the factors, and the secret nonce under the server's RSA key.
#pragma once

#include "handshake/exchange.hpp"

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/factorize.hpp"
#include "strata/crypto/random.hpp"
#include "strata/crypto/rsa.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace strata::mtproto {

/// What the inner data tells the server besides the nonces.
struct KeyRequest {
  std::int32_t dc = 0;
  /// Set for a temporary key.
  std::optional<std::chrono::seconds> expires_in;
};

/// Writes the request. Errors: rsa_failed.
/// Spec: core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
[[nodiscard]] Status write_req_dh_params(Buffer& out, const Exchange& exchange, BytesView pq,
                                         const crypto::PqFactors& factors,
                                         const crypto::RsaPublicKey& key, KeyRequest request,
                                         crypto::RandomSource& random);

}  // namespace strata::mtproto
