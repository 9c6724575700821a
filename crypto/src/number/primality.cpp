// The Miller–Rabin test on OpenSSL's numbers.
#include "number/primality.hpp"

#include "number/small_primes.hpp"

#include "strata/crypto/limits.hpp"

namespace strata::crypto {
namespace {

// One odd candidate n > 4 with n − 1 = 2^twos · odd_part.
class Candidate {
 public:
  // False when OpenSSL has no memory.
  [[nodiscard]] bool prepare(const BIGNUM* n, BN_CTX* context) {
    number_.reset(BN_dup(n));
    minus_one_.reset(BN_dup(n));
    odd_part_ = big_num();
    montgomery_.reset(BN_MONT_CTX_new());
    if (!number_ || !minus_one_ || !odd_part_ || !montgomery_) return false;
    if (BN_sub_word(minus_one_.get(), 1) != 1) return false;
    while (BN_is_bit_set(minus_one_.get(), twos_) == 0) ++twos_;
    return BN_rshift(odd_part_.get(), minus_one_.get(), twos_) == 1 &&
           BN_MONT_CTX_set(montgomery_.get(), number_.get(), context) == 1;
  }

  // One round with a random base in [2, n − 2].
  [[nodiscard]] Result<bool> passes_round(RandomSource& random, BN_CTX* context) const {
    const BigNum base = random_base(random, context);
    const BigNum power = big_num();
    if (!base || !power) return openssl_failed();
    if (BN_mod_exp_mont(power.get(), base.get(), odd_part_.get(), number_.get(), context,
                        montgomery_.get()) != 1) {
      return openssl_failed();
    }
    if (BN_is_one(power.get()) == 1) return true;
    for (int i = 0; i < twos_; ++i) {
      if (BN_cmp(power.get(), minus_one_.get()) == 0) return true;
      if (BN_mod_sqr(power.get(), power.get(), number_.get(), context) != 1) {
        return openssl_failed();
      }
    }
    return false;
  }

 private:
  // Twice the bits that are needed would be uniform to 2^-2048; these are to 2^-64 at worst, and
  // here only independence from the candidate counts.
  [[nodiscard]] BigNum random_base(RandomSource& random, BN_CTX* context) const {
    const auto bytes = random.array<number_size + 8>();
    BigNum base = big_num(bytes);
    const BigNum range(BN_dup(number_.get()));
    const bool done = base && range && BN_sub_word(range.get(), 3) == 1 &&
                      BN_mod(base.get(), base.get(), range.get(), context) == 1 &&
                      BN_add_word(base.get(), 2) == 1;
    if (!done) base.reset();
    return base;
  }

  BigNum number_;
  BigNum minus_one_;
  BigNum odd_part_;
  BigNumMontgomery montgomery_;
  int twos_ = 0;
};

bool has_small_factor(const BIGNUM* n) noexcept {
  for (const std::uint8_t prime : small_odd_primes) {
    if (BN_mod_word(n, prime) == 0) return true;
  }
  return false;
}

}  // namespace

Result<bool> is_safe_prime(const BIGNUM* p, int rounds, RandomSource& random) {
  const BigNumContext context = big_num_context();
  const BigNum half = big_num();
  if (!context || !half || BN_rshift1(half.get(), p) != 1) return openssl_failed();
  if (BN_num_bits(half.get()) < 16 || BN_is_odd(p) == 0 || BN_is_odd(half.get()) == 0) {
    return false;
  }
  if (has_small_factor(p) || has_small_factor(half.get())) return false;

  Candidate whole_candidate;
  Candidate half_candidate;
  if (!whole_candidate.prepare(p, context.get())) return openssl_failed();
  if (!half_candidate.prepare(half.get(), context.get())) return openssl_failed();
  for (int round = 0; round < rounds; ++round) {
    for (const Candidate* candidate : {&half_candidate, &whole_candidate}) {
      const Result<bool> passed = candidate->passes_round(random, context.get());
      if (!passed || !*passed) return passed;
    }
  }
  return true;
}

}  // namespace strata::crypto
