// PassphraseKey: a key derived from a passphrase, and what it seals for storage.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/secure.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace strata::crypto {

/// What one guess of a passphrase costs: passes over so much memory. The defaults take about a
/// tenth of a second.
struct PassphraseCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 64 * 1024;

  friend bool operator==(const PassphraseCost&, const PassphraseCost&) = default;
};

/// The costs that are accepted, so that a stored one cannot demand hours or all memory.
inline constexpr std::uint32_t max_passphrase_passes = 16;
inline constexpr std::uint32_t min_passphrase_memory_kib = 8;
inline constexpr std::uint32_t max_passphrase_memory_kib = 256 * 1024;
/// Longest passphrase in bytes.
inline constexpr std::size_t max_passphrase_size = 4096;

/// A symmetric key from Argon2id; seals with XChaCha20-Poly1305. Wiped at the end.
class PassphraseKey {
 public:
  using Salt = std::array<std::uint8_t, 16>;
  using Nonce = std::array<std::uint8_t, 24>;
  /// Bytes that sealing adds.
  static constexpr std::size_t tag_size = 16;

  /// Slow by intention. Errors: bad_length for an empty or too long passphrase, work_limit for a
  /// cost outside the bounds, library_failure when the memory cannot be had.
  [[nodiscard]] static Result<PassphraseKey> derive(BytesView passphrase, const Salt& salt,
                                                    PassphraseCost cost);

  /// Encrypts `plain` into `out`, which has `tag_size` bytes more, and binds it to `context`. Never
  /// use a nonce twice; a random one is fine.
  void seal(const Nonce& nonce, BytesView context, BytesView plain,
            MutableBytes out) const noexcept;
  /// Decrypts into `out`, which has `tag_size` bytes less. False, and `out` is zeros, unless key,
  /// nonce, context and every byte are those of `seal`.
  [[nodiscard]] bool open(const Nonce& nonce, BytesView context, BytesView sealed,
                          MutableBytes out) const noexcept;

 private:
  PassphraseKey() noexcept = default;
  SecureArray<32> key_;
};

}  // namespace strata::crypto
