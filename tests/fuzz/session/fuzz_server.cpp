// The fuzzers' server: MTProto 2.0 the other way round, and the rules about client packets.
#include "session/fuzz_server.hpp"

#include "strata/base/buffer.hpp"
#include "strata/crypto/message_cipher.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace strata::fuzz {
namespace {

constexpr std::size_t header_size = 32;
constexpr std::size_t member_header = 16;
constexpr std::uint32_t container_id = 0x73f1f8dc;
constexpr std::size_t remembered = 256;

std::uint32_t id_of(BytesView body) {
  return body.size() < 4 ? 0 : load_le<std::uint32_t>(body.data());
}

}  // namespace

void require(bool holds, const char* rule) {
  if (holds) return;
  static_cast<void>(std::fprintf(stderr, "broken: %s\n", rule));
  std::abort();
}

crypto::AuthKey Server::key() {
  Bytes bytes(256);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
  return std::move(*crypto::AuthKey::from_bytes(bytes));
}

Server::Server() : key_(key()) {}

void Server::open(BytesView packet, std::int64_t session_id) {
  Bytes copy(packet.begin(), packet.end());
  const auto plain = crypto::decrypt_message(key_, crypto::Direction::client_to_server, copy);
  require(plain.has_value(), "a packet can be decrypted");
  require(load_le<std::int64_t>(plain->data() + 8) == session_id, "session_id is the session's");
  if (session_id != session_id_) {
    session_id_ = session_id;
    last_client_id_ = 0;
  }
  const Sent outer{.msg_id = load_le<std::int64_t>(plain->data() + 16)};
  const auto seq_no = load_le<std::int32_t>(plain->data() + 24);
  const auto length = load_le<std::int32_t>(plain->data() + 28);
  require(length >= 4 && length % 4 == 0, "the length is that of an object");
  const auto size = static_cast<std::size_t>(length);
  require(size + header_size + 12 <= plain->size(), "at least 12 bytes of padding");
  require(plain->size() - header_size - size <= 1024, "at most 1024 bytes of padding");
  BytesView body = plain->subspan(header_size, size);
  if (id_of(body) != container_id) return take(outer, seq_no, body);

  const auto count = load_le<std::int32_t>(body.data() + 4);
  require(count > 1 && count <= 1000, "a container has 2 to 1000 members");
  BytesView rest = body.subspan(8);
  for (std::int32_t i = 0; i < count; ++i) {
    require(rest.size() >= member_header + 4, "a member has a header");
    const Sent inner{.msg_id = load_le<std::int64_t>(rest.data()), .container = outer.msg_id};
    const auto inner_size = load_le<std::uint32_t>(rest.data() + 12);
    require(inner_size <= rest.size() - member_header, "a member lies inside its container");
    require(inner.msg_id < outer.msg_id, "a member's id is below the container's");
    take(inner, load_le<std::int32_t>(rest.data() + 8), rest.subspan(member_header, inner_size));
    rest = rest.subspan(member_header + inner_size);
  }
  require(rest.empty(), "nothing follows the members");
  take(outer, seq_no, body);
}

void Server::take(const Sent& message, std::int32_t seq_no, BytesView body) {
  require(message.msg_id % 4 == 0, "a client's id is divisible by four");
  require(message.msg_id > last_client_id_, "a client's ids rise");
  require(seq_no >= 0, "sequence numbers are not negative");
  last_client_id_ = message.msg_id;
  Sent known = message;
  known.constructor = id_of(body);
  if (body.size() >= 12) known.first_long = load_le<std::int64_t>(body.data() + 4);
  if (sent_.size() == remembered) sent_.erase(sent_.begin());
  sent_.push_back(known);
}

Bytes Server::seal(std::int64_t msg_id, std::int32_t seq_no, BytesView body) const {
  Bytes plain(header_size);
  store_le(plain.data() + 8, session_id_);
  store_le(plain.data() + 16, msg_id);
  store_le(plain.data() + 24, seq_no);
  store_le(plain.data() + 28, static_cast<std::int32_t>(body.size()));
  append(plain, body);
  plain.resize((plain.size() + 12 + 15) / 16 * 16);
  return seal_plain(plain);
}

Bytes Server::seal_plain(BytesView plain) const {
  Buffer packet(Buffer::default_headroom);
  packet.append(plain);
  crypto::encrypt_message(key_, crypto::Direction::server_to_client, packet);
  return {packet.bytes().begin(), packet.bytes().end()};
}

std::int64_t Server::next_id(std::chrono::nanoseconds server_time) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(server_time);
  const auto fraction = static_cast<std::uint64_t>((server_time - whole).count());
  const auto time =
      static_cast<std::uint64_t>(whole.count()) << 32U | ((fraction << 32U) / 1'000'000'000U);
  const auto id = static_cast<std::int64_t>((time & ~std::uint64_t{3}) | 1U);
  last_server_id_ = id > last_server_id_ ? id : last_server_id_ + 4;
  return last_server_id_;
}

Sent Server::last(std::uint32_t constructor) const {
  const auto found = std::find_if(sent_.rbegin(), sent_.rend(), [&](const Sent& message) {
    return message.constructor == constructor;
  });
  return found == sent_.rend() ? Sent{} : *found;
}

}  // namespace strata::fuzz
