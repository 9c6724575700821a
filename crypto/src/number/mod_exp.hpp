// Modular exponentiation with a secret exponent.
#pragma once

#include "strata/base/result.hpp"
#include "strata/crypto/limits.hpp"
#include "strata/crypto/secure.hpp"

namespace strata::crypto {

using NumberView = std::span<const std::uint8_t, number_size>;

/// base^exponent mod modulus, all big-endian, in a time that does not depend on the exponent's
/// value. `modulus` is odd.
[[nodiscard]] Result<SecureArray<number_size>> mod_exp(BytesView base, BytesView exponent,
                                                       BytesView modulus);

}  // namespace strata::crypto
