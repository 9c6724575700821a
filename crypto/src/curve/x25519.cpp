// X25519 public values, by libsodium.
#include "strata/crypto/x25519.hpp"

#include <sodium.h>

namespace strata::crypto {

// Multiplying the base point cannot fail: no scalar gives the neutral element after clamping.
std::array<std::uint8_t, 32> x25519_public(std::span<const std::uint8_t, 32> secret) noexcept {
  std::array<std::uint8_t, 32> value{};
  crypto_scalarmult_base(value.data(), secret.data());
  return value;
}

}  // namespace strata::crypto
