// Primality of 64-bit numbers.
#pragma once

#include <array>
#include <cstdint>

namespace strata::crypto {

/// The odd primes below 256 (and 2 is left to the caller).
inline constexpr std::array<std::uint8_t, 53> small_odd_primes{
    3,   5,   7,   11,  13,  17,  19,  23,  29,  31,  37,  41,  43,  47,  53,  59,  61,  67,
    71,  73,  79,  83,  89,  97,  101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157,
    163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239, 241, 251};

/// Whether `n` is prime; certain for every 64-bit number.
[[nodiscard]] bool is_prime(std::uint64_t n) noexcept;

}  // namespace strata::crypto
