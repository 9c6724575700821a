// Draws the primes of the proof of work.
#include "handshake/pq.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace strata::datacenter {
namespace {

std::uint64_t power(std::uint64_t base, std::uint64_t exponent, std::uint64_t modulus) noexcept {
  std::uint64_t result = 1;
  for (base %= modulus; exponent != 0; exponent >>= 1U) {
    if ((exponent & 1U) != 0) result = result * base % modulus;
    base = base * base % modulus;
  }
  return result;
}

/// One round of Miller-Rabin.
bool passes(std::uint64_t number, std::uint64_t base) noexcept {
  const auto twos = static_cast<unsigned>(std::countr_zero(number - 1));
  std::uint64_t x = power(base, (number - 1) >> twos, number);
  if (x == 1 || x == number - 1) return true;
  for (unsigned i = 1; i < twos; ++i) {
    x = x * x % number;
    if (x == number - 1) return true;
  }
  return false;
}

std::uint32_t draw_prime(Random& random) {
  while (true) {
    const auto number = static_cast<std::uint32_t>(random.next() & 0x7fffffffU) | 0x40000001U;
    if (is_prime(number)) return number;
  }
}

}  // namespace

bool is_prime(std::uint32_t number) noexcept {
  // These bases decide every number of 32 bits.
  constexpr std::array<std::uint32_t, 3> bases{2, 7, 61};
  if (number < 2 || (number % 2 == 0 && number != 2)) return false;
  return std::ranges::all_of(bases, [&](std::uint32_t base) {
    return number % base == 0 ? number == base : passes(number, base);
  });
}

Pq make_pq(Random& random) {
  Pq pq{draw_prime(random), draw_prime(random)};
  while (pq.p == pq.q) pq.q = draw_prime(random);
  if (pq.p > pq.q) std::swap(pq.p, pq.q);
  return pq;
}

Bytes big_endian(std::uint64_t number) {
  Bytes bytes;
  for (; number != 0; number >>= 8U) bytes.push_back(static_cast<std::uint8_t>(number));
  std::ranges::reverse(bytes);
  return bytes;
}

}  // namespace strata::datacenter
