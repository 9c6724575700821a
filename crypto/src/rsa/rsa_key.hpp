// What an RsaPublicKey holds, and the fingerprint of any RSA key.
#pragma once

#include "number/bignum.hpp"

#include "strata/crypto/rsa.hpp"

namespace strata::crypto {

struct RsaPublicKey::Impl {
  Bytes modulus;
  Bytes exponent;
  std::uint64_t fingerprint = 0;
  BigNum n;
  BigNum e;
  BigNumMontgomery montgomery;
};

/// `n` and `e` are big-endian without leading zeros.
[[nodiscard]] std::uint64_t rsa_fingerprint(BytesView n, BytesView e);

/// The two numbers of a PEM text, views into `der`, which it fills; or nothing.
struct RsaNumbers {
  BytesView n;
  BytesView e;
};
[[nodiscard]] std::optional<RsaNumbers> parse_rsa_pem(std::string_view pem, Bytes& der);

}  // namespace strata::crypto
