// resPQ: the server's nonce, the proof of work, and the choice of its RSA key.
#include "handshake/res_pq.hpp"

#include "handshake/answer.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/tl/mtproto/types/res_pq.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace strata::mtproto {
namespace {

std::string hex_number(std::uint64_t number) {
  std::array<std::uint8_t, 8> bytes;
  store_le(bytes.data(), number);
  std::ranges::reverse(bytes);
  return "0x" + to_hex(bytes);
}

// Old fingerprints, which servers still offer, are not known on purpose: they go with a padding
// that has been broken.
Error unknown_server_key(std::span<const std::int64_t> fingerprints) {
  std::vector<std::uint64_t> offered;
  std::string text = "the server offers no RSA key that is known here (offered:";
  for (const std::int64_t fingerprint :
       fingerprints.first(std::min(fingerprints.size(), limits::max_offered_fingerprints))) {
    offered.push_back(static_cast<std::uint64_t>(fingerprint));
    text += " " + hex_number(offered.back());
  }
  if (offered.empty()) text += " none";
  text += "); are the keys those of this environment, production or test?";
  return Error(Errc::unknown_server_key,
               std::make_shared<UnknownServerKey>(std::move(text), std::move(offered)));
}

}  // namespace

Result<ResPq> read_res_pq(BytesView body, const Exchange& exchange,
                          const crypto::ServerKeys& keys) {
  const auto answer = decode_answer<tl::mtproto::types::ResPQ>(body);
  if (!answer) return fail(answer.error());
  const tl::mtproto::types::ResPQ& res_pq = **answer;
  if (Status same = check_nonce(exchange, res_pq.nonce); !same) {
    return fail(std::move(same).error());
  }
  if (res_pq.pq.empty() || res_pq.pq.size() > limits::max_pq_size) {
    return fail(Errc::bad_pq, "pq has " + std::to_string(res_pq.pq.size()) + " bytes");
  }
  const crypto::RsaPublicKey* key = keys.find_any(res_pq.server_public_key_fingerprints);
  if (key == nullptr) return fail(unknown_server_key(res_pq.server_public_key_fingerprints));
  return ResPq{res_pq.server_nonce, Bytes(res_pq.pq.begin(), res_pq.pq.end()), *key};
}

}  // namespace strata::mtproto
