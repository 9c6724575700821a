// The public AES-256-IGE functions: length checks in front of the kernel.
#include "aes/ige_kernel.hpp"
#include "wipe.hpp"

#include "strata/crypto/aes_ige.hpp"
#include "strata/crypto/errors.hpp"

namespace strata::crypto {
namespace {

constexpr std::size_t block_size = 16;

Status run(IgeKernel::Run kernel, BytesView in, MutableBytes out, Aes256Key key, MutableBytes iv) {
  const BurnShallowStackOnExit burn;
  if (in.size() != out.size() || in.size() % block_size != 0) {
    return fail(Errc::bad_length, "AES-IGE needs an output as long as the input, in whole blocks");
  }
  kernel(key.data(), iv.data(), in.data(), out.data(), in.size() / block_size);
  return {};
}

}  // namespace

Status aes256_ige_encrypt(BytesView in, MutableBytes out, Aes256Key key, IgeIv iv) {
  SecureArray<32> chain(iv);
  return run(ige_kernel().encrypt, in, out, key, chain.span());
}

Status aes256_ige_decrypt(BytesView in, MutableBytes out, Aes256Key key, IgeIv iv) {
  SecureArray<32> chain(iv);
  return run(ige_kernel().decrypt, in, out, key, chain.span());
}

Status Aes256Ige::encrypt(BytesView in, MutableBytes out) {
  return run(ige_kernel().encrypt, in, out, key_, iv_.span());
}

Status Aes256Ige::decrypt(BytesView in, MutableBytes out) {
  return run(ige_kernel().decrypt, in, out, key_, iv_.span());
}

const char* aes_ige_implementation() noexcept { return ige_kernel().name; }

}  // namespace strata::crypto
