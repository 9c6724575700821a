// Diffie-Hellman arithmetic over OpenSSL's big numbers.
#include "crypto/dh.hpp"

#include <openssl/bn.h>

#include <memory>
#include <stdexcept>

namespace strata::datacenter {
namespace {

struct Free {
  void operator()(BIGNUM* number) const noexcept { BN_clear_free(number); }
  void operator()(BN_CTX* context) const noexcept { BN_CTX_free(context); }
};
using Number = std::unique_ptr<BIGNUM, Free>;

/// How far a public value stays from 0 and from p, in bits.
constexpr int safety_bits = 2048 - 64;

Number number_of(BytesView bytes) {
  Number number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  if (number == nullptr) throw std::bad_alloc();
  return number;
}

template <class Target>
void store(const BIGNUM* number, Target& target) {
  if (BN_bn2binpad(number, target.data(), static_cast<int>(target.size())) < 0) {
    throw std::runtime_error("a number of the key exchange does not fit");
  }
}

Number power(const BIGNUM* base, const BIGNUM* exponent, const BIGNUM* modulus) {
  const std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  Number result(BN_new());
  BN_MONT_CTX* const no_cache = nullptr;
  if (context == nullptr || result == nullptr ||
      BN_mod_exp_mont_consttime(result.get(), base, exponent, modulus, context.get(), no_cache) !=
          1) {
    throw std::runtime_error("OpenSSL cannot exponentiate");
  }
  return result;
}

bool is_safe(const DhGroup& group, const BIGNUM* number) {
  const Number prime = number_of(group.prime);
  Number least(BN_new());
  Number most(BN_new());
  BN_zero(least.get());
  const bool ok = BN_set_bit(least.get(), safety_bits) == 1 &&
                  BN_sub(most.get(), prime.get(), least.get()) == 1;
  return ok && BN_cmp(number, least.get()) >= 0 && BN_cmp(number, most.get()) <= 0;
}

}  // namespace

// The prime of core.telegram.org/mtproto/security_guidelines (A-55, V-501).
const DhGroup& DhGroup::known() {
  static const DhGroup group{
      from_hex("c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
               "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
               "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
               "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
               "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
               "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
               "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
               "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b")
          .value(),
      3};
  return group;
}

DhSecret make_dh_secret(const DhGroup& group, Random& random) {
  const Number prime = number_of(group.prime);
  Number g(BN_new());
  BN_set_word(g.get(), static_cast<BN_ULONG>(group.g));
  DhSecret secret;
  secret.a.resize(256);
  secret.g_a.resize(256);
  Number g_a;
  // A group that a hostile test made up may have no safe value: then any will do.
  for (int attempt = 0; attempt < 64 && (g_a == nullptr || !is_safe(group, g_a.get())); ++attempt) {
    random.fill(secret.a);
    g_a = power(g.get(), number_of(secret.a).get(), prime.get());
  }
  store(g_a.get(), secret.g_a);
  return secret;
}

bool is_safe_dh_public(const DhGroup& group, BytesView number) {
  return number.size() <= 256 && is_safe(group, number_of(number).get());
}

std::optional<AuthKeyBytes> dh_shared_key(const DhGroup& group, const DhSecret& secret,
                                          BytesView g_b) {
  if (!is_safe_dh_public(group, g_b)) return std::nullopt;
  const Number key =
      power(number_of(g_b).get(), number_of(secret.a).get(), number_of(group.prime).get());
  AuthKeyBytes bytes;
  store(key.get(), bytes);
  return bytes;
}

}  // namespace strata::datacenter
