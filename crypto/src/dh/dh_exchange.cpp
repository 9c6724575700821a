// The client's half of a Diffie–Hellman exchange.
#include "number/big_endian.hpp"
#include "number/mod_exp.hpp"

#include "strata/crypto/dh.hpp"
#include "strata/crypto/errors.hpp"

#include <algorithm>

namespace strata::crypto {

// Spec: core.telegram.org/mtproto/auth_key#6-client-computes-random-2048-bit-number-b
Result<DhExchange> DhExchange::start(BytesView p, std::int32_t g, BytesView g_a,
                                     RandomSource& random) {
  if (const Status checked = check_dh_params(p, g, random); !checked) {
    return fail(checked.error());
  }
  if (const Status checked = check_dh_public(g_a, p); !checked) return fail(checked.error());

  DhExchange exchange;
  exchange.p_ = left_padded<number_size>(*significant_bytes(p, number_size));
  exchange.g_a_ = left_padded<number_size>(*significant_bytes(g_a, number_size));
  const std::array<std::uint8_t, 1> base{static_cast<std::uint8_t>(g)};
  for (int attempt = 0; attempt < max_exponent_attempts; ++attempt) {
    random.fill(exchange.b_.span());
    const Result<SecureArray<number_size>> power = mod_exp(base, exchange.b_, exchange.p_);
    if (!power) return fail(power.error());
    if (!check_dh_public(*power, exchange.p_)) continue;
    std::copy_n(power->data(), number_size, exchange.g_b_.data());
    return exchange;
  }
  return fail(Errc::work_limit, "no DH exponent gave a public value in range; is the RNG broken?");
}

// Spec: core.telegram.org/mtproto/auth_key#7-computing-auth-key-using-formula-gab-mod-dh-prime
//
Result<AuthKey> DhExchange::auth_key() const {
  const Result<SecureArray<number_size>> shared = mod_exp(g_a_, b_, p_);
  if (!shared) return fail(shared.error());
  return AuthKey::from_bytes(*shared);
}

}  // namespace strata::crypto
