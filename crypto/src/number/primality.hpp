// Primality of large numbers with bases from an injected random source.
#pragma once

#include "number/bignum.hpp"

#include "strata/crypto/random.hpp"

namespace strata::crypto {

/// Whether p and (p − 1) / 2 both pass `rounds` Miller–Rabin rounds each. The rounds alternate, so
/// that a composite of either kind is found early. `p` is public.
/// Fails with Errc::library_failure.
[[nodiscard]] Result<bool> is_safe_prime(const BIGNUM* p, int rounds, RandomSource& random);

}  // namespace strata::crypto
