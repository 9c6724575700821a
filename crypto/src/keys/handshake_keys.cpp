// Keys and salts that derive from the nonces of a key exchange.
#include "strata/crypto/handshake_keys.hpp"

#include "keys/nonce_keys.hpp"
#include "wipe.hpp"

#include "strata/crypto/digest.hpp"

#include <algorithm>

namespace strata::crypto {

// Spec: core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
TmpAesKey nonce_keys(BytesView new_nonce, BytesView server_nonce) noexcept {
  const BurnStackOnExit burn;
  Sha1Digest new_server = sha1({new_nonce, server_nonce});
  const WipeOnExit new_server_guard(new_server);
  Sha1Digest server_new = sha1({server_nonce, new_nonce});
  const WipeOnExit server_new_guard(server_new);
  Sha1Digest new_new = sha1({new_nonce, new_nonce});
  const WipeOnExit new_new_guard(new_new);

  TmpAesKey keys;
  std::copy_n(new_server.data(), 20, keys.key.data());
  std::copy_n(server_new.data(), 12, keys.key.data() + 20);
  std::copy_n(server_new.data() + 12, 8, keys.iv.data());
  std::copy_n(new_new.data(), 20, keys.iv.data() + 8);
  std::copy_n(new_nonce.data(), 4, keys.iv.data() + 28);
  return keys;
}

TmpAesKey tmp_aes_key(NewNonce new_nonce, ServerNonce server_nonce) noexcept {
  return nonce_keys(new_nonce, server_nonce);
}

// Spec: core.telegram.org/mtproto/auth_key#9-server-responds-in-one-of-three-ways
std::int64_t first_server_salt(NewNonce new_nonce, ServerNonce server_nonce) noexcept {
  return load_le<std::int64_t>(new_nonce.data()) ^ load_le<std::int64_t>(server_nonce.data());
}

std::array<std::uint8_t, 16> dh_params_fail_hash(NewNonce new_nonce) noexcept {
  const Sha1Digest digest = sha1({new_nonce});
  std::array<std::uint8_t, 16> hash;
  std::copy(digest.begin() + 4, digest.end(), hash.begin());
  return hash;
}

}  // namespace strata::crypto
