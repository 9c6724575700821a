// The proof of a two-step verification password, from what account.getPassword answered.
#pragma once

#include "strata/crypto/random.hpp"
#include "strata/crypto/srp.hpp"
#include "strata/tl/fwd.hpp"

#include <cstdint>
#include <string_view>

namespace strata::auth {

/// What auth.checkPassword carries.
struct PasswordProof {
  std::int64_t srp_id = 0;
  crypto::SrpAnswer answer;
};

/// Computes the proof; takes about 30 ms.
/// *Throws* ProtocolError when the server asks for an algorithm that this version does not know,
/// SecurityError when its parameters are too weak (nothing is sent then).
// Spec: core.telegram.org/api/srp (D-04, D-05)
PasswordProof prove_password(const tl::types::account::Password& password, std::string_view entered,
                             crypto::RandomSource& random);

}  // namespace strata::auth
