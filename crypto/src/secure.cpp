// Wiping and comparing secrets, through libsodium.
#include "strata/crypto/secure.hpp"

#include <sodium.h>

namespace strata::crypto {

void wipe(MutableBytes secret) noexcept {
  if (!secret.empty()) sodium_memzero(secret.data(), secret.size());
}

bool constant_time_equal(BytesView a, BytesView b) noexcept {
  if (a.size() != b.size()) return false;
  return a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace strata::crypto
