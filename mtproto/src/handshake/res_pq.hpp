// resPQ: the server's nonce, the proof of work, and the choice of its RSA key.
#pragma once

#include "handshake/exchange.hpp"

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/rsa.hpp"

namespace strata::mtproto {

struct ResPq {
  Nonce server_nonce{};
  Bytes pq;
  crypto::RsaPublicKey key;
};

/// Reads and checks the answer to req_pq_multi.
/// Errors: malformed, unexpected_message, nonce_mismatch, bad_pq (its length), unknown_server_key.
/// Spec: core.telegram.org/mtproto/auth_key#dh-exchange-initiation
[[nodiscard]] Result<ResPq> read_res_pq(BytesView body, const Exchange& exchange,
                                        const crypto::ServerKeys& keys);

}  // namespace strata::mtproto
