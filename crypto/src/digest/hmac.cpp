// HMAC-SHA256 and HMAC-SHA512.
#include "digest/hmac.hpp"

namespace strata::crypto {
namespace {

template <class Hash>
[[nodiscard]] typename Hash::Digest hmac(BytesView key, Parts parts) noexcept {
  const BurnStackOnExit burn;
  HmacStates<Hash> states(key);
  const WipeOnExit guard(states);
  return hmac_parts(states, parts);
}

}  // namespace

Sha256Digest hmac_sha256(BytesView key, Parts parts) noexcept { return hmac<Sha256>(key, parts); }
Sha512Digest hmac_sha512(BytesView key, Parts parts) noexcept { return hmac<Sha512>(key, parts); }

}  // namespace strata::crypto
