// The server's end of a measured session.
#include "mtproto/peer.hpp"

#include "strata/crypto/message_cipher.hpp"

#include <utility>

namespace strata::mtproto::bench {
namespace {

constexpr std::uint32_t container_id = 0x73f1f8dc;
constexpr std::uint32_t rpc_result_id = 0xf35c6d01;
constexpr std::uint32_t query_id = 0x5e1f0001;
constexpr std::size_t header_size = 32;

template <class T>
void put(Bytes& to, T value) {
  to.resize(to.size() + sizeof value);
  store_le(to.data() + to.size() - sizeof value, value);
}

Bytes rpc_result(std::int64_t call, std::size_t size) {
  Bytes body;
  put(body, rpc_result_id);
  put(body, call);
  put(body, std::uint32_t{0x997275b5});
  body.resize(body.size() + size - 4, 0x22);
  return body;
}

}  // namespace

void Stream::fill(MutableBytes out) {
  for (std::uint8_t& byte : out) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    byte = static_cast<std::uint8_t>(state_ >> 56U);
  }
}

crypto::AuthKey Peer::key() {
  Bytes bytes(256);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
  return std::move(*crypto::AuthKey::from_bytes(bytes));
}

Bytes query(std::size_t size) {
  Bytes body;
  put(body, query_id);
  body.resize(size, 0x11);
  return body;
}

std::vector<std::int64_t> Peer::calls_in(BytesView packet) {
  Bytes copy(packet.begin(), packet.end());
  static const crypto::AuthKey shared = key();
  const auto plain = crypto::decrypt_message(shared, crypto::Direction::client_to_server, copy);
  const std::uint8_t* at = plain->data() + header_size;
  if (load_le<std::uint32_t>(at) == query_id) return {load_le<std::int64_t>(plain->data() + 16)};
  std::vector<std::int64_t> calls;
  if (load_le<std::uint32_t>(at) != container_id) return calls;
  const auto count = load_le<std::int32_t>(at + 4);
  at += 8;
  for (std::int32_t i = 0; i < count; ++i) {
    if (load_le<std::uint32_t>(at + 16) == query_id) calls.push_back(load_le<std::int64_t>(at));
    at += 16 + load_le<std::int32_t>(at + 12);
  }
  return calls;
}

std::int64_t Peer::next_id(std::chrono::seconds now) {
  const std::int64_t id = now.count() << 32U | 1;
  last_id_ = id > last_id_ ? id : last_id_ + 4;
  return last_id_;
}

Bytes Peer::answer(std::int64_t session_id, const std::vector<std::int64_t>& calls,
                   std::size_t size, std::chrono::seconds now) {
  Bytes body;
  if (calls.size() == 1) {
    body = rpc_result(calls[0], size);
  } else {
    put(body, container_id);
    put(body, static_cast<std::int32_t>(calls.size()));
    for (const std::int64_t call : calls) {
      const Bytes result = rpc_result(call, size);
      put(body, next_id(now));
      put(body, std::int32_t{1});
      put(body, static_cast<std::int32_t>(result.size()));
      append(body, result);
    }
  }
  Bytes plain(header_size);
  store_le(plain.data() + 8, session_id);
  store_le(plain.data() + 16, next_id(now));
  store_le(plain.data() + 24, calls.size() == 1 ? std::int32_t{1} : std::int32_t{0});
  store_le(plain.data() + 28, static_cast<std::int32_t>(body.size()));
  append(plain, body);
  plain.resize((plain.size() + 12 + 15) / 16 * 16);
  Buffer packet(Buffer::default_headroom);
  packet.append(plain);
  static const crypto::AuthKey shared = key();
  crypto::encrypt_message(shared, crypto::Direction::server_to_client, packet);
  return {packet.bytes().begin(), packet.bytes().end()};
}

}  // namespace strata::mtproto::bench
