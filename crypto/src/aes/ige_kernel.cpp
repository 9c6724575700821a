// Chooses the implementation of AES-256-IGE.
#include "aes/ige_kernel.hpp"

#include "cpu/dispatch.hpp"

namespace strata::crypto {
namespace {

const IgeKernel& best() noexcept {
  const IgeKernel* hardware = aes_ni_ige();
  return hardware != nullptr ? *hardware : openssl_ige();
}

constinit Dispatch<IgeKernel, best> dispatch;

}  // namespace

const IgeKernel& ige_kernel() noexcept { return dispatch.get(); }
void force_ige_kernel(const IgeKernel* kernel) noexcept { dispatch.force(kernel); }

}  // namespace strata::crypto
