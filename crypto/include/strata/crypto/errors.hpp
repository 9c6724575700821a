// What the functions of strata::crypto can report.
#pragma once

#include <system_error>

namespace strata::crypto {

/// Failures of this layer, comparable with `Error::code()`.
enum class Errc {
  bad_length = 1,      ///< An input has a length that the operation does not allow.
  bad_pq,              ///< pq is out of range or not the product of two different odd primes.
  work_limit,          ///< The bounded search ended without a result.
  cancelled,           ///< The caller asked to stop.
  bad_rsa_key,         ///< Not a usable RSA public key (format, modulus size, exponent).
  bad_generator,       ///< g is no acceptable generator for this prime.
  bad_prime_size,      ///< The DH prime has not exactly 2048 bits.
  not_safe_prime,      ///< The DH prime p, or (p − 1) / 2, is composite.
  public_value_range,  ///< A DH public value lies outside [2^1984, p − 2^1984].
  bad_auth_key,        ///< Not 256 bytes, all zero, or with the reserved identifier 0.
  bad_packet,          ///< An encrypted packet that this key does not open; no reason is given.
  bad_srp_parameters,  ///< The server's password parameters are unsafe or malformed.
  offset_limit,        ///< A CDN file offset that the block counter cannot express.
  library_failure,     ///< OpenSSL refused (out of memory, or a provider is missing).
};

/// The category "strata.crypto".
[[nodiscard]] const std::error_category& error_category() noexcept;

[[nodiscard]] inline std::error_code make_error_code(Errc code) noexcept {
  return {static_cast<int>(code), error_category()};
}

}  // namespace strata::crypto

template <>
struct std::is_error_code_enum<strata::crypto::Errc> : std::true_type {};
