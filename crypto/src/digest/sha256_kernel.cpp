// Chooses the implementation of SHA-256's block function.
#include "digest/sha256_kernel.hpp"

#include "cpu/dispatch.hpp"

namespace strata::crypto {
namespace {

const Sha256Kernel& best() noexcept {
  const Sha256Kernel* hardware = sha_ni_sha256();
  return hardware != nullptr ? *hardware : openssl_sha256();
}

constinit Dispatch<Sha256Kernel, best> dispatch;

}  // namespace

const Sha256Kernel& sha256_kernel() noexcept { return dispatch.get(); }
void force_sha256_kernel(const Sha256Kernel* kernel) noexcept { dispatch.force(kernel); }

void sha256_blocks(Sha256State& state, const std::uint8_t* data, std::size_t blocks) noexcept {
  sha256_kernel().blocks(state, data, blocks);
}

}  // namespace strata::crypto
