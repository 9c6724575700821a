// X25519 public values: for hellos that must look like those of TLS.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::crypto {

/// The public value that belongs to 32 secret bytes (RFC 7748). MTProto itself does not use this
/// curve; a camouflage that shows a value which is no point of it would be told apart (C-14).
[[nodiscard]] std::array<std::uint8_t, 32> x25519_public(
    std::span<const std::uint8_t, 32> secret) noexcept;

}  // namespace strata::crypto
