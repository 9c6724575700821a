// A ring of digests per verdict.
#include "dh/prime_cache.hpp"

#include <algorithm>

namespace strata::crypto {

bool PrimeCache::Ring::contains(const Sha256Digest& prime) const {
  const auto end =
      entries_.begin() + static_cast<std::ptrdiff_t>(std::min(count_, entries_.size()));
  return std::find(entries_.begin(), end, prime) != end;
}

void PrimeCache::Ring::add(const Sha256Digest& prime) {
  if (contains(prime)) return;
  entries_[count_++ % entries_.size()] = prime;
}

std::optional<bool> PrimeCache::find(const Sha256Digest& prime) const {
  const std::lock_guard lock(mutex_);
  if (safe_.contains(prime)) return true;
  if (unsafe_.contains(prime)) return false;
  return std::nullopt;
}

void PrimeCache::remember(const Sha256Digest& prime, bool safe) {
  const std::lock_guard lock(mutex_);
  (safe ? safe_ : unsafe_).add(prime);
}

}  // namespace strata::crypto
