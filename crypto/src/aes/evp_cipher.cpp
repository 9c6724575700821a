// Fetching and running OpenSSL's AES.
#include "aes/evp_cipher.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>

namespace strata::crypto {
namespace {

// Fetched at the first use and kept until the process ends: other threads and static destructors
// may still need them.
const EVP_CIPHER* aes_256_ecb() noexcept {
  static const EVP_CIPHER* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr);
  return algorithm;
}

const EVP_CIPHER* aes_256_ctr() noexcept {
  static const EVP_CIPHER* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-CTR", nullptr);
  return algorithm;
}

}  // namespace

void EvpCipher::Free::operator()(EVP_CIPHER_CTX* context) const noexcept {
  EVP_CIPHER_CTX_free(context);
}

EvpCipher EvpCipher::make(const EVP_CIPHER* algorithm, const std::uint8_t* key,
                          const std::uint8_t* iv, bool encrypting) noexcept {
  EvpCipher cipher;
  if (algorithm == nullptr) return cipher;
  cipher.context_.reset(EVP_CIPHER_CTX_new());
  if (cipher.context_ == nullptr) return cipher;
  const bool ready = EVP_CipherInit_ex2(cipher.context_.get(), algorithm, key, iv,
                                        encrypting ? 1 : 0, nullptr) == 1 &&
                     EVP_CIPHER_CTX_set_padding(cipher.context_.get(), 0) == 1;
  if (!ready) cipher.context_.reset();
  return cipher;
}

EvpCipher EvpCipher::ecb(const std::uint8_t* key, bool encrypting) noexcept {
  return make(aes_256_ecb(), key, nullptr, encrypting);
}

EvpCipher EvpCipher::ctr(const std::uint8_t* key, const std::uint8_t* iv) noexcept {
  return make(aes_256_ctr(), key, iv, true);
}

void EvpCipher::update(MutableBytes data) const noexcept {
  // EVP counts in int.
  constexpr std::size_t most = std::size_t{1} << 30U;
  while (!data.empty()) {
    const MutableBytes part = data.first(std::min(data.size(), most));
    int written = 0;
    const int done = EVP_CipherUpdate(context_.get(), part.data(), &written, part.data(),
                                      static_cast<int>(part.size()));
    // Impossible by the documentation; going on would let plaintext through.
    if (done != 1 || static_cast<std::size_t>(written) != part.size()) std::abort();
    data = data.subspan(part.size());
  }
}

}  // namespace strata::crypto
