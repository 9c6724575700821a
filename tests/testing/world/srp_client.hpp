// The client's half of SRP as the documentation words it, for the tests of the server's half.
#pragma once

#include "strata/datacenter/world/passwords.hpp"

#include <string_view>

namespace strata::datacenter {

/// A = g^a mod p, 256 bytes.
[[nodiscard]] Bytes srp_client_public(int g, BytesView p, BytesView a);

/// M1 of a client that knows the password. Spec: core.telegram.org/api/srp (D-04)
[[nodiscard]] Bytes srp_client_proof(const SrpRecord& known, std::string_view password,
                                     BytesView challenge, BytesView a);

/// v of a new password, 256 bytes (D-07).
[[nodiscard]] Bytes srp_client_verifier(std::string_view password, BytesView salt1,
                                        BytesView salt2);

[[nodiscard]] Bytes sha256_of(BytesView bytes);

}  // namespace strata::datacenter
