// The block functions of the four digests: each takes whole blocks and moves a chaining state on.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::crypto {

using Md5State = std::array<std::uint32_t, 4>;
using Sha1State = std::array<std::uint32_t, 5>;
using Sha256State = std::array<std::uint32_t, 8>;
using Sha512State = std::array<std::uint64_t, 8>;

inline constexpr Md5State md5_start{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
inline constexpr Sha1State sha1_start{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
inline constexpr Sha256State sha256_start{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
inline constexpr Sha512State sha512_start{
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

void md5_blocks(Md5State& state, const std::uint8_t* data, std::size_t blocks) noexcept;
void sha1_blocks(Sha1State& state, const std::uint8_t* data, std::size_t blocks) noexcept;
void sha512_blocks(Sha512State& state, const std::uint8_t* data, std::size_t blocks) noexcept;

/// SHA-256 with the processor's instructions, or OpenSSL's code.
void sha256_blocks(Sha256State& state, const std::uint8_t* data, std::size_t blocks) noexcept;

}  // namespace strata::crypto
