// AES modes over OpenSSL's block and counter ciphers.
#include "crypto/aes.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace strata::datacenter {
namespace {

constexpr std::size_t block_size = 16;
using Block = std::array<std::uint8_t, block_size>;

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const noexcept { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

void require(bool ok) {
  if (!ok) throw std::runtime_error("OpenSSL cannot run AES");
}

Cipher make_cipher(const EVP_CIPHER* kind, const std::uint8_t* key, const std::uint8_t* iv,
                   bool encrypts) {
  Cipher cipher(EVP_CIPHER_CTX_new());
  require(cipher != nullptr &&
          EVP_CipherInit_ex(cipher.get(), kind, nullptr, key, iv, encrypts ? 1 : 0) == 1);
  EVP_CIPHER_CTX_set_padding(cipher.get(), 0);
  return cipher;
}

void update(EVP_CIPHER_CTX* cipher, std::uint8_t* out, const std::uint8_t* in, std::size_t size) {
  int written = 0;
  require(EVP_CipherUpdate(cipher, out, &written, in, static_cast<int>(size)) == 1 &&
          written == static_cast<int>(size));
}

void xor_into(Block& block, const Block& other) noexcept {
  for (std::size_t i = 0; i < block_size; ++i) block[i] ^= other[i];
}

/// out = E(in ^ previous_out) ^ previous_in, and the mirror of it for decryption.
void ige(MutableBytes data, const AesKey& key, const IgeIv& iv, bool encrypts) {
  const Cipher cipher = make_cipher(EVP_aes_256_ecb(), key.data(), nullptr, encrypts);
  Block before;  // what the cipher's input is mixed with
  Block after;   // what the cipher's output is mixed with
  std::memcpy(before.data(), iv.data() + (encrypts ? 0 : block_size), block_size);
  std::memcpy(after.data(), iv.data() + (encrypts ? block_size : 0), block_size);
  for (std::size_t at = 0; at + block_size <= data.size(); at += block_size) {
    Block input;
    std::memcpy(input.data(), data.data() + at, block_size);
    Block mixed = input;
    xor_into(mixed, before);
    Block output;
    update(cipher.get(), output.data(), mixed.data(), block_size);
    xor_into(output, after);
    std::memcpy(data.data() + at, output.data(), block_size);
    before = output;
    after = input;
  }
}

}  // namespace

void ige_encrypt(MutableBytes data, const AesKey& key, const IgeIv& iv) {
  ige(data, key, iv, true);
}

void ige_decrypt(MutableBytes data, const AesKey& key, const IgeIv& iv) {
  ige(data, key, iv, false);
}

struct CtrStream::Context {
  Cipher cipher;
};

CtrStream::CtrStream(const AesKey& key, const CtrIv& iv)
    : context_(std::make_unique<Context>(
          Context{make_cipher(EVP_aes_256_ctr(), key.data(), iv.data(), true)})) {}
CtrStream::CtrStream(CtrStream&&) noexcept = default;
CtrStream& CtrStream::operator=(CtrStream&&) noexcept = default;
CtrStream::~CtrStream() = default;

void CtrStream::apply(MutableBytes data) {
  constexpr std::size_t piece = 1U << 20U;
  for (std::size_t at = 0; at < data.size(); at += piece) {
    const MutableBytes part = data.subspan(at, std::min(piece, data.size() - at));
    update(context_->cipher.get(), part.data(), part.data(), part.size());
  }
}

}  // namespace strata::datacenter
