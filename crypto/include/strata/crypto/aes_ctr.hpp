// AES-256 in counter mode: the obfuscated transport and the files of CDN data centres.
#pragma once

#include "strata/base/result.hpp"
#include "strata/crypto/aes_ige.hpp"

#include <memory>

namespace strata::crypto {

using CtrIv = std::span<const std::uint8_t, 16>;

/// One key stream. Encryption and decryption are the same operation; the position advances by
/// exactly the bytes given to `apply`, in pieces of any size (C-09). The counter is one big-endian
/// 128-bit number.
///
/// Threads: one at a time.
class Aes256Ctr {
 public:
  Aes256Ctr(Aes256Key key, CtrIv iv);
  Aes256Ctr(Aes256Ctr&&) noexcept;
  Aes256Ctr& operator=(Aes256Ctr&&) noexcept;
  ~Aes256Ctr();

  /// XORs the next `data.size()` bytes of the key stream into `data`.
  void apply(MutableBytes data) noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The start of the counter for a CDN file at `offset` bytes: the last four bytes of
/// `encryption_iv` replaced by offset / 16, big-endian.
/// Fails with Errc::offset_limit if `offset` is no multiple of 16 or reaches 64 GiB.
///
/// Spec: core.telegram.org/cdn#decrypting-files (F-21)
[[nodiscard]] Result<std::array<std::uint8_t, 16>> cdn_counter(CtrIv encryption_iv,
                                                               std::uint64_t offset);

}  // namespace strata::crypto
