// Executes calls once each and remembers their answers.
#include "session/calls.hpp"

#include "core/mtproto_codec.hpp"
#include "session/answers.hpp"
#include "session/call_parser.hpp"
#include "session/key_binding.hpp"
#include "session/messages.hpp"
#include "session/session.hpp"

#include <algorithm>
#include <array>

namespace strata::datacenter {
namespace {

/// How long a call waits for those that it must follow (B-80).
constexpr std::chrono::milliseconds predecessor_timeout{500};

/// What a temporary key may call before it is bound.
bool is_open_to_unbound(const Object& request) {
  constexpr std::array<std::string_view, 3> open{"auth.bindTempAuthKey", "help.getConfig",
                                                 "help.getNearestDc"};
  return std::ranges::find(open, request.name()) != open.end();
}

std::optional<RpcError> objection(const Session& session, const Object& request) {
  if (request.is("auth.bindTempAuthKey")) return std::nullopt;
  if (!session.is_initialised()) return RpcError{400, "CONNECTION_NOT_INITED"};
  if (session.permanent_key_id() == 0 && !is_open_to_unbound(request)) {
    return RpcError{401, "AUTH_KEY_PERM_EMPTY"};
  }
  return std::nullopt;
}

void apply_wrappers(Session& session, const ParsedCall& call) {
  AuthKey& key = session.key();
  if (call.layer) key.layer = *call.layer;
  if (call.client) {
    key.client = *call.client;
    key.is_initialised = true;
  }
  if (!call.without_updates) session.set_wants_updates();
}

void resume_parked(Core& core, Session& session);

Responder make_responder(Core& core, std::weak_ptr<Session> session, std::int64_t msg_id,
                         std::string method) {
  return [&core, session = std::move(session), msg_id,
          method = std::move(method)](const RpcResult& result) {
    const std::shared_ptr<Session> alive = session.lock();
    if (alive == nullptr) return;
    const ReceivedMessage* const received = alive->received.find(msg_id);
    if (received == nullptr || received->fate != Fate::running) return;
    answer_call(core, *alive, msg_id, method, result);
    resume_parked(core, *alive);
  };
}

RpcResult execute(Core& core, Session& session, std::int64_t msg_id, const Object& request) {
  if (core.faults.rpc_error_code != 0) {
    return RpcError{std::exchange(core.faults.rpc_error_code, 0), core.faults.rpc_error_text};
  }
  if (auto error = objection(session, request)) return *std::move(error);
  const Value* const random_id = request.find("random_id");
  const std::int64_t random = random_id == nullptr ? 0 : random_id->as_long();
  core.accounting.executed(request.name(), random_id == nullptr ? nullptr : &random);
  if (request.is("auth.bindTempAuthKey")) {
    return bind_temporary_key(core, session, msg_id, request);
  }
  const std::shared_ptr<Session> owner = session.key().sessions.at(session.session_id());
  RequestContext context(core, session, msg_id,
                         [&] { return make_responder(core, owner, msg_id, request.name()); });
  return core.dispatcher.dispatch(context, request);
}

void run(Core& core, Session& session, std::int64_t msg_id, const ParsedCall& call) {
  const UpdatesBehindAnswer order(core, session);
  RpcResult result = execute(core, session, msg_id, call.request);
  if (std::holds_alternative<AnswerLater>(result)) {
    session.acks.push_back(msg_id);
    core.mark_dirty(session);
    return;
  }
  answer_call(core, session, msg_id, call.request.name(), result);
}

enum class Predecessors { done, missing, failed };

Predecessors predecessors_of(Session& session, const ParsedCall& call) {
  Predecessors state = Predecessors::done;
  for (const std::int64_t id : call.after) {
    const ReceivedMessage* const received = session.received.find(id);
    if (received == nullptr || received->fate == Fate::running) {
      state = Predecessors::missing;
    } else if (received->failed) {
      return Predecessors::failed;
    }
  }
  return state;
}

/// Runs the call if everything before it is done; true when that settled it.
bool run_after_predecessors(Core& core, Session& session, std::int64_t msg_id,
                            const ParsedCall& call) {
  switch (predecessors_of(session, call)) {
    case Predecessors::done:
      run(core, session, msg_id, call);
      return true;
    case Predecessors::failed:
      answer_call(core, session, msg_id, call.request.name(), RpcError{400, "MSG_WAIT_FAILED"});
      return true;
    case Predecessors::missing:
      return false;
  }
  return false;
}

void park(Core& core, Session& session, std::int64_t msg_id, ParsedCall call) {
  session.parked.emplace_back(msg_id, std::move(call));
  const std::weak_ptr<Session> weak = session.key().sessions.at(session.session_id());
  core.schedule(predecessor_timeout, [&core, weak, msg_id] {
    const std::shared_ptr<Session> alive = weak.lock();
    if (alive == nullptr) return;
    const auto waiting =
        std::ranges::find(alive->parked, msg_id, &std::pair<std::int64_t, ParsedCall>::first);
    if (waiting == alive->parked.end()) return;
    alive->parked.erase(waiting);
    answer_call(core, *alive, msg_id, {}, RpcError{400, "MSG_WAIT_TIMEOUT"});
    resume_parked(core, *alive);
  });
}

/// Runs the calls that waited for the one just answered.
void resume_parked(Core& core, Session& session) {
  for (auto& [msg_id, call] : std::exchange(session.parked, {})) {
    if (!run_after_predecessors(core, session, msg_id, call)) {
      session.parked.emplace_back(msg_id, std::move(call));
    }
  }
}

}  // namespace

void on_call(Core& core, Session& session, const ClientMessage& message) {
  session.received.find(message.msg_id)->fate = Fate::running;
  auto parsed = parse_call(core.layers, session.layer(), message.body);
  if (const auto* const error = std::get_if<RpcError>(&parsed)) {
    core.accounting.violation("unreadable call");
    answer_call(core, session, message.msg_id, {}, *error);
    return;
  }
  ParsedCall& call = std::get<ParsedCall>(parsed);
  apply_wrappers(session, call);
  if (!run_after_predecessors(core, session, message.msg_id, call)) {
    park(core, session, message.msg_id, std::move(call));
    return;
  }
  resume_parked(core, session);
}

void answer_call(Core& core, Session& session, std::int64_t req_msg_id, std::string_view method,
                 const RpcResult& result) {
  ReceivedMessage* const received = session.received.find(req_msg_id);
  if (received == nullptr || received->fate == Fate::dropped) return;
  const EncodedAnswer answer = encode_answer(core, session, req_msg_id, method, result);
  received->fate = Fate::answered;
  received->failed = answer.is_error;
  received->answer_msg_id = send_answer(core, session, method, answer);
}

void drop_answer(Core& core, Session& session, std::int64_t msg_id, std::int64_t req_msg_id) {
  Object answer("rpc_answer_unknown");
  ReceivedMessage* const received = session.received.find(req_msg_id);
  if (received != nullptr && received->fate == Fate::running) {
    received->fate = Fate::dropped;
    answer = Object("rpc_answer_dropped_running");
  } else if (received != nullptr && received->fate == Fate::answered) {
    if (const ServerMessage* const kept = session.outbox.find(received->answer_msg_id)) {
      answer =
          Object("rpc_answer_dropped", {{"msg_id", kept->msg_id},
                                        {"seq_no", kept->seq_no},
                                        {"bytes", static_cast<std::int32_t>(kept->body.size())}});
      session.outbox.acknowledge(received->answer_msg_id);
      received->fate = Fate::dropped;
    }
  }
  send_service_answer(core, session, msg_id, answer);
}

}  // namespace strata::datacenter
