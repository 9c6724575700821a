// What is known about primes that servers have offered.
#pragma once

#include "strata/crypto/digest.hpp"
#include "strata/crypto/limits.hpp"

#include <mutex>
#include <optional>

namespace strata::crypto {

/// Remembers the latest verdicts by the SHA-256 of the prime. Good and bad ones are kept apart, so
/// that a server full of bad primes cannot push out a good one. Any thread.
class PrimeCache {
 public:
  [[nodiscard]] std::optional<bool> find(const Sha256Digest& prime) const;
  void remember(const Sha256Digest& prime, bool safe);

 private:
  class Ring {
   public:
    [[nodiscard]] bool contains(const Sha256Digest& prime) const;
    void add(const Sha256Digest& prime);

   private:
    std::array<Sha256Digest, max_cached_primes / 2> entries_{};
    std::size_t count_ = 0;  // of all that were ever added
  };

  mutable std::mutex mutex_;
  Ring safe_;
  Ring unsafe_;
};

}  // namespace strata::crypto
