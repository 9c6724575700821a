// SessionSeal: keeps the stored form of a session encrypted under a passphrase.
#pragma once

#include "session/secret_buffer.hpp"

#include "strata/base/result.hpp"
#include "strata/crypto/passphrase_key.hpp"

#include <optional>
#include <string_view>

namespace strata::detail {

/// ```
///   "STRATASX" | u32 version | u32 passes | u32 KiB of memory | salt, 16 bytes | nonce, 24 bytes |
///   u32 length of the sealed part | sealed part | SHA-256 of all before
/// ```
/// All numbers are little-endian. Argon2id (1.3) makes the key, XChaCha20-Poly1305 seals and binds
/// the header. The digest, over ciphertext alone, tells damage from a wrong passphrase.
///
/// The key is derived once and kept: a save needs a new nonce only.
// Spec: A-81
class SessionSeal {
 public:
  SessionSeal(std::string_view passphrase, crypto::PassphraseCost cost);

  /// Whether this is a sealed session, readable or not.
  [[nodiscard]] static bool is_sealed(BytesView stored) noexcept;

  /// The session's stored form. Errors: session_corrupt, session_version, session_passphrase,
  /// invalid_argument for an empty passphrase.
  [[nodiscard]] Result<SecretBuffer> open(BytesView stored);
  [[nodiscard]] Result<SecretBuffer> seal(BytesView plain);

 private:
  /// Sees to it that `key_` is the one for this salt and cost.
  Status derive(const crypto::PassphraseKey::Salt& salt, crypto::PassphraseCost cost);

  crypto::SecureBytes passphrase_;
  crypto::PassphraseCost wanted_;
  std::optional<crypto::PassphraseKey> key_;
  crypto::PassphraseKey::Salt salt_{};  ///< of `key_`
  crypto::PassphraseCost cost_;         ///< of `key_`
};

}  // namespace strata::detail
