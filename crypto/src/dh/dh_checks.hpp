// The parts of the DH checks that work on numbers of any size.
#pragma once

#include "number/bignum.hpp"

namespace strata::crypto {

/// Whether g, 2 … 7, generates the right subgroup modulo p by p's residue.
[[nodiscard]] bool is_generator(const BIGNUM* p, std::int32_t g) noexcept;

}  // namespace strata::crypto
