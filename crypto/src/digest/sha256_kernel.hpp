// The implementations of SHA-256's block function and the choice among them.
#pragma once

#include "digest/blocks.hpp"

namespace strata::crypto {

/// One of several independent hashes that advance together.
struct Sha256Lane {
  Sha256State* state = nullptr;
  const std::uint8_t* data = nullptr;
};

struct Sha256Kernel {
  const char* name;
  void (*blocks)(Sha256State& state, const std::uint8_t* data, std::size_t blocks) noexcept;
  /// One block of each of two independent hashes; together they cost little more than one.
  void (*pair)(Sha256State& a, const std::uint8_t* block_a, Sha256State& b,
               const std::uint8_t* block_b) noexcept;
  /// `blocks` blocks of each of four independent hashes.
  void (*four)(const Sha256Lane* lanes, std::size_t blocks) noexcept;
};

[[nodiscard]] const Sha256Kernel& openssl_sha256() noexcept;
/// Null on a processor without the SHA instructions.
[[nodiscard]] const Sha256Kernel* sha_ni_sha256() noexcept;

/// The one in use.
[[nodiscard]] const Sha256Kernel& sha256_kernel() noexcept;
/// Forces one, for tests and benchmarks; null returns to the best.
void force_sha256_kernel(const Sha256Kernel* kernel) noexcept;

}  // namespace strata::crypto
