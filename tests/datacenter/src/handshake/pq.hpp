// The proof of work of the key exchange: a product of two primes.
#pragma once

#include "crypto/random.hpp"

namespace strata::datacenter {

/// p < q, both primes of 31 bits, so that the product is below 2^63.
struct Pq {
  std::uint32_t p = 0;
  std::uint32_t q = 0;

  [[nodiscard]] std::uint64_t product() const noexcept { return std::uint64_t{p} * q; }
};

[[nodiscard]] Pq make_pq(Random& random);
[[nodiscard]] bool is_prime(std::uint32_t number) noexcept;

/// The number big-endian without leading zeros, as TL carries p, q and pq.
[[nodiscard]] Bytes big_endian(std::uint64_t number);

}  // namespace strata::datacenter
