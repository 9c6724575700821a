// The server's half of the Diffie-Hellman exchange.
#pragma once

#include "crypto/message_cipher.hpp"
#include "crypto/random.hpp"

#include <optional>

namespace strata::datacenter {

/// The group of an exchange: the prime that all servers use, unless a test wants another.
struct DhGroup {
  Bytes prime;
  std::int32_t g = 3;

  [[nodiscard]] static const DhGroup& known();
};

/// The server's secret exponent and what it shows of it.
struct DhSecret {
  Bytes a;
  Bytes g_a;
};

/// Draws exponents until g_a lies in [2^1984, p - 2^1984].
[[nodiscard]] DhSecret make_dh_secret(const DhGroup& group, Random& random);

/// True when 2^1984 <= number <= p - 2^1984, which every honest g_b is.
[[nodiscard]] bool is_safe_dh_public(const DhGroup& group, BytesView number);

/// g_b to the power a, as 256 bytes; nothing when g_b is out of range.
[[nodiscard]] std::optional<AuthKeyBytes> dh_shared_key(const DhGroup& group,
                                                        const DhSecret& secret, BytesView g_b);

}  // namespace strata::datacenter
