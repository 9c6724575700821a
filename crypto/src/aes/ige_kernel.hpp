// The implementations of AES-256-IGE and the choice among them.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::crypto {

/// One implementation. Both functions take `blocks` blocks of 16 bytes, allow `out == in`, and
/// leave in `iv` what a continuation needs: the last ciphertext block, then the last plaintext
/// block. They wipe the key schedule they make.
struct IgeKernel {
  using Run = void (*)(const std::uint8_t* key, std::uint8_t* iv, const std::uint8_t* in,
                       std::uint8_t* out, std::size_t blocks) noexcept;
  const char* name;
  Run encrypt;
  Run decrypt;
};

/// Constant-time arithmetic in plain C++: right on every machine, and slow.
[[nodiscard]] const IgeKernel& portable_ige() noexcept;
/// One EVP call per block; falls back to the portable kernel when OpenSSL gives no context.
[[nodiscard]] const IgeKernel& openssl_ige() noexcept;
/// Null on a processor without AES instructions.
[[nodiscard]] const IgeKernel* aes_ni_ige() noexcept;

/// The one in use.
[[nodiscard]] const IgeKernel& ige_kernel() noexcept;
/// Forces one, for tests and benchmarks; null returns to the best.
void force_ige_kernel(const IgeKernel* kernel) noexcept;

}  // namespace strata::crypto
