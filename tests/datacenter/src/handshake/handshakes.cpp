// Creating authorization keys, server side.
#include "handshake/handshakes.hpp"

#include "core/mtproto_codec.hpp"
#include "crypto/digest.hpp"
#include "crypto/rsa_pad.hpp"
#include "handshake/temp_cipher.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::int32_t not_found = -404;
constexpr std::int32_t wrong_dc = -444;
/// How long an exchange is remembered, and how many at once.
constexpr std::chrono::minutes lifetime{10};
constexpr std::size_t most_exchanges = 4096;

HandshakeReply refuse(std::int32_t error) {
  HandshakeReply reply;
  reply.transport_error = error;
  return reply;
}

bool is_inner_data(const Object& object) {
  return object.is("p_q_inner_data") || object.is("p_q_inner_data_dc") ||
         object.is("p_q_inner_data_temp") || object.is("p_q_inner_data_temp_dc");
}

/// The number of the data centre without the marks for tests and media.
int plain_dc(std::int32_t dc) {
  const std::int64_t absolute = dc < 0 ? -std::int64_t{dc} : dc;
  return static_cast<int>(absolute >= 10000 ? absolute - 10000 : absolute);
}

BytesView as_view(const std::string& text) { return as_bytes(text); }

}  // namespace

HandshakeReply Handshakes::handle(Clock now, const Object& request) {
  forget_old(now);
  if (request.is("req_pq_multi") || request.is("req_pq")) return on_req_pq(now, request);
  Exchange* const exchange = find(request);
  if (exchange == nullptr) return refuse(not_found);
  if (exchange->last_request == request) {
    HandshakeReply again;
    again.answer = exchange->last_answer;
    return again;
  }
  if (request.is("req_DH_params")) return on_req_dh_params(now, *exchange, request);
  if (request.is("set_client_DH_params")) return on_set_client_dh_params(*exchange, request);
  return refuse(not_found);
}

void Handshakes::forget_old(Clock now) {
  while (!exchanges_.empty() &&
         (exchanges_.front().started + lifetime < now || exchanges_.size() > most_exchanges)) {
    by_nonce_.erase(exchanges_.front().nonce);
    exchanges_.pop_front();
  }
}

Handshakes::Exchange* Handshakes::find(const Object& request) {
  const auto found = by_nonce_.find(request.get_string("nonce"));
  if (found == by_nonce_.end()) return nullptr;
  Exchange& exchange = *found->second;
  return exchange.server_nonce == request.get_string("server_nonce") ? &exchange : nullptr;
}

// Spec: core.telegram.org/mtproto/auth_key#dh-exchange-initiation
HandshakeReply Handshakes::on_req_pq(Clock now, const Object& request) {
  const std::string& nonce = request.get_string("nonce");
  auto found = by_nonce_.find(nonce);
  if (found == by_nonce_.end()) {
    Exchange exchange;
    exchange.nonce = nonce;
    exchange.started = now;
    exchange.server_nonce = std::string(as_text(random_.bytes(16)));
    exchange.pq = make_pq(random_);
    exchange.retries_left = settings_.retries;
    exchanges_.push_back(std::move(exchange));
    found = by_nonce_.emplace(nonce, std::prev(exchanges_.end())).first;
  }
  const Exchange& exchange = *found->second;
  Object answer("resPQ", {{"nonce", exchange.nonce},
                          {"server_nonce", exchange.server_nonce},
                          {"pq", big_endian(exchange.pq.product())},
                          {"server_public_key_fingerprints", Vector{key_.fingerprint()}}});
  edit(answer);
  HandshakeReply reply;
  reply.answer = std::move(answer);
  return reply;
}

bool Handshakes::read_inner_data(Exchange& exchange, const Object& request) {
  const auto block = open_rsa_block(key_, request.get_bytes("encrypted_data"));
  if (!block) return false;
  std::size_t consumed = 0;
  const auto inner = mtproto_codec().decode(block->data, &consumed);
  if (!inner || !is_inner_data(*inner)) return false;
  if (block->padding == RsaPadding::sha1 &&
      !equal_in_constant_time(sha1({BytesView(block->data).first(consumed)}),
                              block->expected_sha1)) {
    return false;
  }
  const bool matches = inner->get_string("nonce") == exchange.nonce &&
                       inner->get_string("server_nonce") == exchange.server_nonce &&
                       inner->get_bytes("p").size() <= 8 &&
                       std::ranges::equal(inner->get_bytes("p"), big_endian(exchange.pq.p)) &&
                       std::ranges::equal(inner->get_bytes("q"), big_endian(exchange.pq.q));
  if (!matches) return false;
  exchange.new_nonce = inner->get_string("new_nonce");
  exchange.result.dc = inner->get_int("dc");
  exchange.result.expires_in.reset();
  if (inner->has("expires_in")) exchange.result.expires_in = inner->get_int("expires_in");
  return true;
}

// Spec: core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
HandshakeReply Handshakes::on_req_dh_params(Clock now, Exchange& exchange, const Object& request) {
  const auto fingerprint = static_cast<std::int64_t>(key_.fingerprint());
  if (request.get_long("public_key_fingerprint") != fingerprint) return refuse(not_found);
  if (!read_inner_data(exchange, request)) return refuse(not_found);
  const std::int32_t dc = exchange.result.dc;
  if (settings_.only_dc && dc != 0 && plain_dc(dc) != *settings_.only_dc) return refuse(wrong_dc);

  exchange.secret = make_dh_secret(settings_.group, random_);
  exchange.retry_id = 0;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  Object inner("server_DH_inner_data", {{"nonce", exchange.nonce},
                                        {"server_nonce", exchange.server_nonce},
                                        {"g", settings_.group.g},
                                        {"dh_prime", settings_.group.prime},
                                        {"g_a", exchange.secret.g_a},
                                        {"server_time", static_cast<std::int32_t>(seconds)}});
  edit(inner);
  auto sealed =
      seal_inner(inner, as_view(exchange.new_nonce), as_view(exchange.server_nonce), random_);
  if (!sealed) return refuse(not_found);
  Object answer("server_DH_params_ok", {{"nonce", exchange.nonce},
                                        {"server_nonce", exchange.server_nonce},
                                        {"encrypted_answer", *std::move(sealed)}});
  return answer_with(exchange, request, std::move(answer));
}

// Spec: core.telegram.org/mtproto/auth_key#6-client-responds
HandshakeReply Handshakes::on_set_client_dh_params(Exchange& exchange, const Object& request) {
  if (exchange.secret.a.empty()) return refuse(not_found);
  const auto inner = open_inner(request.get_bytes("encrypted_data"), as_view(exchange.new_nonce),
                                as_view(exchange.server_nonce));
  const bool matches = inner && inner->is("client_DH_inner_data") &&
                       inner->get_string("nonce") == exchange.nonce &&
                       inner->get_string("server_nonce") == exchange.server_nonce &&
                       inner->get_long("retry_id") == exchange.retry_id;
  if (!matches) return refuse(not_found);
  std::optional<NewAuthKey> made;
  Object answer = finish(exchange, *inner, made);
  HandshakeReply reply = answer_with(exchange, request, std::move(answer));
  reply.key = std::move(made);
  return reply;
}

Object Handshakes::finish(Exchange& exchange, const Object& inner,
                          std::optional<NewAuthKey>& made) {
  const auto key = dh_shared_key(settings_.group, exchange.secret, inner.get_bytes("g_b"));
  if (!key) return gen_answer(exchange, AuthKeyBytes{}, 3);
  const std::uint64_t id = auth_key_id(*key);
  if (exchange.retries_left > 0 || id == 0 || is_taken_(id)) {
    --exchange.retries_left;
    exchange.retry_id = load_le<std::int64_t>(sha1({*key}).data());
    return gen_answer(exchange, *key, 2);
  }
  NewAuthKey& result = exchange.result;
  result.key = *key;
  result.id = id;
  result.first_salt = load_le<std::int64_t>(as_view(exchange.new_nonce).data()) ^
                      load_le<std::int64_t>(as_view(exchange.server_nonce).data());
  made = result;
  return gen_answer(exchange, *key, 1);
}

/// `number`: 1 for ok, 2 for retry, 3 for fail.
Object Handshakes::gen_answer(const Exchange& exchange, const AuthKeyBytes& key, int number) const {
  const Sha1 key_hash = sha1({key});
  const std::array<std::uint8_t, 1> mark{static_cast<std::uint8_t>(number)};
  const Sha1 hash = sha1({as_view(exchange.new_nonce), mark, BytesView(key_hash).first(8)});
  const char* const name = number == 1 ? "dh_gen_ok" : number == 2 ? "dh_gen_retry" : "dh_gen_fail";
  return Object(name, {{"nonce", exchange.nonce},
                       {"server_nonce", exchange.server_nonce},
                       {"new_nonce_hash" + std::to_string(number), BytesView(hash).subspan(4)}});
}

HandshakeReply Handshakes::answer_with(Exchange& exchange, const Object& request, Object answer) {
  edit(answer);
  exchange.last_request = request;
  exchange.last_answer = answer;
  HandshakeReply reply;
  reply.answer = std::move(answer);
  return reply;
}

}  // namespace strata::datacenter
