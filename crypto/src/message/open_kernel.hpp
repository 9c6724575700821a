// Decryption of a message together with the hash that proves it.
#pragma once

#include "message/message_keys.hpp"

#include "strata/crypto/digest.hpp"

namespace strata::crypto {

/// Decrypts `data`, whole blocks, in place, and returns SHA256(prefix + plaintext). The keys are
/// used up.
using OpenKernel = Sha256Digest (*)(MessageKeys& keys, std::span<const std::uint8_t, 32> prefix,
                                    MutableBytes data) noexcept;

/// One after the other, with the kernels in use.
[[nodiscard]] Sha256Digest open_serially(MessageKeys& keys,
                                         std::span<const std::uint8_t, 32> prefix,
                                         MutableBytes data) noexcept;

/// Both at once, on AES and SHA instructions; null where either is missing.
[[nodiscard]] OpenKernel fused_open() noexcept;

/// The best for the AES and SHA-256 kernels in use.
[[nodiscard]] OpenKernel open_kernel() noexcept;

}  // namespace strata::crypto
