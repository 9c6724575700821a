// Owned OpenSSL numbers, wiped when they go.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <openssl/bn.h>

#include <memory>

namespace strata::crypto {

struct FreeBigNum {
  void operator()(BIGNUM* number) const noexcept { BN_clear_free(number); }
};
struct FreeBigNumContext {
  void operator()(BN_CTX* context) const noexcept { BN_CTX_free(context); }
};
struct FreeMontgomery {
  void operator()(BN_MONT_CTX* context) const noexcept { BN_MONT_CTX_free(context); }
};

/// Null means that OpenSSL had no memory; each user checks it.
using BigNum = std::unique_ptr<BIGNUM, FreeBigNum>;
/// Scratch numbers of one computation; OpenSSL wipes them with it.
using BigNumContext = std::unique_ptr<BN_CTX, FreeBigNumContext>;
using BigNumMontgomery = std::unique_ptr<BN_MONT_CTX, FreeMontgomery>;

/// The number that big-endian bytes spell, at most a few hundred of them.
[[nodiscard]] BigNum big_num(BytesView big_endian) noexcept;
[[nodiscard]] BigNum big_num() noexcept;
[[nodiscard]] BigNumContext big_num_context() noexcept;

/// Writes `number` big-endian and left-padded; false when it does not fit.
[[nodiscard]] bool write_padded(const BIGNUM* number, MutableBytes out) noexcept;

/// Errc::library_failure.
[[nodiscard]] tl::unexpected<Error> openssl_failed();

}  // namespace strata::crypto
