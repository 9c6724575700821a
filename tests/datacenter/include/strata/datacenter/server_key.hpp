// The RSA key pair of a data centre: made, loaded, saved, shown.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace strata::datacenter {

/// An RSA key of 2048 bits. Cheap to copy; may be used from any thread.
class ServerKey {
 public:
  /// Makes a new key; takes some hundred milliseconds.
  [[nodiscard]] static Result<ServerKey> generate();
  /// A key made once per process, for tests that start many data centres.
  [[nodiscard]] static const ServerKey& of_this_process();
  /// Reads a private key in PEM, PKCS#1 or PKCS#8.
  [[nodiscard]] static Result<ServerKey> from_pem(std::string_view pem);
  /// Reads the private key in the file, or makes one and saves it there, readable by the owner
  /// only.
  [[nodiscard]] static Result<ServerKey> load_or_create(const std::filesystem::path& file);

  /// What clients must know: the public key in PKCS#1, `-----BEGIN RSA PUBLIC KEY-----`.
  [[nodiscard]] const std::string& public_pem() const noexcept;
  [[nodiscard]] Result<std::string> private_pem() const;
  /// As resPQ offers it. Spec: core.telegram.org/mtproto/auth_key#dh-exchange-initiation
  [[nodiscard]] std::uint64_t fingerprint() const noexcept;

  /// The block to the power of the private exponent: 256 bytes from 256 bytes. Fails when the
  /// block is not below the modulus.
  [[nodiscard]] Result<std::array<std::uint8_t, 256>> decrypt(BytesView block) const;

 private:
  struct Impl;
  explicit ServerKey(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

}  // namespace strata::datacenter
