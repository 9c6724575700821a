// Checks of pq before and after its factorisation.
#include "strata/crypto/factorize.hpp"

#include "number/big_endian.hpp"
#include "number/brent.hpp"
#include "number/small_primes.hpp"

#include "strata/crypto/errors.hpp"

#include <cmath>

namespace strata::crypto {
namespace {

auto bad_pq(std::string why) {
  return fail(Errc::bad_pq, "pq " + std::move(why) + "; the server is broken or not a server");
}

bool is_square(std::uint64_t n) noexcept {
  // The root of a 63-bit number is exact to one.
  auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(n)));
  while (root * root > n) --root;
  while ((root + 1) * (root + 1) <= n) ++root;
  return root * root == n;
}

std::uint64_t small_factor(std::uint64_t n) noexcept {
  for (const std::uint8_t prime : small_odd_primes) {
    if (n % prime == 0) return prime;
  }
  return 0;
}

// big-endian without leading zeros.
Bytes minimal_bytes(std::uint64_t value) {
  Bytes bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    const auto byte = static_cast<std::uint8_t>(value >> static_cast<unsigned>(shift));
    if (byte != 0 || !bytes.empty()) bytes.push_back(byte);
  }
  return bytes;
}

// what is refused without a search.
Result<std::uint64_t> parse_pq(BytesView pq) {
  const std::optional<BytesView> significant = significant_bytes(pq, sizeof(std::uint64_t));
  if (!significant) return bad_pq("is longer than 8 bytes");
  std::uint64_t n = 0;
  for (const std::uint8_t byte : *significant) n = n << 8U | byte;
  if (n < min_pq || n > max_pq) return bad_pq("is not in [15, 2^63)");
  if (n % 2 == 0) return bad_pq("is even");
  if (is_square(n)) return bad_pq("is a square");
  if (is_prime(n)) return bad_pq("is prime");
  return n;
}

}  // namespace

// Spec: core.telegram.org/mtproto/auth_key#dh-exchange-initiation (A-20…A-23)
Result<PqFactors> factorize_pq(BytesView pq, const std::stop_token& stop) {
  const Result<std::uint64_t> parsed = parse_pq(pq);
  if (!parsed) return fail(parsed.error());
  const std::uint64_t n = *parsed;

  std::uint64_t p = small_factor(n);
  if (p == 0) {
    const FactorResult result = find_factor(n, max_pq_steps, stop);
    if (result.outcome == FactorSearch::cancelled) {
      return fail(Errc::cancelled, "the factorisation of pq was cancelled");
    }
    if (result.outcome == FactorSearch::work_limit) {
      return fail(Errc::work_limit, "pq was not factorised within its budget; try a new exchange");
    }
    p = result.factor;
  }
  std::uint64_t q = n / p;
  if (p > q) std::swap(p, q);
  if (p * q != n || p == q || !is_prime(p) || !is_prime(q)) {
    return bad_pq("is not the product of two different primes");
  }
  return PqFactors{minimal_bytes(p), minimal_bytes(q)};
}

}  // namespace strata::crypto
