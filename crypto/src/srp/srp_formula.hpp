// The formulas of Telegram's SRP without its checks, on numbers that are padded already.
#pragma once

#include "number/mod_exp.hpp"

#include "strata/crypto/digest.hpp"

namespace strata::crypto {

/// x: the password hash (PH2).
[[nodiscard]] SecureArray<32> srp_password_hash(BytesView password, BytesView salt1,
                                                BytesView salt2) noexcept;

/// The public numbers of one proof, each 256 big-endian bytes.
struct SrpNumbers {
  std::array<std::uint8_t, number_size> p;
  std::array<std::uint8_t, number_size> g;
  std::array<std::uint8_t, number_size> A;
  std::array<std::uint8_t, number_size> B;
};

/// k = H(p | g).
[[nodiscard]] Sha256Digest srp_multiplier(const SrpNumbers& numbers) noexcept;
/// u = H(A | B).
[[nodiscard]] Sha256Digest srp_scrambler(const SrpNumbers& numbers) noexcept;

/// k_a = H((B − k·g^x)^(a + u·x) mod p).
[[nodiscard]] Result<SecureArray<32>> srp_session_key(const SrpNumbers& numbers,
                                                      const SecureArray<number_size>& a,
                                                      const SecureArray<32>& x);

/// M1 = H(H(p) ^ H(g) | H(salt1) | H(salt2) | A | B | k_a).
[[nodiscard]] Sha256Digest srp_proof(const SrpNumbers& numbers, BytesView salt1, BytesView salt2,
                                     const SecureArray<32>& session_key) noexcept;

}  // namespace strata::crypto
