// Fuzzer of pq: whatever a server sends, two primes whose product it is, or an error.
#include "strata/crypto/factorize.hpp"

#include <cstdlib>

namespace {

std::uint64_t number(strata::BytesView bytes) {
  if (bytes.empty() || bytes.front() == 0 || bytes.size() > 8) std::abort();
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8U | byte;
  return value;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const strata::BytesView pq(data, size);
  const auto factors = strata::crypto::factorize_pq(pq);
  if (!factors) return 0;
  const std::uint64_t p = number(factors->p);
  const std::uint64_t q = number(factors->q);
  std::uint64_t product = 0;
  for (const std::uint8_t byte : pq) product = product << 8U | byte;
  if (p >= q || p < 3 || p * q != product) std::abort();
  return 0;
}
