// X25519 public values: the key pairs of RFC 7748, section 6.1, and of a slow reference.
#include "strata/crypto/x25519.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

std::string public_of(std::string_view secret) {
  const Bytes bytes = from_hex(secret).value();
  return to_hex(x25519_public(std::span<const std::uint8_t, 32>(bytes)));
}

TEST(X25519, PublicValue_OfRfc7748) {
  EXPECT_EQ(public_of("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"),
            "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
}

// Computed with a Montgomery ladder over Python's integers.
TEST(X25519, PublicValues_OfAReferenceLadder) {
  EXPECT_EQ(public_of("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
            "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f");
  EXPECT_EQ(public_of(std::string(64, 'f')),
            "847c0d2c375234f365e660955187a3735a0f7613d1609d3a6a4d8c53aeaa5a22");
}

}  // namespace
}  // namespace strata::crypto
