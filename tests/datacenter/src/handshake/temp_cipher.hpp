// The cipher of the middle of the key exchange: keys from the nonces, a hash in front of the data.
#pragma once

#include "crypto/random.hpp"

#include "strata/base/result.hpp"
#include "strata/datacenter/value.hpp"

namespace strata::datacenter {

/// Serialises `object`, puts its SHA-1 in front, pads and encrypts it under the key that the
/// nonces give. Spec: core.telegram.org/mtproto/auth_key#5-server-responds-in-the-following-way
[[nodiscard]] Result<Bytes> seal_inner(const Object& object, BytesView new_nonce,
                                       BytesView server_nonce, Random& random);

/// Decrypts what the client sealed the same way and checks the hash.
[[nodiscard]] Result<Object> open_inner(BytesView encrypted, BytesView new_nonce,
                                        BytesView server_nonce);

}  // namespace strata::datacenter
