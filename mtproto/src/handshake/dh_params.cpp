// server_DH_params_ok: the server's half of Diffie-Hellman, encrypted with a key from the nonces.
#include "handshake/dh_params.hpp"

#include "handshake/answer.hpp"

#include "strata/crypto/aes_ige.hpp"
#include "strata/crypto/digest.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/tl/mtproto/types/server_dh_inner_data.hpp"
#include "strata/tl/mtproto/types/server_dh_params.hpp"

#include <string>

namespace strata::mtproto {
namespace {

namespace types = tl::mtproto::types;

constexpr std::size_t hash_size = 20;
constexpr std::size_t max_padding = 15;

// Whatever is wrong inside, the answer is the same: a forger must not learn how far he got.
Error damaged_answer() {
  return Error(Errc::answer_hash_mismatch, "the server's encrypted answer is damaged");
}

// ```
//   | SHA-1 of the object: 20 | server_DH_inner_data | 0…15 random bytes |
// ```
// Spec: core.telegram.org/mtproto/auth_key#5-server-responds-with-two-ways
Result<tl::Object<types::ServerDHInnerData>> decrypt_answer(BytesView encrypted,
                                                            const crypto::TmpAesKey& tmp_key) {
  if (encrypted.size() % 16 != 0 || encrypted.size() < limits::min_encrypted_answer ||
      encrypted.size() > limits::max_encrypted_answer) {
    return fail(Errc::bad_length,
                "encrypted_answer cannot have " + std::to_string(encrypted.size()) + " bytes");
  }
  crypto::SecureBytes plain(encrypted.size());
  const Status decrypted =
      crypto::aes256_ige_decrypt(encrypted, plain.span(), tmp_key.key.view(), tmp_key.iv.view());
  if (!decrypted) return fail(decrypted.error());

  const BytesView hash = plain.view().first(hash_size);
  const BytesView rest = plain.view().subspan(hash_size);
  std::size_t size = 0;
  Result<tl::Object<types::ServerDHInnerData>> inner =
      tl::decode_prefix<types::ServerDHInnerData>(rest, size);
  const bool parsed = inner.has_value() && rest.size() - size <= max_padding;
  // The hash is computed in either case, so that the time tells nothing.
  const bool intact =
      crypto::constant_time_equal(crypto::sha1({parsed ? rest.first(size) : rest}), hash);
  if (!parsed || !intact) return fail(damaged_answer());
  return inner;
}

// Spec: core.telegram.org/mtproto/auth_key#5-server-responds-with-two-ways
Error refusal(const types::ServerDHParamsFail& answer, const Exchange& exchange) {
  if (Status same = check_nonces(exchange, answer.nonce, answer.server_nonce); !same) {
    return std::move(same).error();
  }
  const auto expected = crypto::dh_params_fail_hash(exchange.new_nonce.view());
  if (!crypto::constant_time_equal(answer.new_nonce_hash, expected)) {
    return Error(Errc::new_nonce_hash_mismatch, "server_DH_params_fail carries a wrong hash");
  }
  return Error(Errc::dh_params_refused, "the server refused the key exchange");
}

}  // namespace

Result<DhParams> read_dh_params(BytesView body, const Exchange& exchange,
                                const crypto::TmpAesKey& tmp_key) {
  const auto answer = decode_answer<tl::mtproto::enums::ServerDHParams>(body);
  if (!answer) return fail(answer.error());
  if (const auto* failed = (*answer)->get_if<types::ServerDHParamsFail>()) {
    return fail(refusal(*failed, exchange));
  }
  const auto* ok = (*answer)->get_if<types::ServerDHParamsOk>();
  if (ok == nullptr) return fail(Errc::unexpected_message, "an unknown kind of Server_DH_Params");
  if (Status same = check_nonces(exchange, ok->nonce, ok->server_nonce); !same) {
    return fail(std::move(same).error());
  }
  const auto inner = decrypt_answer(ok->encrypted_answer, tmp_key);
  if (!inner) return fail(inner.error());
  const types::ServerDHInnerData& data = **inner;
  if (Status same = check_nonces(exchange, data.nonce, data.server_nonce); !same) {
    return fail(std::move(same).error());
  }
  return DhParams{Bytes(data.dh_prime.begin(), data.dh_prime.end()), data.g,
                  Bytes(data.g_a.begin(), data.g_a.end()), data.server_time};
}

}  // namespace strata::mtproto
