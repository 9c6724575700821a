// The two-step verification password: SRP proof and the verifier of a new password.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/limits.hpp"
#include "strata/crypto/random.hpp"

namespace strata::crypto {

/// What account.password tells: the algorithm
/// passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow, and the server's srp_B.
struct SrpParameters {
  BytesView p;
  std::int32_t g = 0;
  BytesView salt1;
  BytesView salt2;
  BytesView B;  ///< srp_B; not used for a new password.
};

/// What inputCheckPasswordSRP carries besides the srp_id.
struct SrpAnswer {
  std::array<std::uint8_t, number_size> A;
  std::array<std::uint8_t, 32> M1;
};

/// What account.passwordInputSettings carries for a new password.
struct SrpVerifier {
  Bytes salt1;                                          ///< The server's, and 32 bytes of ours.
  std::array<std::uint8_t, number_size> password_hash;  ///< v = g^x mod p.
};

/// Proves knowledge of `password` (UTF-8 as typed, not normalised; the caller wipes it).
///
/// All parameters are checked first and the function fails closed: a weak p or g would let a
/// server attack the password. Fails with Errc::bad_srp_parameters or as check_dh_params does.
/// Takes about 30 ms: not for an I/O thread.
///
/// Spec: core.telegram.org/api/srp (D-04, D-05)
[[nodiscard]] Result<SrpAnswer> srp_answer(const SrpParameters& parameters, BytesView password,
                                           RandomSource& random);

/// Computes the verifier of a new password under the server's new_algo. Fails like srp_answer.
///
/// Spec: core.telegram.org/api/srp#setting-a-new-2fa-password (D-07)
[[nodiscard]] Result<SrpVerifier> srp_verifier(const SrpParameters& parameters, BytesView password,
                                               RandomSource& random);

}  // namespace strata::crypto
