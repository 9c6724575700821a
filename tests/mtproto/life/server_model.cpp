// The server of a simulated life.
#include "mtproto/life/server_model.hpp"

#include "mtproto/session/tl_builder.hpp"

#include "strata/mtproto/msg_id.hpp"
#include "strata/tl/cursor.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto::life {
namespace {

using namespace std::chrono_literals;
using session_test::Tl;
using std::chrono::seconds;

constexpr std::uint32_t query_id = 0x5e1f0001;
constexpr std::uint32_t init_id = 0x5e1f0002;
constexpr std::size_t kept_ids = 4096;
constexpr std::size_t kept_answers = 256;

std::uint32_t id_of(BytesView body) { return load_le<std::uint32_t>(body.data()); }

}  // namespace

Bytes numbered_query(std::uint64_t number, std::size_t size) {
  return Tl().u32(query_id).i64(static_cast<std::int64_t>(number)).raw(Bytes(size, 0x11));
}

Bytes init_prefix() { return Tl().u32(init_id); }

ServerModel::ServerModel(Ledger& ledger, Chance& chance, Hooks hooks)
    : ledger_(ledger), chance_(chance), hooks_(std::move(hooks)) {
  wire_.tolerate_wrong_time();  // a wrong time is refused here as a real server would
}

// A salt is the number of the half-hour in which it begins, and holds for an hour.
std::int64_t ServerModel::salt_now() const {
  const auto half_hours = std::chrono::floor<std::chrono::minutes>(hooks_.time()).count() / 30;
  return half_hours + salt_epoch_ * 1'000'000'000;
}

void ServerModel::on_packet(BytesView packet) {
  ++totals_.packets;
  const std::vector<Message> messages = wire_.open(hooks_.time(), packet);
  if (messages.empty()) return;
  const std::int64_t outer =
      messages[0].container != 0 ? messages[0].container : messages[0].msg_id;
  // What belonged to another session of the client is not for this one.
  if (wire_.session_id() != known_session_) unacknowledged_.clear();
  if (refuse(messages[0], outer)) return;
  if (wire_.session_id() != known_session_) begin_session(messages[0].msg_id);
  for (const Message& message : messages) {
    if (!received_.insert(message.msg_id).second) continue;
    if (received_.size() > kept_ids) {
      forgotten_below_ = *received_.begin();
      received_.erase(received_.begin());
    }
    on_message(message);
  }
}

bool ServerModel::refuse(const Message& message, std::int64_t outer) {
  const nanoseconds sent = MsgId{outer}.unix_time();
  const nanoseconds now = hooks_.time();
  const bool low = sent < now - 300s;
  if (low || sent > now + 30s) {
    ++totals_.bad_times;
    say(session_test::bad_msg_notification(outer, low ? 16 : 17), false);
    return true;
  }
  if (message.salt == salt_now() || message.salt == salt_now() - 1) return false;
  ++totals_.bad_salts;
  say(session_test::bad_server_salt(outer, salt_now()), false);
  return true;
}

void ServerModel::begin_session(std::int64_t first_msg_id) {
  known_session_ = wire_.session_id();
  ++session_number_;
  ++totals_.sessions;
  initialized_ = false;
  received_.clear();
  forgotten_below_ = first_msg_id;
  say(session_test::new_session_created(first_msg_id, ++last_unique_id_, salt_now()), true);
}

void ServerModel::restart() {
  known_session_ = 0;
  ledger_.server_forgets();
}

void ServerModel::on_connected() {
  if (known_session_ == 0) return;
  for (const Unacknowledged& message : unacknowledged_) send_again(message);
}

void ServerModel::on_message(const Message& message) {
  tl::Cursor cursor(message.body);
  switch (cursor.uint32()) {
    case 0x62d6b459: {  // msgs_ack
      const std::size_t count = cursor.vector_header(8);
      for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t id = cursor.int64();
        std::erase_if(unacknowledged_, [&](const auto& kept) { return kept.msg_id == id; });
      }
      return;
    }
    case 0xf3427b8c:  // ping_delay_disconnect
      return say(session_test::pong(message.msg_id, cursor.int64()), false);
    case 0xb921bd04: {  // get_future_salts
      const auto now =
          static_cast<std::uint32_t>(std::chrono::floor<seconds>(hooks_.time()).count());
      std::vector<session_test::Salt> salts;
      for (std::uint32_t i = 0; i < 16; ++i) {
        const std::uint32_t since = (now / 1800 + i) * 1800;
        salts.push_back({since, since + 3600, salt_now() + i});
      }
      return say(session_test::future_salts(message.msg_id, now, salts), false);
    }
    case 0xda69fb52:
      return on_state_request(message);
    case 0x7d861a08:
      return on_resend_request(message);
    case 0x58e4a740:  // rpc_drop_answer
      return say(session_test::rpc_result(message.msg_id, Bytes(Tl().u32(0xcd78e586))), true);
    case 0xe7512126:  // destroy_session
      return say(Bytes(Tl().u32(0xe22045fc).i64(cursor.int64())), false);
    case 0x04deb57d:  // msgs_state_info
      return;
    default:
      return on_query(message);
  }
}

void ServerModel::on_query(const Message& message) {
  BytesView body = message.body;
  for (;;) {
    if (id_of(body) == 0xcb9f372d) {
      body = body.subspan(12);
    } else if (id_of(body) == init_id) {
      body = body.subspan(4);
      initialized_ = true;
    } else {
      break;
    }
  }
  Bytes unpacked;
  if (!initialized_) {
    return answer(message.msg_id, session_number_,
                  session_test::rpc_error(400, "CONNECTION_NOT_INITED"));
  }
  if (chance_.per_mille(300)) say(session_test::msgs_ack({message.msg_id}), false);
  ledger_.executed(load_le<std::uint64_t>(body.data() + 4));
  Bytes object = session_test::bool_true();
  if (chance_.per_mille(100)) object = session_test::gzip_packed(Bytes(400, 7));
  if (chance_.per_mille(50)) object = session_test::rpc_error(420, "FLOOD_WAIT_3");
  const nanoseconds delay =
      chance_.per_mille(30) ? chance_.between(5s, 40s) : chance_.between(1ms, 400ms);
  hooks_.later(delay, [this, question = message.msg_id, session = session_number_,
                       object = std::move(object)]() mutable {
    answer(question, session, std::move(object));
  });
}

// Nothing is answered to a session that is forgotten meanwhile.
void ServerModel::answer(std::int64_t question, std::uint64_t session, Bytes object) {
  if (session != session_number_ || known_session_ == 0) return;
  say(session_test::rpc_result(question, object), true, question);
}

void ServerModel::on_state_request(const Message& message) {
  tl::Cursor cursor{BytesView(message.body).subspan(4)};
  Bytes info;
  const std::size_t count = cursor.vector_header(8);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t id = cursor.int64();
    if (received_.contains(id)) {
      info.push_back(4);
    } else {
      info.push_back(id < forgotten_below_ ? 1 : 2);
    }
    for (const Unacknowledged& kept : unacknowledged_) {
      if (kept.question == id) send_again(kept);
    }
  }
  say(session_test::msgs_state_info(message.msg_id, info), false);
}

void ServerModel::on_resend_request(const Message& message) {
  tl::Cursor cursor{BytesView(message.body).subspan(4)};
  const std::size_t count = cursor.vector_header(8);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t id = cursor.int64();
    for (const Unacknowledged& kept : unacknowledged_) {
      if (kept.msg_id == id) send_again(kept);
    }
  }
}

void ServerModel::push_update() {
  if (known_session_ == 0) return;
  say(Bytes(Tl().u32(0x5e1f0003).i64(++updates_)), true);
}

void ServerModel::remark() {
  if (known_session_ == 0 || received_.empty()) return;
  const std::int64_t last = *received_.rbegin();
  switch (chance_.below(3)) {
    case 0:
      return say(Bytes(Tl().u32(0xda69fb52).longs({wire_.next_id(hooks_.time()), 5})), false);
    case 1:
      if (unacknowledged_.empty()) return;
      return say(session_test::msg_detailed_info(last, unacknowledged_.back().msg_id, 100), false);
    default:
      return say(session_test::msgs_ack({last}), false);
  }
}

void ServerModel::say(BytesView body, bool content_related, std::int64_t question) {
  const std::int64_t msg_id = wire_.next_id(hooks_.time(), question != 0);
  const std::int32_t seq_no = wire_.next_seq_no(content_related);
  if (content_related) {
    if (unacknowledged_.size() == kept_answers) unacknowledged_.pop_front();
    unacknowledged_.push_back({msg_id, seq_no, question, Bytes(body.begin(), body.end())});
    repeat_later(msg_id, session_number_);
  }
  // What is said may be lost inside the server; what matters comes again.
  if (content_related && chance_.per_mille(5)) return;
  if (!chance_.per_mille(200)) return hooks_.send(wire_.seal(msg_id, seq_no, body));
  const Bytes packed = session_test::container({{msg_id, seq_no, Bytes(body.begin(), body.end())}});
  hooks_.send(wire_.seal(wire_.next_id(hooks_.time(), false), wire_.next_seq_no(false), packed));
}

void ServerModel::repeat_later(std::int64_t msg_id, std::uint64_t session) {
  hooks_.later(chance_.between(20s, 60s), [this, msg_id, session] {
    if (session != session_number_) return;
    const auto kept = std::ranges::find(unacknowledged_, msg_id, &Unacknowledged::msg_id);
    if (kept == unacknowledged_.end()) return;
    send_again(*kept);
    repeat_later(msg_id, session);
  });
}

// The same message under its old id, in a container of now, as real servers do it.
void ServerModel::send_again(const Unacknowledged& message) {
  ++totals_.repeated_answers;
  const Bytes packed = session_test::container({{message.msg_id, message.seq_no, message.body}});
  hooks_.send(wire_.seal(wire_.next_id(hooks_.time(), false), wire_.next_seq_no(false), packed));
}

}  // namespace strata::mtproto::life
