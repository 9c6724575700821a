// The RSA key pair of the data centre, by OpenSSL.
#include "strata/datacenter/server_key.hpp"

#include "crypto/digest.hpp"
#include "wire.hpp"

#include "strata/datacenter/errors.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>

namespace strata::datacenter {
namespace {

constexpr int key_bits = 2048;

struct Free {
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const noexcept { EVP_PKEY_CTX_free(context); }
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
  void operator()(BIGNUM* number) const noexcept { BN_free(number); }
  void operator()(unsigned char* bytes) const noexcept { OPENSSL_free(bytes); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

Bytes number_of(const EVP_PKEY* key, const char* parameter) {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(key, parameter, &raw) != 1) return {};
  const Owned<BIGNUM> number(raw);
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(raw)));
  BN_bn2bin(raw, bytes.data());
  return bytes;
}

// Last 8 bytes of SHA-1 of the TL strings n and e.
std::uint64_t fingerprint_of(const EVP_PKEY* key) {
  WireWriter writer;
  writer.string(number_of(key, OSSL_PKEY_PARAM_RSA_N));
  writer.string(number_of(key, OSSL_PKEY_PARAM_RSA_E));
  return load_le<std::uint64_t>(sha1({writer.bytes()}).data() + 12);
}

std::string public_pem_of(const EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PublicKey(key, &der);
  const Owned<unsigned char> owner(der);
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  if (size <= 0 || PEM_write_bio(bio.get(), "RSA PUBLIC KEY", "", der, size) <= 0) return {};
  return text_of(bio.get());
}

/// Writes a file that nobody but the owner can read, never over another.
bool write_private_file(const std::filesystem::path& file, const std::string& text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  const bool written =
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  return ::close(descriptor) == 0 && written;
}

}  // namespace

struct ServerKey::Impl {
  explicit Impl(EVP_PKEY* raw)
      : key(raw), fingerprint(fingerprint_of(raw)), public_pem(public_pem_of(raw)) {}

  Owned<EVP_PKEY> key;
  std::uint64_t fingerprint;
  std::string public_pem;
};

Result<ServerKey> ServerKey::generate() {
  for (;;) {
    EVP_PKEY* const key = EVP_RSA_gen(key_bits);
    if (key == nullptr) return fail(Errc::bad_key, "OpenSSL cannot make an RSA key");
    ServerKey made(std::make_shared<const Impl>(key));
    // mtcute compares fingerprints in hexadecimal and loses leading zeros: one key in sixteen
    // would be unusable with it.
    if (made.fingerprint() >> 60U != 0) return made;
  }
}

const ServerKey& ServerKey::of_this_process() {
  static const ServerKey key = [] {
    auto made = generate();
    if (!made) throw std::runtime_error(made.error().message());
    return *std::move(made);
  }();
  return key;
}

Result<ServerKey> ServerKey::from_pem(std::string_view pem) {
  const Owned<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  const bool usable = key != nullptr && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA &&
                      EVP_PKEY_get_bits(key.get()) == key_bits;
  if (!usable) return fail(Errc::bad_key, "not a private RSA key of 2048 bits in PEM");
  return ServerKey(std::make_shared<const Impl>(key.release()));
}

Result<ServerKey> ServerKey::load_or_create(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) {
    std::ifstream input(file, std::ios::binary);
    const std::string pem{std::istreambuf_iterator<char>(input), {}};
    auto key = from_pem(pem);
    if (!key) return fail(Errc::bad_key, file.string() + ": " + key.error().message());
    return key;
  }
  auto key = generate();
  if (!key) return key;
  const auto pem = key->private_pem();
  if (!pem) return fail(pem.error());
  if (!write_private_file(file, *pem)) {
    return fail(Errc::bad_key, "cannot create the key file " + file.string());
  }
  return key;
}

const std::string& ServerKey::public_pem() const noexcept { return impl_->public_pem; }

Result<std::string> ServerKey::private_pem() const {
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_PrivateKey_traditional(bio.get(), impl_->key.get(), nullptr, nullptr, 0,
                                           nullptr, nullptr) != 1) {
    return fail(Errc::bad_key, "OpenSSL cannot write the key");
  }
  return text_of(bio.get());
}

std::uint64_t ServerKey::fingerprint() const noexcept { return impl_->fingerprint; }

Result<std::array<std::uint8_t, 256>> ServerKey::decrypt(BytesView block) const {
  std::array<std::uint8_t, 256> plain;
  std::size_t size = plain.size();
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(impl_->key.get(), nullptr));
  const bool ok =
      context != nullptr && block.size() == plain.size() &&
      EVP_PKEY_decrypt_init(context.get()) == 1 &&
      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1 &&
      EVP_PKEY_decrypt(context.get(), plain.data(), &size, block.data(), block.size()) == 1 &&
      size == plain.size();
  if (!ok) return fail(Errc::bad_packet, "the RSA block does not decrypt");
  return plain;
}

}  // namespace strata::datacenter
