// SHA-256 of several independent texts at once.
#pragma once

#include "strata/crypto/digest.hpp"

namespace strata::crypto {

/// What is hashed: 32 bytes, which every msg_key begins with, and a text of any length.
struct PrefixedText {
  const std::uint8_t* prefix = nullptr;
  BytesView text;
};

/// `digests[i]` = SHA256(texts[i]). Intermediate states are wiped.
void sha256_many(std::span<const PrefixedText> texts, Sha256Digest* digests) noexcept;

}  // namespace strata::crypto
