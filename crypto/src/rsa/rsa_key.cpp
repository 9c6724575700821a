// Checks and fingerprints of RSA public keys.
#include "rsa/rsa_key.hpp"

#include "number/big_endian.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"

namespace strata::crypto {
namespace {

// Exponents in use are 3, 17 and 65537; a long one would only slow us down.
constexpr std::size_t max_exponent_size = 8;

// The bare TL bytes of a string: length, content, zeros up to a multiple of four.
void append_tl_string(Bytes& to, BytesView content) {
  if (content.size() < 254) {
    to.push_back(static_cast<std::uint8_t>(content.size()));
  } else {
    to.push_back(254);
    for (unsigned shift = 0; shift < 24; shift += 8) {
      to.push_back(static_cast<std::uint8_t>(content.size() >> shift));
    }
  }
  append(to, content);
  while (to.size() % 4 != 0) to.push_back(0);
}

auto bad_key(std::string why) {
  return fail(Errc::bad_rsa_key, "unusable RSA key: " + std::move(why));
}

// Drops leading zeros, of which DER has one in front of a high bit.
std::optional<BytesView> number_of(BytesView bytes, std::size_t size) {
  return significant_bytes(bytes, size);
}

bool is_odd(BytesView number) noexcept { return (number.back() & 1U) != 0; }

}  // namespace

// Spec: core.telegram.org/mtproto/auth_key#dh-exchange-initiation
std::uint64_t rsa_fingerprint(BytesView n, BytesView e) {
  Bytes serialized;
  append_tl_string(serialized, n);
  append_tl_string(serialized, e);
  return load_le<std::uint64_t>(sha1({serialized}).data() + 12);
}

Result<RsaPublicKey> RsaPublicKey::from_components(BytesView n, BytesView e) {
  const std::optional<BytesView> modulus = number_of(n, number_size);
  if (!modulus || modulus->size() != number_size || (modulus->front() & 0x80U) == 0) {
    return bad_key("the modulus has not exactly 2048 bits");
  }
  if (!is_odd(*modulus)) return bad_key("the modulus is even");
  const std::optional<BytesView> exponent = number_of(e, max_exponent_size);
  if (!exponent || exponent->empty() || !is_odd(*exponent) ||
      (exponent->size() == 1 && exponent->front() < 3)) {
    return bad_key("the exponent is not an odd number from 3 to 2^64");
  }

  auto impl = std::make_shared<Impl>();
  impl->modulus.assign(modulus->begin(), modulus->end());
  impl->exponent.assign(exponent->begin(), exponent->end());
  impl->fingerprint = rsa_fingerprint(*modulus, *exponent);
  impl->n = big_num(*modulus);
  impl->e = big_num(*exponent);
  impl->montgomery.reset(BN_MONT_CTX_new());
  const BigNumContext context = big_num_context();
  if (!impl->n || !impl->e || !impl->montgomery || !context ||
      BN_MONT_CTX_set(impl->montgomery.get(), impl->n.get(), context.get()) != 1) {
    return openssl_failed();
  }
  return RsaPublicKey(std::move(impl));
}

Result<RsaPublicKey> RsaPublicKey::from_pem(std::string_view pem) {
  Bytes der;
  const std::optional<RsaNumbers> numbers = parse_rsa_pem(pem, der);
  if (!numbers) return bad_key("not the PEM text of an RSA public key");
  return from_components(numbers->n, numbers->e);
}

std::uint64_t RsaPublicKey::fingerprint() const noexcept { return impl_->fingerprint; }
BytesView RsaPublicKey::modulus() const noexcept { return impl_->modulus; }
BytesView RsaPublicKey::exponent() const noexcept { return impl_->exponent; }

}  // namespace strata::crypto
