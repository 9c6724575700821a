// Checks of what a server offers for a Diffie–Hellman exchange.
#include "dh/dh_checks.hpp"

#include "dh/prime_cache.hpp"
#include "number/big_endian.hpp"
#include "number/primality.hpp"

#include "strata/crypto/dh.hpp"
#include "strata/crypto/errors.hpp"

#include <algorithm>

namespace strata::crypto {
namespace {

// Public values keep this distance, 2^1984, from both ends.
constexpr int margin_bits = 1984;

PrimeCache& prime_cache() {
  static PrimeCache cache;
  return cache;
}

// Known primes cost nothing; others are tested once.
Status check_safe_prime(BytesView p, const BIGNUM* number, RandomSource& random) {
  if (std::ranges::equal(p, known_dh_prime())) return {};
  const Sha256Digest name = sha256({p});
  std::optional<bool> safe = prime_cache().find(name);
  if (!safe) {
    const Result<bool> tested = is_safe_prime(number, primality_rounds, random);
    if (!tested) return fail(tested.error());
    safe = *tested;
    prime_cache().remember(name, *safe);
  }
  if (*safe) return {};
  return fail(Errc::not_safe_prime, "the server's DH prime is not a safe prime; do not go on");
}

}  // namespace

// Spec: core.telegram.org/mtproto/security_guidelines#checking-diffie-hellman-values
bool is_generator(const BIGNUM* p, std::int32_t g) noexcept {
  const auto residue = [p](BN_ULONG modulus) { return BN_mod_word(p, modulus); };
  switch (g) {
    case 2:
      return residue(8) == 7;
    case 3:
      return residue(3) == 2;
    case 4:
      return true;  // a square in every group
    case 5:
      return residue(5) == 1 || residue(5) == 4;
    case 6:
      return residue(24) == 19 || residue(24) == 23;
    case 7:
      return residue(7) == 3 || residue(7) == 5 || residue(7) == 6;
    default:
      return false;
  }
}

// Spec: core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
Status check_dh_params(BytesView p, std::int32_t g, RandomSource& random) {
  const std::optional<BytesView> significant = significant_bytes(p, number_size);
  if (!significant || significant->size() != number_size || (significant->front() & 0x80U) == 0) {
    return fail(Errc::bad_prime_size, "the server's DH prime has not exactly 2048 bits");
  }
  const BigNum number = big_num(*significant);
  if (!number) return openssl_failed();
  if (!is_generator(number.get(), g)) {
    return fail(Errc::bad_generator, "the server's DH generator " + std::to_string(g) +
                                         " does not fit its prime; do not go on");
  }
  return check_safe_prime(*significant, number.get(), random);
}

// Spec: core.telegram.org/mtproto/security_guidelines#g-a-and-g-b-validation
Status check_dh_public(BytesView value, BytesView p) {
  const std::optional<BytesView> significant = significant_bytes(value, number_size);
  const std::optional<BytesView> prime = significant_bytes(p, number_size);
  const auto out_of_range = [] {
    return fail(Errc::public_value_range,
                "a DH public value is outside [2^1984, p - 2^1984]; do not go on");
  };
  if (!significant || !prime) return out_of_range();
  const BigNum number = big_num(*significant);
  const BigNum highest = big_num(*prime);
  const BigNum margin = big_num();
  if (!number || !highest || !margin || BN_set_bit(margin.get(), margin_bits) != 1 ||
      BN_sub(highest.get(), highest.get(), margin.get()) != 1) {
    return openssl_failed();
  }
  const bool in_range =
      BN_cmp(number.get(), margin.get()) >= 0 && BN_cmp(number.get(), highest.get()) <= 0;
  if (!in_range) return out_of_range();
  return {};
}

}  // namespace strata::crypto
