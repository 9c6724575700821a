// The authorization key: 256 secret bytes shared with one data centre, and what derives from them.
#pragma once

#include "strata/base/result.hpp"
#include "strata/crypto/limits.hpp"
#include "strata/crypto/secure.hpp"

namespace strata::crypto {

using NewNonceHash = std::array<std::uint8_t, 16>;

/// An authorization key with its identifiers, computed once. Never printed, wiped at the end;
/// copied only by `clone()`.
///
/// Spec: core.telegram.org/mtproto/auth_key
class AuthKey {
 public:
  static constexpr std::size_t size = number_size;

  /// Fails with Errc::bad_auth_key unless `bytes` are 256, not all zero, and give an id other
  /// than 0, which marks plain messages.
  [[nodiscard]] static Result<AuthKey> from_bytes(BytesView bytes);

  [[nodiscard]] AuthKey clone() const { return AuthKey(bytes_.clone(), id_, aux_hash_); }

  /// `auth_key_id`: the last 8 bytes of SHA-1, as the little-endian number that packets carry.
  [[nodiscard]] std::uint64_t id() const noexcept { return id_; }
  /// `auth_key_aux_hash`: the first 8 bytes of SHA-1, little-endian; a retry_id of the handshake.
  [[nodiscard]] std::uint64_t aux_hash() const noexcept { return aux_hash_; }
  [[nodiscard]] std::span<const std::uint8_t, size> bytes() const noexcept { return bytes_; }

  /// `new_nonce_hash1`, `2` or `3` by `number`: what dh_gen_ok, _retry and _fail must carry.
  /// Compare with constant_time_equal.
  /// Spec: core.telegram.org/mtproto/auth_key#9-server-responds-in-one-of-three-ways
  [[nodiscard]] NewNonceHash new_nonce_hash(std::span<const std::uint8_t, 32> new_nonce,
                                            std::uint8_t number) const noexcept;

 private:
  AuthKey(SecureArray<size> bytes, std::uint64_t id, std::uint64_t aux_hash) noexcept
      : bytes_(std::move(bytes)), id_(id), aux_hash_(aux_hash) {}

  SecureArray<size> bytes_;
  std::uint64_t id_;
  std::uint64_t aux_hash_;
};

}  // namespace strata::crypto
