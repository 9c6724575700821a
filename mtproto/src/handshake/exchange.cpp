// Checks and errors that several steps of the key exchange share.
#include "handshake/exchange.hpp"

#include "strata/crypto/errors.hpp"
#include "strata/mtproto/errors.hpp"

#include <array>
#include <utility>

namespace strata::mtproto {

Status check_nonce(const Exchange& exchange, const Nonce& nonce) {
  if (crypto::constant_time_equal(nonce, exchange.nonce)) return {};
  return fail(Errc::nonce_mismatch, "the answer's nonce is not the one that was sent");
}

Status check_nonces(const Exchange& exchange, const Nonce& nonce, const Nonce& server_nonce) {
  if (Status same = check_nonce(exchange, nonce); !same) return same;
  if (crypto::constant_time_equal(server_nonce, exchange.server_nonce)) return {};
  return fail(Errc::nonce_mismatch, "the answer's server_nonce is not that of resPQ");
}

Error exchange_error(const Error& error, Errc exhausted) {
  static constexpr std::array<std::pair<crypto::Errc, Errc>, 6> table{{
      {crypto::Errc::bad_pq, Errc::bad_pq},
      {crypto::Errc::bad_prime_size, Errc::prime_size},
      {crypto::Errc::not_safe_prime, Errc::not_safe_prime},
      {crypto::Errc::bad_generator, Errc::bad_generator},
      {crypto::Errc::public_value_range, Errc::g_a_range},
      {crypto::Errc::bad_auth_key, Errc::auth_key_unusable},
  }};
  if (error.code() == crypto::Errc::work_limit) return Error(exhausted, error.message());
  for (const auto& [from, to] : table) {
    if (error.code() == from) return Error(to, error.message());
  }
  return error;
}

}  // namespace strata::mtproto
