// Password hash, session key and proof of Telegram's SRP.
#include "srp/srp_formula.hpp"

#include "number/bignum.hpp"
#include "wipe.hpp"

#include "strata/crypto/limits.hpp"

namespace strata::crypto {
namespace {

// SH(data, salt) = H(salt | data | salt)
Sha256Digest salted_hash(BytesView data, BytesView salt) noexcept {
  return sha256({salt, data, salt});
}

// t = (B - k·v) mod p, lifted into [0, p).
bool server_share(BIGNUM* t, const SrpNumbers& numbers, BytesView v, const BIGNUM* p,
                  BN_CTX* context) {
  const BigNum B = big_num(numbers.B);
  const BigNum k = big_num(srp_multiplier(numbers));
  const BigNum verifier = big_num(v);
  return B && k && verifier &&
         BN_mod_mul(verifier.get(), k.get(), verifier.get(), p, context) == 1 &&
         BN_mod_sub(t, B.get(), verifier.get(), p, context) == 1;
}

// s = a + u·x, without a reduction.
bool client_exponent(BIGNUM* s, const SrpNumbers& numbers, const SecureArray<number_size>& a,
                     const SecureArray<32>& x, BN_CTX* context) {
  const BigNum u = big_num(srp_scrambler(numbers));
  const BigNum password_hash = big_num(x);
  const BigNum exponent = big_num(a);
  if (!u || !password_hash || !exponent) return false;
  BN_set_flags(password_hash.get(), BN_FLG_CONSTTIME);
  return BN_mul(s, u.get(), password_hash.get(), context) == 1 && BN_add(s, s, exponent.get()) == 1;
}

}  // namespace

// Spec: core.telegram.org/api/srp#using-the-srp (D-04)
SecureArray<32> srp_password_hash(BytesView password, BytesView salt1, BytesView salt2) noexcept {
  const BurnStackOnExit burn;
  Sha256Digest inner = salted_hash(password, salt1);
  const WipeOnExit inner_guard(inner);
  Sha256Digest ph1 = salted_hash(inner, salt2);
  const WipeOnExit ph1_guard(ph1);
  SecureArray<64> stretched;
  pbkdf2_hmac_sha512(ph1, salt1, srp_iterations, stretched.span());
  Sha256Digest ph2 = salted_hash(stretched, salt2);
  const WipeOnExit ph2_guard(ph2);
  return SecureArray<32>(ph2);
}

Sha256Digest srp_multiplier(const SrpNumbers& numbers) noexcept {
  return sha256({numbers.p, numbers.g});
}

Sha256Digest srp_scrambler(const SrpNumbers& numbers) noexcept {
  return sha256({numbers.A, numbers.B});
}

Result<SecureArray<32>> srp_session_key(const SrpNumbers& numbers,
                                        const SecureArray<number_size>& a,
                                        const SecureArray<32>& x) {
  const BurnStackOnExit burn;
  const Result<SecureArray<number_size>> v = mod_exp(numbers.g, x, numbers.p);
  if (!v) return fail(v.error());
  const BigNumContext context = big_num_context();
  const BigNum p = big_num(numbers.p);
  const BigNum t = big_num();
  const BigNum s = big_num();
  if (!context || !p || !t || !s || !server_share(t.get(), numbers, *v, p.get(), context.get()) ||
      !client_exponent(s.get(), numbers, a, x, context.get())) {
    return openssl_failed();
  }
  SecureArray<number_size> base;
  SecureArray<number_size + 8> exponent;  // a + u·x may carry into one more bit
  if (!write_padded(t.get(), base.span()) || !write_padded(s.get(), exponent.span())) {
    return openssl_failed();
  }
  const Result<SecureArray<number_size>> shared = mod_exp(base, exponent, numbers.p);
  if (!shared) return fail(shared.error());
  Sha256Digest key = sha256({*shared});
  const WipeOnExit guard(key);
  return SecureArray<32>(key);
}

Sha256Digest srp_proof(const SrpNumbers& numbers, BytesView salt1, BytesView salt2,
                       const SecureArray<32>& session_key) noexcept {
  Sha256Digest group = sha256({numbers.p});
  const Sha256Digest generator = sha256({numbers.g});
  for (std::size_t i = 0; i < group.size(); ++i) group[i] ^= generator[i];
  return sha256(
      {group, sha256({salt1}), sha256({salt2}), numbers.A, numbers.B, session_key.view()});
}

}  // namespace strata::crypto
