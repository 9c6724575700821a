// Chooses how messages are opened.
#include "message/open_kernel.hpp"

#include "aes/ige_kernel.hpp"
#include "digest/sha256_kernel.hpp"

namespace strata::crypto {

Sha256Digest open_serially(MessageKeys& keys, std::span<const std::uint8_t, 32> prefix,
                           MutableBytes data) noexcept {
  ige_kernel().decrypt(keys.key.data(), keys.iv.data(), data.data(), data.data(), data.size() / 16);
  return sha256({prefix, data});
}

OpenKernel open_kernel() noexcept {
  // Tests force other kernels; then fusing the hardware ones would go around them.
  const bool hardware = &ige_kernel() == aes_ni_ige() && &sha256_kernel() == sha_ni_sha256();
  const OpenKernel fused = hardware ? fused_open() : nullptr;
  return fused != nullptr ? fused : open_serially;
}

}  // namespace strata::crypto
