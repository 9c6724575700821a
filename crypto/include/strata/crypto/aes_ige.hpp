// AES-256 in IGE mode, the cipher of MTProto messages and of the key exchange.
#pragma once

#include "strata/base/result.hpp"
#include "strata/crypto/secure.hpp"

namespace strata::crypto {

using Aes256Key = std::span<const std::uint8_t, 32>;
using IgeIv = std::span<const std::uint8_t, 32>;

/// Encrypts `in` to `out`, which have the same length, a multiple of 16. `out` may be the same
/// memory as `in`, but must not overlap it otherwise.
///
/// The first half of `iv` is the preceding ciphertext block, the second the preceding plaintext
/// block, as in OpenSSL. Fails with Errc::bad_length and touches nothing then.
///
/// Spec: core.telegram.org/mtproto/description#message-key-and-encryption (B-01)
[[nodiscard]] Status aes256_ige_encrypt(BytesView in, MutableBytes out, Aes256Key key, IgeIv iv);

/// The inverse; the same conditions hold, and `iv` is the one given to encryption.
[[nodiscard]] Status aes256_ige_decrypt(BytesView in, MutableBytes out, Aes256Key key, IgeIv iv);

/// The same for data that comes in pieces: each call continues where the last one ended.
/// One object serves one direction. Key and state are wiped at the end.
class Aes256Ige {
 public:
  Aes256Ige(Aes256Key key, IgeIv iv) noexcept : key_(key), iv_(iv) {}

  [[nodiscard]] Status encrypt(BytesView in, MutableBytes out);
  [[nodiscard]] Status decrypt(BytesView in, MutableBytes out);

 private:
  SecureArray<32> key_;
  SecureArray<32> iv_;
};

/// The name of the implementation in use on this processor: "aes-ni", "openssl" or "portable".
[[nodiscard]] const char* aes_ige_implementation() noexcept;

}  // namespace strata::crypto
