// The server's side of the key exchange for tests.
#include "mtproto/handshake/handshake_server.hpp"

#include "mtproto/handshake/test_key.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace strata::mtproto::handshake_test {
namespace {

constexpr std::uint32_t req_pq_multi = 0xbe7e8ef1;
constexpr std::uint32_t req_dh_params = 0xd712e4be;
constexpr std::uint32_t set_client_dh_params = 0xf5045f1f;
constexpr std::uint32_t inner_data_dc = 0xa9f55f95;
constexpr std::uint32_t inner_data_temp_dc = 0x56fddf88;

const RsaKeyPair& rsa() {
  static const RsaKeyPair pair = read_private_key(test_private_key);
  return pair;
}

[[noreturn]] void broken(const char* what) { throw std::runtime_error(what); }
void require(bool condition, const char* what) {
  if (!condition) broken(what);
}

Bytes concat(std::initializer_list<BytesView> parts) {
  Bytes all;
  for (const BytesView part : parts) append(all, part);
  return all;
}

Bytes slice(BytesView bytes, std::size_t from, std::size_t size) {
  const BytesView part = bytes.subspan(from, size);
  return {part.begin(), part.end()};
}

Bytes exclusive_or(BytesView a, BytesView b) {
  Bytes result(a.begin(), a.end());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] ^= b[i];
  return result;
}

RawNonce last_16(BytesView bytes) {
  RawNonce nonce;
  std::ranges::copy(bytes.last(16), nonce.begin());
  return nonce;
}

// The inverse of RSA_PAD; throws when the block was not made by it.
Bytes open_rsa_block(BytesView block) {
  const Bytes opened = padded_to(power_mod(block, rsa().d, rsa().n), 256);
  const Bytes encrypted = slice(opened, 32, 224);
  const Bytes temp_key = exclusive_or(slice(opened, 0, 32), sha256(encrypted));
  const Bytes data_with_hash = ige_decrypt(encrypted, temp_key, Bytes(32));
  Bytes data = slice(data_with_hash, 0, 192);
  std::ranges::reverse(data);
  require(sha256(concat({temp_key, data})) == slice(data_with_hash, 192, 32), "RSA_PAD: hash");
  return data;
}

}  // namespace

Bytes known_prime() {
  return from_hex(
             "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f48198a0aa7c1405822949"
             "3"
             "d22530f4dbfa336f6e0ac925139543aed44cce7c3720fd51f69458705ac68cd4fe6b6b13abdc974651296"
             "9"
             "328454f18faf8c595f642477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4a"
             "4"
             "a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754fd17ed950d5965b4b9dd465"
             "8"
             "2db1178d169c6bc465b0d6ff9ca3928fef5b9ae4e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf"
             "9"
             "59d956850ce929851f0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b")
      .value();
}

// The numbers of the official sample.
HandshakeScript::HandshakeScript()
    : server_nonce{0xd6, 0x70, 0x1f, 0xcd, 0x21, 0x2c, 0xeb, 0x87,
                   0xc9, 0x66, 0xe5, 0x31, 0x8f, 0x55, 0x64, 0xa8},
      pq(number(0x1460e7d3fa727791)) {}

HandshakeServer::HandshakeServer(HandshakeScript script)
    : script_(std::move(script)),
      dh_prime_(script_.dh_prime.empty() ? known_prime() : script_.dh_prime),
      a_(256, 0x5a) {}

std::uint64_t HandshakeServer::fingerprint() {
  const Bytes hash = sha1(RawWriter().bytes(rsa().n).bytes(rsa().e).take());
  return load_le<std::uint64_t>(hash.data() + 12);
}

crypto::ServerKeys HandshakeServer::keys() {
  crypto::ServerKeys keys;
  const Status added = keys.add(crypto::RsaPublicKey::from_components(rsa().n, rsa().e).value());
  require(added.has_value(), "the test key is not accepted");
  return keys;
}

Bytes HandshakeServer::answer(BytesView packet) {
  RawReader reader(packet);
  require(reader.number<std::uint64_t>() == 0, "auth_key_id is not 0");
  record_.msg_ids.push_back(reader.number<std::uint64_t>());
  const auto length = reader.number<std::uint32_t>();
  require(length <= reader.left() && reader.left() < length + 16, "declared length");
  RawReader request(reader.raw(length));
  const auto id = request.number<std::uint32_t>();
  record_.requests.push_back(id);
  switch (id) {
    case req_pq_multi:
      return envelope(on_req_pq(request));
    case req_dh_params:
      return envelope(on_req_dh_params(request));
    case set_client_dh_params:
      return envelope(on_set_client_dh_params(request));
    default:
      broken("unknown request");
  }
}

Bytes HandshakeServer::on_req_pq(RawReader& request) {
  nonce_ = request.nonce();
  require(request.left() == 0, "bytes behind req_pq_multi");
  // The old keys that real servers still offer stand first.
  RawResPq said{.nonce = nonce_,
                .server_nonce = script_.server_nonce,
                .pq = script_.pq,
                .fingerprints = {0x0bc35f3509f7b7a5, 0xc3b42b026ce86b21, fingerprint()},
                .claimed_count = {}};
  if (script_.res_pq) script_.res_pq(said);
  RawWriter out;
  out.id(0x05162463).raw(said.nonce).raw(said.server_nonce).bytes(said.pq).id(0x1cb5c415);
  out.number(said.claimed_count.value_or(static_cast<std::uint32_t>(said.fingerprints.size())));
  for (const std::uint64_t each : said.fingerprints) out.number(each);
  return out.take();
}

void HandshakeServer::check_nonces(RawReader& request) {
  require(request.nonce() == nonce_, "nonce");
  require(request.nonce() == script_.server_nonce, "server_nonce");
}

void HandshakeServer::read_inner_data(BytesView block) {
  const Bytes data = open_rsa_block(block);
  RawReader inner(data);
  record_.inner_id = inner.number<std::uint32_t>();
  require(record_.inner_id == inner_data_dc || record_.inner_id == inner_data_temp_dc,
          "p_q_inner_data");
  record_.inner_pq = inner.bytes();
  require(inner.bytes() == record_.p && inner.bytes() == record_.q, "p and q differ inside");
  check_nonces(inner);
  const BytesView new_nonce = inner.raw(32);
  record_.new_nonce.assign(new_nonce.begin(), new_nonce.end());
  record_.dc = inner.number<std::int32_t>();
  if (record_.inner_id == inner_data_temp_dc) record_.expires_in = inner.number<std::int32_t>();
}

Bytes HandshakeServer::on_req_dh_params(RawReader& request) {
  check_nonces(request);
  record_.p = request.bytes();
  record_.q = request.bytes();
  record_.fingerprint = request.number<std::uint64_t>();
  record_.rsa_block = request.bytes();
  require(record_.rsa_block.size() == 256, "RSA block of another size");
  require(request.left() == 0, "bytes behind req_DH_params");
  read_inner_data(record_.rsa_block);

  RawDhParams said{.nonce = nonce_,
                   .server_nonce = script_.server_nonce,
                   .encrypted_answer = make_encrypted_answer(),
                   .new_nonce_hash = last_16(sha1(record_.new_nonce))};
  if (script_.dh_params) script_.dh_params(said);
  RawWriter out;
  out.id(said.refuse ? 0x79cb045d : 0xd0e8075c).raw(said.nonce).raw(said.server_nonce);
  if (said.refuse) return out.raw(said.new_nonce_hash).take();
  return out.bytes(said.encrypted_answer).take();
}

Bytes HandshakeServer::make_encrypted_answer() {
  const Bytes& new_nonce = record_.new_nonce;
  const Bytes ns = sha1(concat({new_nonce, script_.server_nonce}));
  const Bytes sn = sha1(concat({script_.server_nonce, new_nonce}));
  const Bytes nn = sha1(concat({new_nonce, new_nonce}));
  tmp_key_ = concat({ns, slice(sn, 0, 12)});
  tmp_iv_ = concat({slice(sn, 12, 8), nn, slice(new_nonce, 0, 4)});

  const Bytes g = number(static_cast<std::uint64_t>(script_.g));
  RawInnerData said{.nonce = nonce_,
                    .server_nonce = script_.server_nonce,
                    .g = script_.g,
                    .dh_prime = dh_prime_,
                    .g_a = padded_to(power_mod(g, a_, dh_prime_), dh_prime_.size()),
                    .server_time = script_.server_time};
  if (script_.inner_data) script_.inner_data(said);
  const Bytes inner = RawWriter()
                          .id(0xb5890dba)
                          .raw(said.nonce)
                          .raw(said.server_nonce)
                          .number(said.g)
                          .bytes(said.dh_prime)
                          .bytes(said.g_a)
                          .number(said.server_time)
                          .take();
  Bytes plain = concat({sha1(inner), inner});
  while (plain.size() % 16 != 0) plain.push_back(0xee);
  return ige_encrypt(plain, tmp_key_, tmp_iv_);
}

Bytes HandshakeServer::on_set_client_dh_params(RawReader& request) {
  check_nonces(request);
  const Bytes plain = ige_decrypt(request.bytes(), tmp_key_, tmp_iv_);
  require(request.left() == 0, "bytes behind set_client_DH_params");
  RawReader inner(BytesView(plain).subspan(20));
  require(inner.number<std::uint32_t>() == 0x6643b654, "client_DH_inner_data");
  check_nonces(inner);
  record_.retry_ids.push_back(inner.number<std::uint64_t>());
  record_.g_bs.push_back(inner.bytes());
  require(inner.left() < 16, "padding of client_DH_inner_data");
  require(sha1(slice(plain, 20, plain.size() - 20 - inner.left())) == slice(plain, 0, 20), "SHA-1");
  record_.auth_key = padded_to(power_mod(record_.g_bs.back(), a_, dh_prime_), 256);

  RawDhAnswer said{
      .nonce = nonce_, .server_nonce = script_.server_nonce, .proof_of = {}, .new_nonce_hash = {}};
  if (script_.dh_answer) script_.dh_answer(said);
  const RawNonce proof = new_nonce_hash(said.proof_of.value_or(said.number));
  constexpr std::array<std::uint32_t, 4> ids{0, 0x3bcbf734, 0x46dc1fb9, 0xa69dae02};
  return RawWriter()
      .id(ids.at(said.number))
      .raw(said.nonce)
      .raw(said.server_nonce)
      .raw(said.new_nonce_hash.value_or(proof))
      .take();
}

RawNonce HandshakeServer::new_nonce_hash(std::uint8_t number) const {
  const Bytes aux_hash = slice(sha1(record_.auth_key), 0, 8);
  return last_16(sha1(concat({record_.new_nonce, Bytes{number}, aux_hash})));
}

Bytes HandshakeServer::first_salt() const {
  return exclusive_or(slice(record_.new_nonce, 0, 8), BytesView(script_.server_nonce).first(8));
}

Bytes HandshakeServer::envelope(Bytes body) {
  RawEnvelope said{.body = std::move(body)};
  if (script_.envelope) script_.envelope(said);
  return RawWriter()
      .number(said.auth_key_id)
      .number(said.msg_id)
      .number(said.length.value_or(static_cast<std::int32_t>(said.body.size())))
      .raw(said.body)
      .take();
}

}  // namespace strata::mtproto::handshake_test
