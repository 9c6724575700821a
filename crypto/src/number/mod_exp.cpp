// Modular exponentiation through OpenSSL's fixed-window form.
#include "number/mod_exp.hpp"

#include "number/bignum.hpp"
#include "wipe.hpp"

namespace strata::crypto {

Result<SecureArray<number_size>> mod_exp(BytesView base, BytesView exponent, BytesView modulus) {
  const BurnStackOnExit burn;
  const BigNumContext context = big_num_context();
  const BigNum b = big_num(base);
  const BigNum e = big_num(exponent);
  const BigNum m = big_num(modulus);
  const BigNum power = big_num();
  if (!context || !b || !e || !m || !power) return openssl_failed();
  // No branch and no memory address depends on the exponent in this variant.
  BN_set_flags(e.get(), BN_FLG_CONSTTIME);
  if (BN_mod_exp_mont_consttime(power.get(), b.get(), e.get(), m.get(), context.get(), nullptr) !=
      1) {
    return openssl_failed();
  }
  SecureArray<number_size> result;
  if (!write_padded(power.get(), result.span())) return openssl_failed();
  return result;
}

}  // namespace strata::crypto
