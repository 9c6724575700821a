// The strict server: every rule about client messages in one place.
#include "mtproto/session/test_server.hpp"

#include <algorithm>
#include <array>

namespace strata::mtproto::session_test {
namespace {

constexpr std::size_t header_size = 32;
constexpr std::uint32_t container_id = 0x73f1f8dc;

// What a client sends about messages, and even (B-13).
constexpr std::array<std::uint32_t, 11> service_ids = {0x62d6b459,    // msgs_ack
                                                       container_id,  //
                                                       0x7abe77ec,    // ping
                                                       0xf3427b8c,    // ping_delay_disconnect
                                                       0xb921bd04,    // get_future_salts
                                                       0xda69fb52,    // msgs_state_req
                                                       0x04deb57d,    // msgs_state_info
                                                       0x7d861a08,    // msg_resend_req
                                                       0x58e4a740,    // rpc_drop_answer
                                                       0xe7512126,    // destroy_session
                                                       0x9299359f};   // http_wait

std::uint32_t id_of(BytesView body) {
  return body.size() < 4 ? 0 : load_le<std::uint32_t>(body.data());
}

}  // namespace

bool is_content_related(BytesView body) {
  return std::ranges::find(service_ids, id_of(body)) == service_ids.end();
}

std::vector<ClientMessage> TestServer::open(std::chrono::nanoseconds time, BytesView packet) {
  const auto plain = decrypt(key_, Way::to_server, packet);
  if (!plain) {
    violate("not decryptable");
    return {};
  }
  const std::uint8_t* const p = plain->data();
  salt_ = load_le<std::int64_t>(p);
  const auto session = load_le<std::int64_t>(p + 8);
  if (session != session_id_) {
    session_id_ = session;
    last_client_id_ = 0;
    least_seq_no_ = content_sent_ = 0;
  }
  ClientMessage outer{load_le<std::int64_t>(p + 16), load_le<std::int32_t>(p + 24), {}, 0, salt_};
  const auto length = load_le<std::int32_t>(p + 28);
  const auto padding = static_cast<std::int64_t>(plain->size() - header_size) - length;
  if (length < 4 || length % 4 != 0 || padding < 12 || padding > 1024) violate("padding or length");
  outer.body.assign(p + header_size, p + header_size + length);

  std::vector<ClientMessage> messages;
  if (id_of(outer.body) != container_id) {
    check_message(time, outer);
    messages.push_back(std::move(outer));
    return messages;
  }
  const std::uint8_t* at = outer.body.data() + 8;
  const std::uint8_t* const end = outer.body.data() + outer.body.size();
  const auto count = load_le<std::int32_t>(outer.body.data() + 4);
  if (count > 1000) violate("container of too many messages");
  for (std::int32_t i = 0; i < count && end - at >= 20; ++i) {
    ClientMessage inner{
        load_le<std::int64_t>(at), load_le<std::int32_t>(at + 8), {}, outer.msg_id, salt_};
    const auto size = load_le<std::int32_t>(at + 12);
    if (size < 4 || size % 4 != 0 || size > end - at - 16) {
      violate("inner length");
      return messages;
    }
    inner.body.assign(at + 16, at + 16 + size);
    at += 16 + size;
    if (inner.msg_id >= outer.msg_id) violate("inner id not below the container's");
    if (id_of(inner.body) == container_id) violate("container in container");
    check_message(time, inner);
    messages.push_back(std::move(inner));
  }
  if (at != end) violate("bytes after the last inner message");
  check_message(time, outer);
  return messages;
}

void TestServer::check_message(std::chrono::nanoseconds time, const ClientMessage& message) {
  if (message.msg_id % 4 != 0) violate("client id not divisible by four");
  if (message.msg_id <= last_client_id_) violate("client id not rising");
  last_client_id_ = std::max(last_client_id_, message.msg_id);
  if ((message.msg_id & 0xffffffff) == 0) violate("client id without a fraction");

  const auto seconds = static_cast<std::int64_t>(static_cast<std::uint64_t>(message.msg_id) >> 32U);
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(time).count();
  if (checks_time_ && (seconds < now - 300 || seconds > now + 30)) violate("client id out of time");

  // Packets may get lost on the way, so numbers may have gaps, but they never fall (B-13).
  const bool content = is_content_related(message.body);
  if (content != (message.seq_no % 2 != 0)) violate("parity of seqno");
  if (message.seq_no < least_seq_no_) {
    violate("seqno " + std::to_string(message.seq_no) + " after " + std::to_string(least_seq_no_));
  }
  least_seq_no_ = message.seq_no + (content ? 1 : 0);
}

Bytes TestServer::seal(std::int64_t msg_id, std::int32_t seq_no, BytesView body,
                       const Seal& how) const {
  Bytes plain(header_size);
  store_le(plain.data(), salt_);
  store_le(plain.data() + 8, how.session_id.value_or(session_id_));
  store_le(plain.data() + 16, msg_id);
  store_le(plain.data() + 24, seq_no);
  store_le(plain.data() + 28, how.length.value_or(static_cast<std::int32_t>(body.size())));
  append(plain, body);
  const std::size_t unpadded = plain.size();
  const std::size_t least = how.padding.value_or(12);
  plain.resize(plain.size() + least, 0x5a);
  if (!how.padding) plain.resize((plain.size() + 15) / 16 * 16, 0x5a);
  if (how.version_1) return encrypt_v1(key_, how.way, plain, unpadded);
  return encrypt(key_, how.way, plain);
}

std::int64_t TestServer::next_id(std::chrono::nanoseconds time, bool answer) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(time);
  const auto fraction = static_cast<std::uint64_t>((time - whole).count());
  const auto id =
      (static_cast<std::uint64_t>(whole.count()) << 32U) | ((fraction << 32U) / 1'000'000'000U);
  std::int64_t next = static_cast<std::int64_t>(id & ~std::uint64_t{3}) | (answer ? 1 : 3);
  if (next <= last_server_id_) next = ((last_server_id_ | 3) + 1) | (answer ? 1 : 3);
  last_server_id_ = next;
  return next;
}

std::int32_t TestServer::next_seq_no(bool content_related) {
  if (!content_related) return 2 * content_sent_;
  return 2 * content_sent_++ + 1;
}

}  // namespace strata::mtproto::session_test
