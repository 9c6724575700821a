// The server's half of SRP, the protocol of two-step verification.
#pragma once

#include "strata/base/bytes.hpp"

#include <optional>
#include <string_view>

namespace strata::datacenter {

/// What a password was turned into: enough to check it, not to know it.
struct SrpRecord {
  Bytes salt1;
  Bytes salt2;
  int g = 3;
  Bytes p;         ///< 256 bytes
  Bytes verifier;  ///< v = g^x mod p, 256 bytes
};

/// Telegram's well-known 2048-bit safe prime, 256 bytes.
[[nodiscard]] const Bytes& srp_prime();

/// PH2 of a password, the x of SRP. Spec: core.telegram.org/api/srp (D-04)
[[nodiscard]] Bytes srp_password_hash(std::string_view password, BytesView salt1, BytesView salt2);
/// The record of a password, as a client would register it.
[[nodiscard]] SrpRecord make_srp_record(std::string_view password, Bytes salt1, Bytes salt2);

/// B = k·v + g^b mod p, 256 bytes: what the server challenges with.
[[nodiscard]] Bytes srp_challenge(const SrpRecord& record, BytesView b);

/// The M1 that a client who knows the password sends for this A; nothing when A is out of range.
/// The server computes it from v and b: S = (A·v^u)^b mod p.
[[nodiscard]] std::optional<Bytes> srp_expected_answer(const SrpRecord& record, BytesView b,
                                                       BytesView challenge, BytesView a);

/// Whether a new verifier is a number that checks anything: 256 bytes, 1 < v < p − 1.
[[nodiscard]] bool is_legal_verifier(BytesView verifier, BytesView p);

}  // namespace strata::datacenter
