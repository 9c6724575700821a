// The arithmetic of the test server, on OpenSSL alone.
#include "mtproto/handshake/openssl_math.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <memory>

namespace strata::mtproto::handshake_test {
namespace {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;
using Context = std::unique_ptr<BN_CTX, Release<BN_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Release<EVP_CIPHER_CTX_free>>;
using Input = std::unique_ptr<BIO, Release<BIO_free_all>>;

Number read(BytesView bytes) {
  return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

Bytes write(const BIGNUM* value) {
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(value)));
  BN_bn2bin(value, bytes.data());
  return bytes;
}

Bytes parameter(const EVP_PKEY* key, const char* name) {
  BIGNUM* value = nullptr;
  EVP_PKEY_get_bn_param(key, name, &value);
  const Number owner(value);
  return write(value);
}

Bytes digest(BytesView data, const char* name) {
  Bytes out(64);
  std::size_t size = 0;
  EVP_Q_digest(nullptr, name, nullptr, data.data(), data.size(), out.data(), &size);
  out.resize(size);
  return out;
}

// One direction of AES-256 on single blocks.
class BlockCipher {
 public:
  BlockCipher(BytesView key, bool encrypt) : context_(EVP_CIPHER_CTX_new()) {
    EVP_CipherInit_ex(context_.get(), EVP_aes_256_ecb(), nullptr, key.data(), nullptr,
                      encrypt ? 1 : 0);
    EVP_CIPHER_CTX_set_padding(context_.get(), 0);
  }

  void apply(std::uint8_t* block) {
    int size = 0;
    EVP_CipherUpdate(context_.get(), block, &size, block, 16);
  }

 private:
  Cipher context_;
};

void xor_block(std::uint8_t* to, const std::uint8_t* with) {
  for (int i = 0; i < 16; ++i) to[i] ^= with[i];
}

// Each block is masked with one neighbour before and another one after the cipher; encrypting and
// decrypting differ in which is which.
Bytes ige(BytesView data, BytesView key, BytesView before, BytesView after, bool encrypt) {
  BlockCipher cipher(key, encrypt);
  Bytes out(data.begin(), data.end());
  Bytes mask_before(before.begin(), before.end());
  Bytes mask_after(after.begin(), after.end());
  for (std::size_t at = 0; at < out.size(); at += 16) {
    const Bytes input(out.begin() + static_cast<std::ptrdiff_t>(at),
                      out.begin() + static_cast<std::ptrdiff_t>(at + 16));
    std::uint8_t* const block = out.data() + at;
    xor_block(block, mask_before.data());
    cipher.apply(block);
    xor_block(block, mask_after.data());
    mask_before.assign(block, block + 16);
    mask_after = input;
  }
  return out;
}

}  // namespace

Bytes power_mod(BytesView base, BytesView exponent, BytesView modulus) {
  const Context context(BN_CTX_new());
  const Number result(BN_new());
  BN_mod_exp(result.get(), read(base).get(), read(exponent).get(), read(modulus).get(),
             context.get());
  return write(result.get());
}

Bytes power_of_two(int exponent) {
  const Number result(BN_new());
  BN_set_bit(result.get(), exponent);
  return write(result.get());
}

Bytes add(BytesView a, std::uint64_t b) {
  const Number result = read(a);
  BN_add_word(result.get(), b);
  return write(result.get());
}

Bytes subtract(BytesView a, BytesView b) {
  const Number result(BN_new());
  BN_sub(result.get(), read(a).get(), read(b).get());
  return write(result.get());
}

Bytes number(std::uint64_t value) {
  const Number result(BN_new());
  BN_set_word(result.get(), value);
  return write(result.get());
}

Bytes padded_to(BytesView value, std::size_t size) {
  Bytes bytes(size - std::min(size, value.size()));
  append(bytes, value);
  return bytes;
}

Bytes group_prime(const std::string& group) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "DH", nullptr));
  EVP_PKEY_paramgen_init(context.get());
  EVP_PKEY_CTX_set_group_name(context.get(), group.c_str());
  EVP_PKEY* parameters = nullptr;
  EVP_PKEY_generate(context.get(), &parameters);
  const Key owner(parameters);
  return parameter(parameters, OSSL_PKEY_PARAM_FFC_P);
}

Bytes sha1(BytesView data) { return digest(data, "SHA1"); }
Bytes sha256(BytesView data) { return digest(data, "SHA256"); }

Bytes ige_encrypt(BytesView data, BytesView key, BytesView iv) {
  return ige(data, key, iv.first(16), iv.last(16), true);
}

Bytes ige_decrypt(BytesView data, BytesView key, BytesView iv) {
  return ige(data, key, iv.last(16), iv.first(16), false);
}

RsaKeyPair read_private_key(const char* pem) {
  const Input input(BIO_new_mem_buf(pem, -1));
  const Key key(PEM_read_bio_PrivateKey(input.get(), nullptr, nullptr, nullptr));
  return {parameter(key.get(), OSSL_PKEY_PARAM_RSA_N), parameter(key.get(), OSSL_PKEY_PARAM_RSA_E),
          parameter(key.get(), OSSL_PKEY_PARAM_RSA_D)};
}

}  // namespace strata::mtproto::handshake_test
