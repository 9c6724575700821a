// The end of the exchange: dh_gen_ok, dh_gen_retry or dh_gen_fail, each with its proof.
#include "handshake/dh_answer.hpp"

#include "handshake/answer.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/tl/mtproto/types/set_client_dh_params_answer.hpp"

namespace strata::mtproto {
namespace {

namespace types = tl::mtproto::types;

// The number of the hash says which answer it proves. Peers check only the first, so that anyone on
// the path could send the others.
Status check_answer(const Exchange& exchange, const crypto::AuthKey& key, const Nonce& nonce,
                    const Nonce& server_nonce, const Nonce& hash, std::uint8_t number) {
  if (Status same = check_nonces(exchange, nonce, server_nonce); !same) return same;
  const crypto::NewNonceHash expected = key.new_nonce_hash(exchange.new_nonce.view(), number);
  if (crypto::constant_time_equal(hash, expected)) return {};
  return fail(Errc::new_nonce_hash_mismatch, "the server does not prove that it has the same key");
}

}  // namespace

Result<DhAnswer> read_dh_answer(BytesView body, const Exchange& exchange,
                                const crypto::AuthKey& key) {
  const auto answer = decode_answer<tl::mtproto::enums::SetClientDHParamsAnswer>(body);
  if (!answer) return fail(answer.error());
  const tl::mtproto::enums::SetClientDHParamsAnswer& kind = **answer;
  if (const auto* ok = kind.get_if<types::DhGenOk>()) {
    Status valid = check_answer(exchange, key, ok->nonce, ok->server_nonce, ok->new_nonce_hash1, 1);
    if (!valid) return fail(std::move(valid).error());
    return DhAnswer::ok;
  }
  if (const auto* retry = kind.get_if<types::DhGenRetry>()) {
    Status valid =
        check_answer(exchange, key, retry->nonce, retry->server_nonce, retry->new_nonce_hash2, 2);
    if (!valid) return fail(std::move(valid).error());
    return DhAnswer::retry;
  }
  if (const auto* failed = kind.get_if<types::DhGenFail>()) {
    Status valid = check_answer(exchange, key, failed->nonce, failed->server_nonce,
                                failed->new_nonce_hash3, 3);
    if (!valid) return fail(std::move(valid).error());
    return fail(Errc::dh_gen_failed, "the server could not make the key; try again later");
  }
  return fail(Errc::unexpected_message, "an unknown kind of Set_client_DH_params_answer");
}

}  // namespace strata::mtproto
