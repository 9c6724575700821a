// The Diffie–Hellman exchange: checks of the server's values, our half, and the shared key.
#pragma once

#include "strata/base/result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/random.hpp"

namespace strata::crypto {

/// The 2048-bit safe prime that Telegram's servers use, big-endian.
[[nodiscard]] std::span<const std::uint8_t, number_size> known_dh_prime() noexcept;

/// Whether `p` (big-endian) is a 2048-bit safe prime and `g` generates a subgroup as it must.
///
/// The known prime costs nothing; another one costs up to 0.4 s the first time it is seen (64
/// Miller–Rabin rounds with bases from `random`), so keep it off an I/O thread. The last 16
/// verdicts are remembered for the whole process. Fails with Errc::bad_prime_size,
/// Errc::bad_generator, Errc::not_safe_prime or Errc::library_failure. Any thread.
///
/// Spec: core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication,
/// core.telegram.org/mtproto/security_guidelines#checking-diffie-hellman-values
[[nodiscard]] Status check_dh_params(BytesView p, std::int32_t g, RandomSource& random);

/// Whether a public value (g_a, g_b) lies in [2^1984, p − 2^1984], both ends included.
/// Fails with Errc::public_value_range. `p` has been checked.
[[nodiscard]] Status check_dh_public(BytesView value, BytesView p);

/// Our half of one exchange: a secret exponent b, g_b to send, and the key that both sides get.
/// A dh_gen_retry starts a new one with the same server values. The exponent is wiped at the end.
class DhExchange {
 public:
  /// Checks p, g and g_a, draws b from `random` until g_b is in range, and computes g_b in
  /// constant time. About 1.5 ms with the known prime. Fails as the checks do, or with
  /// Errc::work_limit.
  [[nodiscard]] static Result<DhExchange> start(BytesView p, std::int32_t g, BytesView g_a,
                                                RandomSource& random);

  /// g^b mod p, 256 big-endian bytes.
  [[nodiscard]] std::span<const std::uint8_t, number_size> g_b() const noexcept { return g_b_; }

  /// g_a^b mod p as 256 bytes, left-padded with zeros. Another 1.5 ms.
  /// Fails with Errc::bad_auth_key (the id would be 0) or Errc::library_failure.
  [[nodiscard]] Result<AuthKey> auth_key() const;

 private:
  DhExchange() = default;

  SecureArray<number_size> b_;
  std::array<std::uint8_t, number_size> p_{};
  std::array<std::uint8_t, number_size> g_a_{};
  std::array<std::uint8_t, number_size> g_b_{};
};

}  // namespace strata::crypto
