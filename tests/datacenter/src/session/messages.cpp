// Checks the messages of a session and hands each to its handler.
#include "session/messages.hpp"

#include "core/mtproto_codec.hpp"
#include "session/calls.hpp"
#include "session/service_messages.hpp"
#include "session/session.hpp"
#include "session/unpack.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

using Clock = Core::Clock;

/// Ids from so long ago and so far ahead are taken (B-30).
constexpr std::chrono::seconds oldest{300};
constexpr std::chrono::seconds newest{30};

constexpr std::int32_t id_too_low = 16;
constexpr std::int32_t id_too_high = 17;
constexpr std::int32_t id_not_divisible = 18;
constexpr std::int32_t container_repeated = 19;
constexpr std::int32_t id_forgotten = 20;
constexpr std::int32_t odd_seq_no_unexpected = 34;
constexpr std::int32_t even_seq_no_unexpected = 35;
constexpr std::int32_t bad_salt = 48;
constexpr std::int32_t bad_container = 64;

/// What is wrong with the id of an outer message, if anything.
std::optional<std::int32_t> id_fault(Clock now, std::int64_t msg_id) {
  if (msg_id % 4 != 0) return id_not_divisible;
  const std::chrono::seconds sent{msg_id >> 32};
  if (sent < now - oldest) return id_too_low;
  if (sent > now + newest) return id_too_high;
  return std::nullopt;
}

// Spec: core.telegram.org/mtproto/service_messages_about_messages#notice-of-ignored-error-message
void refuse_salt(Core& core, Session& session, const PlainMessage& message) {
  core.accounting.count([](Counters& counters) { ++counters.bad_salts_sent; });
  const std::int64_t salt = session.key().salts.current(core.unix_time(), *core.random);
  send_notice(core, session,
              Object("bad_server_salt", {{"bad_msg_id", message.msg_id},
                                         {"bad_msg_seqno", message.seq_no},
                                         {"error_code", bad_salt},
                                         {"new_server_salt", salt}}));
}

/// Spec: core.telegram.org/mtproto/service_messages#new-session-creation-notification (B-42)
void announce(Core& core, Session& session, const std::vector<ClientMessage>& messages) {
  if (session.is_announced || messages.empty()) return;
  session.is_announced = true;
  core.accounting.count([](Counters& counters) { ++counters.sessions_created; });
  const auto first = std::ranges::min(messages, {}, &ClientMessage::msg_id);
  auto body = mtproto_codec().encode(
      Object("new_session_created",
             {{"first_msg_id", first.msg_id},
              {"unique_id", static_cast<std::int64_t>(core.random->next())},
              {"server_salt", session.key().salts.current(core.unix_time(), *core.random)}}));
  if (!body) return;
  session.outbox.add(core.unix_time(), MessageKind::other, true, *std::move(body));
  core.mark_dirty(session);
}

/// A message that came before: its answer again, if it has one, else an acknowledgement.
void on_duplicate(Core& core, Session& session, const ClientMessage& message) {
  core.accounting.count([](Counters& counters) { ++counters.duplicates_received; });
  const ReceivedMessage& known = *session.received.find(message.msg_id);
  if (known.fate == Fate::answered && session.outbox.requeue(known.answer_msg_id)) {
    core.accounting.count([](Counters& counters) { ++counters.answers_resent; });
  } else if (message.seq_no % 2 != 0) {
    session.acks.push_back(message.msg_id);
  }
  core.mark_dirty(session);
}

/// What is wrong with the seq_no of a message that nobody has seen before, if anything (B-13).
std::optional<std::int32_t> seq_no_fault(Core& core, const Session& session,
                                         const ClientMessage& message, bool is_service) {
  const bool is_odd = message.seq_no % 2 != 0;
  if (!is_service && !is_odd) return even_seq_no_unexpected;
  if (is_service && is_odd && !may_be_content_related(message.id())) {
    // Independent clients do this and production servers let it pass.
    core.accounting.violation("odd seq_no on a message that needs no acknowledgement");
    if (core.options.strict) return odd_seq_no_unexpected;
  }
  if (!is_odd) return std::nullopt;
  return session.received.order_fault(message.msg_id, message.seq_no);
}

void on_one(Core& core, Connection& connection, Session& session, const ClientMessage& message) {
  if (message.msg_id % 4 != 0) {
    refuse_message(core, session, message.msg_id, message.seq_no, id_not_divisible);
    return;
  }
  switch (session.received.check(message.msg_id)) {
    case ReceivedWindow::Verdict::duplicate:
      on_duplicate(core, session, message);
      return;
    case ReceivedWindow::Verdict::too_old:
      refuse_message(core, session, message.msg_id, message.seq_no, id_forgotten);
      return;
    case ReceivedWindow::Verdict::fresh:
      break;
  }
  const bool is_service = is_service_message(message.id());
  if (const auto fault = seq_no_fault(core, session, message, is_service)) {
    refuse_message(core, session, message.msg_id, message.seq_no, *fault);
    return;
  }
  if (!is_service && core.faults.bad_message_code != 0) {
    refuse_message(core, session, message.msg_id, message.seq_no,
                   std::exchange(core.faults.bad_message_code, 0));
    return;
  }
  session.received.add(message.msg_id, message.seq_no);
  if (is_service) {
    if (message.seq_no % 2 != 0) session.acks.push_back(message.msg_id);
    on_service_message(core, connection, session, message);
  } else {
    on_call(core, session, message);
  }
}

}  // namespace

void send_notice(Core& core, Session& session, const Object& notice) {
  auto body = mtproto_codec().encode(notice);
  if (!body) return;
  session.outbox.add(core.unix_time(), MessageKind::other, false, *std::move(body));
  core.mark_dirty(session);
}

void refuse_message(Core& core, Session& session, std::int64_t msg_id, std::int32_t seq_no,
                    std::int32_t code) {
  core.accounting.count([&](Counters& counters) { ++counters.bad_messages_sent[code]; });
  send_notice(core, session,
              Object("bad_msg_notification",
                     {{"bad_msg_id", msg_id}, {"bad_msg_seqno", seq_no}, {"error_code", code}}));
}

void on_message(Core& core, Connection& connection, Session& session, const PlainMessage& message) {
  core.mark_dirty(session);
  if (const auto fault = id_fault(core.unix_time(), message.msg_id)) {
    refuse_message(core, session, message.msg_id, message.seq_no, *fault);
    return;
  }
  if (!session.key().salts.accepts(message.salt, core.unix_time(), *core.random)) {
    refuse_salt(core, session, message);
    return;
  }
  const auto unpacked = unpack({message.msg_id, message.seq_no, message.body});
  if (!unpacked) {
    core.accounting.violation("malformed container");
    refuse_message(core, session, message.msg_id, message.seq_no, bad_container);
    return;
  }
  if (unpacked->was_container) {
    core.accounting.count([](Counters& counters) { ++counters.containers_received; });
    if (session.received.check(message.msg_id) == ReceivedWindow::Verdict::duplicate) {
      refuse_message(core, session, message.msg_id, message.seq_no, container_repeated);
      return;
    }
    session.received.add(message.msg_id, message.seq_no);
    if (message.seq_no % 2 != 0) core.accounting.violation("odd seq_no on a container");
  }
  announce(core, session, unpacked->messages);
  for (const ClientMessage& each : unpacked->messages) {
    if (unpacked->was_container && each.msg_id >= message.msg_id) {
      core.accounting.violation("container id not above the ids inside");
    }
    on_one(core, connection, session, each);
  }
}

}  // namespace strata::datacenter
