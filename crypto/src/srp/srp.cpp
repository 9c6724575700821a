// Checks of the server's password parameters around the SRP formulas.
#include "strata/crypto/srp.hpp"

#include "number/big_endian.hpp"
#include "srp/srp_formula.hpp"

#include "strata/crypto/dh.hpp"
#include "strata/crypto/errors.hpp"

#include <algorithm>

namespace strata::crypto {
namespace {

constexpr std::size_t salt_growth = 32;

auto unsafe(std::string why) {
  return fail(Errc::bad_srp_parameters,
              "the server's password parameters are refused: " + std::move(why));
}

// D-05. A wrong group would let the server test passwords.
Status check_group(const SrpParameters& parameters, RandomSource& random) {
  if (parameters.salt1.size() > max_srp_salt || parameters.salt2.size() > max_srp_salt) {
    return unsafe("a salt is longer than 1024 bytes");
  }
  return check_dh_params(parameters.p, parameters.g, random);
}

SrpNumbers numbers_of(const SrpParameters& parameters) {
  const std::array<std::uint8_t, 1> g{static_cast<std::uint8_t>(parameters.g)};
  SrpNumbers numbers{};
  numbers.p = left_padded<number_size>(*significant_bytes(parameters.p, number_size));
  numbers.g = left_padded<number_size>(g);
  return numbers;
}

// Draws `a` until A = g^a is in range and the scrambler is not zero.
Status choose_exponent(SrpNumbers& numbers, SecureArray<number_size>& a, RandomSource& random) {
  for (int attempt = 0; attempt < max_exponent_attempts; ++attempt) {
    random.fill(a.span());
    const Result<SecureArray<number_size>> power = mod_exp(numbers.g, a, numbers.p);
    if (!power) return fail(power.error());
    if (!check_dh_public(*power, numbers.p)) continue;
    std::copy_n(power->data(), number_size, numbers.A.data());
    if (srp_scrambler(numbers) != Sha256Digest{}) return {};
  }
  return fail(Errc::work_limit, "no SRP exponent gave a value in range; is the RNG broken?");
}

}  // namespace

// Spec: core.telegram.org/api/srp#checking-the-password-with-srp (D-04, D-05)
Result<SrpAnswer> srp_answer(const SrpParameters& parameters, BytesView password,
                             RandomSource& random) {
  if (const Status checked = check_group(parameters, random); !checked) {
    return fail(checked.error());
  }
  if (const Status checked = check_dh_public(parameters.B, parameters.p); !checked) {
    if (checked.error().code() != Errc::public_value_range) return fail(checked.error());
    return unsafe("srp_B is out of range");
  }
  SrpNumbers numbers = numbers_of(parameters);
  numbers.B = left_padded<number_size>(*significant_bytes(parameters.B, number_size));

  SecureArray<number_size> a;
  if (const Status chosen = choose_exponent(numbers, a, random); !chosen) {
    return fail(chosen.error());
  }
  const SecureArray<32> x = srp_password_hash(password, parameters.salt1, parameters.salt2);
  const Result<SecureArray<32>> session_key = srp_session_key(numbers, a, x);
  if (!session_key) return fail(session_key.error());
  return SrpAnswer{numbers.A, srp_proof(numbers, parameters.salt1, parameters.salt2, *session_key)};
}

// Spec: core.telegram.org/api/srp#setting-a-new-2fa-password (D-07)
Result<SrpVerifier> srp_verifier(const SrpParameters& parameters, BytesView password,
                                 RandomSource& random) {
  if (const Status checked = check_group(parameters, random); !checked) {
    return fail(checked.error());
  }
  SrpVerifier verifier{Bytes(parameters.salt1.begin(), parameters.salt1.end()), {}};
  append(verifier.salt1, random.array<salt_growth>());
  const SrpNumbers numbers = numbers_of(parameters);
  const SecureArray<32> x = srp_password_hash(password, verifier.salt1, parameters.salt2);
  const Result<SecureArray<number_size>> v = mod_exp(numbers.g, x, numbers.p);
  if (!v) return fail(v.error());
  std::copy_n(v->data(), number_size, verifier.password_hash.data());
  return verifier;
}

}  // namespace strata::crypto
