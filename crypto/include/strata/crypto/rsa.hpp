// RSA public keys of Telegram's servers, and RSA_PAD, the only padding that is used with them.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/limits.hpp"
#include "strata/crypto/random.hpp"

#include <memory>
#include <string_view>

namespace strata::crypto {

/// A checked RSA public key: exactly 2048 bits, odd modulus, odd exponent ≥ 3.
/// Immutable and cheap to copy; any thread.
class RsaPublicKey {
 public:
  /// Reads a PEM text: "RSA PUBLIC KEY" (PKCS #1) or "PUBLIC KEY" (SubjectPublicKeyInfo).
  /// Fails with Errc::bad_rsa_key.
  [[nodiscard]] static Result<RsaPublicKey> from_pem(std::string_view pem);

  /// Takes modulus and exponent as big-endian numbers. Fails with Errc::bad_rsa_key.
  [[nodiscard]] static Result<RsaPublicKey> from_components(BytesView n, BytesView e);

  /// The last 8 bytes of SHA-1 over the TL bytes `n:string e:string`, read as little-endian.
  /// Spec: core.telegram.org/mtproto/auth_key#dh-exchange-initiation
  [[nodiscard]] std::uint64_t fingerprint() const noexcept;

  /// Modulus and exponent, big-endian without leading zeros.
  [[nodiscard]] BytesView modulus() const noexcept;
  [[nodiscard]] BytesView exponent() const noexcept;

  struct Impl;
  [[nodiscard]] const Impl& impl() const noexcept { return *impl_; }

 private:
  explicit RsaPublicKey(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

  std::shared_ptr<const Impl> impl_;
};

/// Encrypts up to 144 bytes with RSA_PAD; the result has exactly 256 bytes, leading zeros kept.
/// Each attempt draws a fresh temporary key from `random`.
/// Fails with Errc::bad_length, Errc::work_limit (64 attempts) or Errc::library_failure.
///
/// Spec:
/// core.telegram.org/mtproto/auth_key#41-rsapaddata-serverpublickey-mentioned-above-is-implemented-as-follows
/// (A-41…A-44)
[[nodiscard]] Result<std::array<std::uint8_t, number_size>> rsa_pad_encrypt(const RsaPublicKey& key,
                                                                            BytesView data,
                                                                            RandomSource& random);

/// The RSA keys that a client accepts from one environment. The built-in sets hold only today's
/// keys: older ones go with a broken padding, so offering them is a downgrade.
class ServerKeys {
 public:
  /// No keys: the start of an injected set, for a data centre of one's own or for CDN keys.
  ServerKeys() = default;

  /// The key of Telegram's production data centres.
  [[nodiscard]] static const ServerKeys& production();
  /// The key of Telegram's test data centres.
  [[nodiscard]] static const ServerKeys& test();

  /// Adds a key, or replaces the one with the same fingerprint. Fails with Errc::bad_length when
  /// the set is full.
  Status add(RsaPublicKey key);

  /// The key with this fingerprint, or null. Valid until the set changes.
  [[nodiscard]] const RsaPublicKey* find(std::uint64_t fingerprint) const noexcept;

  /// The first of the offered fingerprints that is known, or null.
  [[nodiscard]] const RsaPublicKey* find_any(std::span<const std::int64_t> offered) const noexcept;

  [[nodiscard]] std::span<const RsaPublicKey> keys() const noexcept { return keys_; }

 private:
  std::vector<RsaPublicKey> keys_;
};

}  // namespace strata::crypto
