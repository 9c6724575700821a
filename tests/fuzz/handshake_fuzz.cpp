// Fuzzer of the key exchange's answers: forged by someone on the path, and by a server that knows
// the keys and encrypts what it likes.
#include "handshake/dh_answer.hpp"
#include "handshake/dh_params.hpp"
#include "handshake/res_pq.hpp"

#include "strata/crypto/aes_ige.hpp"
#include "strata/crypto/digest.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/mtproto/types/server_dh_params.hpp"

#include <algorithm>
#include <cstdlib>

namespace strata::mtproto {
namespace {

// All nonces are zero, so that a fuzzer gets past them.
void read_plain(BytesView body) {
  const Exchange exchange;
  const auto res_pq = read_res_pq(body, exchange, crypto::ServerKeys::production());
  if (res_pq && res_pq->pq.size() > limits::max_pq_size) std::abort();
  const auto tmp_key = crypto::tmp_aes_key(exchange.new_nonce.view(), exchange.server_nonce);
  (void)read_dh_params(body, exchange, tmp_key);
  static const crypto::AuthKey key = crypto::AuthKey::from_bytes(Bytes(256, 0x42)).value();
  (void)read_dh_answer(body, exchange, key);
}

// The input becomes the plaintext behind a correct hash.
void read_encrypted(BytesView inner) {
  const Exchange exchange;
  const auto tmp_key = crypto::tmp_aes_key(exchange.new_nonce.view(), exchange.server_nonce);
  Bytes plain(20 + inner.size());
  std::ranges::copy(crypto::sha1({inner}), plain.begin());
  std::ranges::copy(inner, plain.begin() + 20);
  plain.resize((plain.size() + 15) / 16 * 16);
  if (!crypto::aes256_ige_encrypt(plain, plain, tmp_key.key.view(), tmp_key.iv.view())) return;

  const tl::mtproto::types::ServerDHParamsOk answer{
      .nonce = {}, .server_nonce = {}, .encrypted_answer = plain};
  const Bytes body = tl::to_bytes(answer).value();
  const auto params = read_dh_params(body, exchange, tmp_key);
  if (params && params->dh_prime.size() + params->g_a.size() > inner.size()) std::abort();
}

}  // namespace
}  // namespace strata::mtproto

// Input: which of the two, then the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  using namespace strata::mtproto;
  const strata::BytesView rest(data + 1, size - 1);
  if (data[0] % 2 == 0) {
    read_plain(rest);
  } else {
    read_encrypted(rest);
  }
  return 0;
}
