// Writes what this side has to say about messages, salts and the connection.
#include "session/engine.hpp"

#include "strata/tl/encode.hpp"
#include "strata/tl/mtproto/functions/destroy_auth_key.hpp"
#include "strata/tl/mtproto/functions/destroy_session.hpp"
#include "strata/tl/mtproto/functions/get_future_salts.hpp"
#include "strata/tl/mtproto/functions/ping_delay_disconnect.hpp"
#include "strata/tl/mtproto/functions/rpc_drop_answer.hpp"
#include "strata/tl/mtproto/types/http_wait.hpp"
#include "strata/tl/mtproto/types/msg_resend_req.hpp"
#include "strata/tl/mtproto/types/msgs_ack.hpp"
#include "strata/tl/mtproto/types/msgs_state_info.hpp"
#include "strata/tl/mtproto/types/msgs_state_req.hpp"
#include "strata/tl/writer.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto {
namespace {

namespace functions = tl::mtproto::functions;
namespace types = tl::mtproto::types;

// Enough for any service message without a list.
constexpr std::size_t small_message = 64;

/// Is there room for one more message of `size` bytes?
bool has_room(const session::Assembly& assembly, std::size_t size) {
  return assembly.count() + 1 < limits::max_container_sent &&
         assembly.bytes() + size + small_message <= limits::max_packet_sent - small_message;
}

/// As many of the ids as there is room for.
template <class Ids>
std::span<const MsgId> that_fit(const session::Assembly& assembly, const Ids& ids) {
  std::size_t count = std::min(ids.size(), limits::max_ids);
  while (count > 0 && !has_room(assembly, count * sizeof(std::int64_t))) count /= 2;
  return std::span<const MsgId>(ids).first(count);
}

}  // namespace

// All of them have even sequence numbers; what gets lost is covered by timers (B-13).
template <class Write>
MsgId Session::Engine::write_service(Now now, Assembly& assembly, SentKind kind, Write write) {
  const MsgId id = next_id(now);
  assembly.begin(id, seq_no_.next_service());
  write(assembly.buffer());
  assembly.end();
  sent_.add({.msg_id = id, .sent_at = now.monotonic, .kind = kind});
  return id;
}

template <class Message>
MsgId Session::Engine::write_object(Now now, Assembly& assembly, SentKind kind,
                                    const Message& message) {
  return write_service(now, assembly, kind, [&](Buffer& out) {
    // Cannot fail: no boxes, and no text longer than a few kilobytes.
    static_cast<void>(tl::encode(message, out));
  });
}

/// msgs_ack, msgs_state_req and msg_resend_req: a vector of ids.
MsgId Session::Engine::write_ids(Now now, Assembly& assembly, SentKind kind, std::uint32_t type,
                                 std::span<const MsgId> ids) {
  return write_service(now, assembly, kind, [&](Buffer& out) {
    tl::Writer writer(out);
    writer.uint32(type);
    writer.vector_header(ids.size());
    for (const MsgId id : ids) writer.int64(id.value);
  });
}

void Session::Engine::write_services(Now now, Assembly& assembly) {
  write_ping(now, assembly);
  write_salts_request(now, assembly);
  write_questions(now, assembly);
  write_state_answers(now, assembly);
  write_courtesies(now, assembly);
  write_long_poll(now, assembly);
  // Acknowledgements ride along, or go by themselves when they are due (B-51).
  if (acks_.empty() || (assembly.count() == 0 && !acks_.is_due(now.monotonic))) return;
  const auto ids = that_fit(assembly, acks_.ids());
  if (ids.empty()) return;
  write_ids(now, assembly, SentKind::ack, types::MsgsAck::ID, ids);
  acks_.remove_first(ids.size());
}

// Spec: core.telegram.org/mtproto/service_messages#deferred-connection-closure--ping (B-90)
void Session::Engine::write_ping(Now now, Assembly& assembly) {
  if (!keep_alive_.is_due(now.monotonic) || !has_room(assembly, small_message)) return;
  const auto ping_id = static_cast<std::int64_t>(random_.next_u64());
  const auto delay = static_cast<std::int32_t>(options_.liveness.disconnect_delay.count());
  write_object(now, assembly, SentKind::ping,
               functions::PingDelayDisconnect{.ping_id = ping_id, .disconnect_delay = delay});
  keep_alive_.on_ping(now.monotonic, ping_id);
}

void Session::Engine::write_salts_request(Now now, Assembly& assembly) {
  const auto due = salts_due_at();
  if (!due || *due > now.monotonic || !has_room(assembly, small_message)) return;
  write_object(now, assembly, SentKind::salts_request,
               functions::GetFutureSalts{.num = limits::salts_requested});
  salts_asked_at_ = now.monotonic;
}

// Spec: core.telegram.org/mtproto/service_messages#request-for-several-future-salts (B-43)
std::optional<std::chrono::nanoseconds> Session::Engine::salts_due_at() const {
  if (!options_.future_salts || !heard_) return std::nullopt;
  const auto low_at = salts_.runs_low_at() - time_.offset();
  if (!salts_asked_at_) return low_at;
  return std::max(low_at, *salts_asked_at_ + limits::salts_request_pause);
}

void Session::Engine::write_questions(Now now, Assembly& assembly) {
  auto& questions = services_.state_questions;
  if (const auto ids = that_fit(assembly, questions); !ids.empty()) {
    const MsgId id =
        write_ids(now, assembly, SentKind::state_request, types::MsgsStateReq::ID, ids);
    services_.remember_request(id, {ids.begin(), ids.end()});
    questions.erase(questions.begin(), questions.begin() + std::ssize(ids));
  }
  auto& resends = services_.resends;
  if (const auto ids = that_fit(assembly, resends); !ids.empty()) {
    write_ids(now, assembly, SentKind::resend_request, types::MsgResendReq::ID, ids);
    resends.erase(resends.begin(), resends.begin() + std::ssize(ids));
  }
}

void Session::Engine::write_state_answers(Now now, Assembly& assembly) {
  auto& answers = services_.state_answers;
  while (!answers.empty() && has_room(assembly, answers.front().info.size())) {
    const session::StateAnswer answer = std::move(answers.front());
    answers.erase(answers.begin());
    write_object(now, assembly, SentKind::state_answer,
                 types::MsgsStateInfo{.req_msg_id = answer.question.value, .info = answer.info});
  }
}

// Exactly one is open, as long as there is a connection: a server over HTTP can only answer.
// Spec: core.telegram.org/mtproto/service_messages#long-poll-connection (B-92)
void Session::Engine::write_long_poll(Now now, Assembly& assembly) {
  if (!options_.long_poll || long_poll_until_ || !has_room(assembly, small_message)) return;
  const LongPoll& poll = *options_.long_poll;
  write_object(now, assembly, SentKind::long_poll,
               types::HttpWait{.max_delay = static_cast<std::int32_t>(poll.max_delay.count()),
                               .wait_after = static_cast<std::int32_t>(poll.wait_after.count()),
                               .max_wait = static_cast<std::int32_t>(poll.max_wait.count())});
  long_poll_until_ = now.monotonic + poll.max_wait + options_.liveness.pong_timeout;
  writes_long_poll_ = true;
}

// What spares the server work and changes nothing here (A-78, B-74, B-79).
void Session::Engine::write_courtesies(Now now, Assembly& assembly) {
  while (!services_.drops.empty() && has_room(assembly, small_message)) {
    write_object(now, assembly, SentKind::drop_answer,
                 functions::RpcDropAnswer{.req_msg_id = services_.drops.back().value});
    services_.drops.pop_back();
  }
  while (!services_.old_sessions.empty() && has_room(assembly, small_message)) {
    write_object(now, assembly, SentKind::destroy_session,
                 functions::DestroySession{.session_id = services_.old_sessions.back()});
    services_.old_sessions.pop_back();
  }
  if (key_end_ == session::KeyEnd::wanted && has_room(assembly, small_message)) {
    write_object(now, assembly, SentKind::destroy_key, functions::DestroyAuthKey{});
    key_end_ = session::KeyEnd::asked;
  }
}

}  // namespace strata::mtproto
