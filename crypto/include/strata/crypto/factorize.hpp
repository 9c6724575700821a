// Factorisation of pq, the proof of work in the key exchange.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <stop_token>

namespace strata::crypto {

/// The prime factors, p < q, as minimal big-endian byte strings, the form in which they are sent.
struct PqFactors {
  Bytes p;
  Bytes q;
};

/// Factorises `pq`, 1 to 8 big-endian bytes with any leading zeros removed, in [15, 2^63).
///
/// Fails with Errc::bad_pq when it is not the product of two different odd primes (even, prime and
/// square numbers are refused before the search), with Errc::work_limit after 2^22 steps, with
/// Errc::cancelled when `stop` says so. About 0.2 ms, at most some 20 ms: not for an I/O thread.
///
/// Spec: core.telegram.org/mtproto/auth_key#dh-exchange-initiation (A-20…A-23)
[[nodiscard]] Result<PqFactors> factorize_pq(BytesView pq, const std::stop_token& stop = {});

}  // namespace strata::crypto
