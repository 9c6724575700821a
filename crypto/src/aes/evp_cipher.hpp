// An owned EVP cipher context with a key in it.
#pragma once

#include "strata/base/bytes.hpp"

#include <openssl/types.h>

#include <memory>

namespace strata::crypto {

/// AES-256 in ECB or CTR mode through OpenSSL. The algorithm is fetched once per process; a
/// context belongs to its object, and freeing it wipes the key schedule. False when OpenSSL gives
/// no algorithm or context.
class EvpCipher {
 public:
  EvpCipher() noexcept = default;
  [[nodiscard]] static EvpCipher ecb(const std::uint8_t* key, bool encrypting) noexcept;
  [[nodiscard]] static EvpCipher ctr(const std::uint8_t* key, const std::uint8_t* iv) noexcept;

  [[nodiscard]] explicit operator bool() const noexcept { return context_ != nullptr; }

  /// Runs `data` through the cipher in place; whole blocks in ECB mode. Cannot fail on an object
  /// that is true: there is no padding and no tag.
  void update(MutableBytes data) const noexcept;

 private:
  struct Free {
    void operator()(EVP_CIPHER_CTX* context) const noexcept;
  };

  static EvpCipher make(const EVP_CIPHER* algorithm, const std::uint8_t* key,
                        const std::uint8_t* iv, bool encrypting) noexcept;

  std::unique_ptr<EVP_CIPHER_CTX, Free> context_;
};

}  // namespace strata::crypto
