// Handlers of service messages, one each.
// Spec: core.telegram.org/mtproto/service_messages and …/service_messages_about_messages
#include "session/service_messages.hpp"

#include "core/mtproto_codec.hpp"
#include "session/calls.hpp"
#include "session/messages.hpp"
#include "session/session.hpp"

#include <algorithm>
#include <array>

namespace strata::datacenter {
namespace {

constexpr std::size_t most_ids = 8192;

struct Incoming {
  Core& core;
  Connection& connection;
  Session& session;
  std::int64_t msg_id;
  const Object& object;
};

void on_ack(const Incoming& in) {
  for (const Value& id : in.object.get_vector("msg_ids")) {
    in.session.outbox.acknowledge(id.as_long());
    in.core.accounting.acknowledged(id.as_long());
  }
}

void send_pong(const Incoming& in) {
  in.core.accounting.count([](Counters& counters) { ++counters.pings; });
  send_notice(in.core, in.session,
              Object("pong", {{"msg_id", in.msg_id}, {"ping_id", in.object["ping_id"]}}));
}

// B-90: the connection lives until the delay passes without another such ping.
void on_ping_delay_disconnect(const Incoming& in) {
  const std::int32_t delay = std::clamp(in.object.get_int("disconnect_delay"), 0, 3600);
  const Core::Clock at = in.core.unix_time() + std::chrono::seconds(delay);
  in.connection.disconnect_at = at;
  in.core.timers.add(at, [&core = in.core, id = in.connection.id, at] {
    Connection* const connection = core.find(id);
    if (connection != nullptr && connection->disconnect_at == at) {
      core.close(*connection, "no ping for the delay it asked for");
    }
  });
  send_pong(in);
}

std::int32_t seconds_of(Core::Clock time) {
  return static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

void on_get_future_salts(const Incoming& in) {
  in.core.accounting.count([](Counters& counters) { ++counters.salts_requested; });
  const auto count = static_cast<std::size_t>(std::clamp(in.object.get_int("num"), 1, 64));
  Vector salts;
  for (const auto& salt :
       in.session.key().salts.upcoming(count, in.core.unix_time(), *in.core.random)) {
    salts.push_back(Object("future_salt", {{"valid_since", seconds_of(salt.since)},
                                           {"valid_until", seconds_of(salt.until)},
                                           {"salt", salt.value}}));
  }
  send_notice(
      in.core, in.session,
      Object("future_salts",
             {{"req_msg_id", in.msg_id}, {"now", in.core.now()}, {"salts", std::move(salts)}}));
}

void send_states(const Incoming& in) {
  const std::int64_t newest_possible = (in.core.unix_time() / std::chrono::seconds(1) + 30) << 32;
  Bytes info;
  for (const Value& id : in.object.get_vector("msg_ids")) {
    info.push_back(in.session.received.state_of(id.as_long(), newest_possible));
  }
  send_notice(in.core, in.session,
              Object("msgs_state_info", {{"req_msg_id", in.msg_id}, {"info", info}}));
}

// B-78: what is still held goes out again; ids of the client's own get their states.
void on_resend_request(const Incoming& in) {
  bool all_known = true;
  for (const Value& id : in.object.get_vector("msg_ids")) {
    if (!in.session.outbox.requeue(id.as_long())) all_known = false;
  }
  if (!all_known) send_states(in);
}

void on_destroy_session(const Incoming& in) {
  const std::int64_t id = in.object.get_long("session_id");
  AuthKey& key = in.session.key();
  const bool known = id != in.session.session_id() && key.sessions.contains(id);
  if (known) in.core.end_session(key, id);
  send_notice(in.core, in.session,
              Object(known ? "destroy_session_ok" : "destroy_session_none", {{"session_id", id}}));
}

// the key goes at the end of the step, after this answer.
void on_destroy_auth_key(const Incoming& in) {
  send_notice(in.core, in.session, Object("destroy_auth_key_ok"));
  in.core.doom_key(in.session.auth_key_id());
}

void ignore(const Incoming&) {}

struct Handler {
  std::string_view name;
  bool content_related;
  void (*handle)(const Incoming&);
};

constexpr std::array handlers{
    Handler{"msgs_ack", false, on_ack},
    Handler{"ping", true, send_pong},
    Handler{"ping_delay_disconnect", true, on_ping_delay_disconnect},
    Handler{"get_future_salts", true, on_get_future_salts},
    Handler{"msgs_state_req", true, send_states},
    Handler{"msg_resend_req", true, on_resend_request},
    Handler{"rpc_drop_answer", true,
            [](const Incoming& in) {
              drop_answer(in.core, in.session, in.msg_id, in.object.get_long("req_msg_id"));
            }},
    Handler{"destroy_session", true, on_destroy_session},
    Handler{"destroy_auth_key", true, on_destroy_auth_key},
    Handler{"msgs_state_info", true, ignore},
    Handler{"msgs_all_info", true, ignore},
    Handler{"msg_detailed_info", true, ignore},
    Handler{"msg_new_detailed_info", true, ignore},
    Handler{"http_wait", true, ignore},
};

const Handler* find(std::uint32_t id) noexcept {
  const std::string_view name = mtproto_codec().name_of(id);
  const auto found = std::ranges::find(handlers, name, &Handler::name);
  return found == handlers.end() || name.empty() ? nullptr : &*found;
}

}  // namespace

bool is_service_message(std::uint32_t id) noexcept { return find(id) != nullptr; }

bool may_be_content_related(std::uint32_t id) noexcept {
  const Handler* const handler = find(id);
  return handler == nullptr || handler->content_related;
}

void on_service_message(Core& core, Connection& connection, Session& session,
                        const ClientMessage& message) {
  const auto object = mtproto_codec().decode(message.body);
  const bool usable = object && object->get_vector("msg_ids").size() <= most_ids;
  if (!usable) {
    core.accounting.violation("malformed service message");
    core.close(connection, "a malformed service message");
    return;
  }
  find(message.id())->handle({core, connection, session, message.msg_id, *object});
}

}  // namespace strata::datacenter
