// The numeric limits of strata::crypto, each with the protocol rule that asks for it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace strata::crypto {

/// Bytes of an RSA modulus, a DH value and an auth key. Spec: core.telegram.org/mtproto/auth_key
inline constexpr std::size_t number_size = 256;
/// Leading zero bytes that a big-endian number may carry beyond its size (H-18).
inline constexpr std::size_t max_leading_zeros = 8;

/// Range of pq.
inline constexpr std::uint64_t min_pq = 15;
inline constexpr std::uint64_t max_pq = 0x7fff'ffff'ffff'ffff;
/// Steps of the factorisation over all its attempts: about 15 ms of one core.
inline constexpr std::uint64_t max_pq_steps = std::uint64_t{1} << 22U;

/// Data that fits RSA_PAD, and draws of its temporary key.
inline constexpr std::size_t max_rsa_pad_data = 144;
inline constexpr int max_rsa_pad_attempts = 64;
/// Characters of a PEM text that are looked at.
inline constexpr std::size_t max_pem_size = 16'384;
/// Server keys that one set holds; help.getCdnConfig lists about a dozen.
inline constexpr std::size_t max_server_keys = 256;

/// Miller–Rabin rounds for p and for (p − 1) / 2.
inline constexpr int primality_rounds = 64;
/// Verdicts about primes that are remembered.
inline constexpr std::size_t max_cached_primes = 16;
/// Draws of a DH exponent until its public value is in range.
inline constexpr int max_exponent_attempts = 16;

/// Salts of the password hash (D-05), and its iterations (D-04).
inline constexpr std::size_t max_srp_salt = 1024;
inline constexpr std::uint32_t srp_iterations = 100'000;

}  // namespace strata::crypto
