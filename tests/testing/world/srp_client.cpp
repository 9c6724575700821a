// The client's half of SRP, written apart from the server's: another form of each formula.
#include "testing/world/srp_client.hpp"

#include <openssl/bn.h>
#include <openssl/sha.h>

#include <memory>

namespace strata::datacenter {
namespace {

struct Free {
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using Number = std::unique_ptr<BIGNUM, Free>;

Number number(BytesView bytes) {
  return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

Bytes bytes256(const Number& value) {
  Bytes out(256);
  BN_bn2binpad(value.get(), out.data(), 256);
  return out;
}

Bytes power(BytesView base, BytesView exponent, BytesView modulus) {
  const std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  Number result(BN_new());
  BN_mod_exp(result.get(), number(base).get(), number(exponent).get(), number(modulus).get(),
             context.get());
  return bytes256(result);
}

Bytes joined(std::initializer_list<BytesView> parts) {
  Bytes all;
  for (const BytesView part : parts) append(all, part);
  return all;
}

Bytes padded_g(int g) {
  Bytes padded(256);
  padded.back() = static_cast<std::uint8_t>(g);
  return padded;
}

}  // namespace

Bytes sha256_of(BytesView bytes) {
  Bytes digest(SHA256_DIGEST_LENGTH);
  SHA256(bytes.data(), bytes.size(), digest.data());
  return digest;
}

Bytes srp_client_public(int g, BytesView p, BytesView a) { return power(padded_g(g), a, p); }

Bytes srp_client_verifier(std::string_view password, BytesView salt1, BytesView salt2) {
  return power(padded_g(3), srp_password_hash(password, salt1, salt2), srp_prime());
}

Bytes srp_client_proof(const SrpRecord& known, std::string_view password, BytesView challenge,
                       BytesView a) {
  const Bytes g = padded_g(known.g);
  const Bytes public_value = srp_client_public(known.g, known.p, a);
  const Bytes u = sha256_of(joined({public_value, challenge}));
  const Bytes x = srp_password_hash(password, known.salt1, known.salt2);
  const Bytes k = sha256_of(joined({known.p, g}));
  const Bytes v = power(g, x, known.p);

  // t = (B - k*v) mod p, lifted into [0, p); S = t^a * (t^u)^x, which is t^(a + u*x).
  const std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  const Number p = number(known.p);
  Number t(BN_new());
  BN_mod_mul(t.get(), number(k).get(), number(v).get(), p.get(), context.get());
  BN_mod_sub(t.get(), number(challenge).get(), t.get(), p.get(), context.get());
  const Bytes base = bytes256(t);
  Number s(BN_new());
  BN_mod_mul(s.get(), number(power(base, a, known.p)).get(),
             number(power(power(base, u, known.p), x, known.p)).get(), p.get(), context.get());

  Bytes mask = sha256_of(known.p);
  const Bytes g_hash = sha256_of(g);
  for (std::size_t i = 0; i < mask.size(); ++i) mask[i] ^= g_hash[i];
  return sha256_of(joined({mask, sha256_of(known.salt1), sha256_of(known.salt2), public_value,
                           challenge, sha256_of(bytes256(s))}));
}

}  // namespace strata::datacenter
