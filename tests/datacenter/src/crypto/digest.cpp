// Digests by OpenSSL.
#include "crypto/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace strata::datacenter {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

template <class Digest>
Digest digest(const EVP_MD* kind, std::initializer_list<BytesView> pieces) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  Digest result{};
  bool ok = EVP_DigestInit_ex(context.get(), kind, nullptr) == 1;
  for (const BytesView piece : pieces) {
    ok = ok && EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1;
  }
  ok = ok && EVP_DigestFinal_ex(context.get(), result.data(), nullptr) == 1;
  if (!ok) throw std::runtime_error("OpenSSL cannot compute a digest");
  return result;
}

}  // namespace

Sha1 sha1(std::initializer_list<BytesView> pieces) { return digest<Sha1>(EVP_sha1(), pieces); }

Sha256 sha256(std::initializer_list<BytesView> pieces) {
  return digest<Sha256>(EVP_sha256(), pieces);
}

bool equal_in_constant_time(BytesView a, BytesView b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace strata::datacenter
