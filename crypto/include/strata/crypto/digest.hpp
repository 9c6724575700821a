// Digests, HMAC and PBKDF2. None of them allocates or can fail; their inner states are wiped.
#pragma once

#include "strata/base/bytes.hpp"

#include <initializer_list>

namespace strata::crypto {

using Md5Digest = std::array<std::uint8_t, 16>;
using Sha1Digest = std::array<std::uint8_t, 20>;
using Sha256Digest = std::array<std::uint8_t, 32>;
using Sha512Digest = std::array<std::uint8_t, 64>;

/// Parts that are hashed one after another, so that nothing is concatenated first:
/// `sha256({key, text})`. A single view needs the braces as well.
using Parts = std::initializer_list<BytesView>;

[[nodiscard]] Sha1Digest sha1(Parts parts) noexcept;
[[nodiscard]] Sha256Digest sha256(Parts parts) noexcept;
[[nodiscard]] Sha512Digest sha512(Parts parts) noexcept;

/// Only for the file check sums that Telegram's API asks for; MD5 protects nothing.
[[nodiscard]] Md5Digest md5(Parts parts) noexcept;

[[nodiscard]] Sha256Digest hmac_sha256(BytesView key, Parts parts) noexcept;
[[nodiscard]] Sha512Digest hmac_sha512(BytesView key, Parts parts) noexcept;
[[nodiscard]] inline Sha256Digest hmac_sha256(BytesView key, BytesView data) noexcept {
  return hmac_sha256(key, Parts{data});
}
[[nodiscard]] inline Sha512Digest hmac_sha512(BytesView key, BytesView data) noexcept {
  return hmac_sha512(key, Parts{data});
}

/// PBKDF2-HMAC-SHA512 (RFC 8018); fills all of `out`. About 0.22 µs per iteration and 64 bytes:
/// the 100 000 iterations of a password take 22 ms, so keep it off an I/O thread.
void pbkdf2_hmac_sha512(BytesView password, BytesView salt, std::uint32_t iterations,
                        MutableBytes out) noexcept;

/// MD5 of data that arrives in pieces.
class Md5Stream {
 public:
  Md5Stream() noexcept;
  void update(BytesView more) noexcept;
  /// The digest of everything so far; the stream may go on.
  [[nodiscard]] Md5Digest digest() const noexcept;

 private:
  std::array<std::uint32_t, 4> state_;
  std::uint64_t length_ = 0;
  std::array<std::uint8_t, 64> pending_{};
};

/// SHA-256 of data that arrives in pieces. The state is wiped at the end.
class Sha256Stream {
 public:
  Sha256Stream() noexcept;
  Sha256Stream(const Sha256Stream&) noexcept = default;
  Sha256Stream& operator=(const Sha256Stream&) noexcept = default;
  ~Sha256Stream();
  void update(BytesView more) noexcept;
  /// The digest of everything so far; the stream may go on.
  [[nodiscard]] Sha256Digest digest() const noexcept;

 private:
  std::array<std::uint32_t, 8> state_;
  std::uint64_t length_ = 0;
  std::array<std::uint8_t, 64> pending_{};
};

}  // namespace strata::crypto
