// The authorization key and its identifiers.
#include "strata/crypto/auth_key.hpp"

#include "wipe.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"

#include <algorithm>

namespace strata::crypto {

// Spec: core.telegram.org/mtproto/auth_key
Result<AuthKey> AuthKey::from_bytes(BytesView bytes) {
  const BurnStackOnExit burn;
  if (bytes.size() != size) {
    return fail(Errc::bad_auth_key, "an authorization key has exactly 256 bytes");
  }
  // Adds up all bytes instead of stopping at the first: the key is secret.
  std::uint8_t any = 0;
  for (const std::uint8_t byte : bytes) any |= byte;
  if (any == 0) return fail(Errc::bad_auth_key, "an authorization key of zeros protects nothing");

  const Sha1Digest digest = sha1({bytes});
  const auto id = load_le<std::uint64_t>(digest.data() + 12);
  if (id == 0) {
    return fail(Errc::bad_auth_key, "the key's id is 0, which marks plain messages; make another");
  }
  return AuthKey(SecureArray<size>(bytes.first<size>()), id, load_le<std::uint64_t>(digest.data()));
}

// Spec: core.telegram.org/mtproto/auth_key#9-server-responds-in-one-of-three-ways
NewNonceHash AuthKey::new_nonce_hash(std::span<const std::uint8_t, 32> new_nonce,
                                     std::uint8_t number) const noexcept {
  const BurnStackOnExit burn;
  std::array<std::uint8_t, 9> tail{};
  tail[0] = number;
  store_le(tail.data() + 1, aux_hash_);
  const Sha1Digest digest = sha1({new_nonce, tail});
  NewNonceHash hash;
  std::copy(digest.begin() + 4, digest.end(), hash.begin());
  return hash;
}

}  // namespace strata::crypto
