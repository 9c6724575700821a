// Encodes and sends answers and updates.
#include "session/answers.hpp"

#include "core/mtproto_codec.hpp"
#include "session/gzip.hpp"
#include "session/session.hpp"
#include "wire.hpp"

namespace strata::datacenter {
namespace {

constexpr std::uint32_t rpc_result_id = 0xf35c6d01;
constexpr std::uint32_t gzip_packed_id = 0x3072cfa1;
/// Smaller answers are not worth packing.
constexpr std::size_t least_packed = 512;

Bytes error_body(Core& core, const RpcError& error) {
  core.accounting.count([&](Counters& counters) { ++counters.errors[error.text]; });
  const auto body = mtproto_codec().encode(
      Object("rpc_error", {{"error_code", error.code}, {"error_message", error.text}}));
  return body.value_or(Bytes());
}

Bytes result_body(BytesView result, std::int64_t req_msg_id) {
  WireWriter writer;
  writer.write(rpc_result_id).write(req_msg_id);
  const auto packed = result.size() < least_packed ? std::nullopt : gzip(result);
  if (packed) {
    writer.write(gzip_packed_id).string(*packed);
  } else {
    writer.raw(result);
  }
  return writer.take();
}

}  // namespace

EncodedAnswer encode_answer(Core& core, Session& session, std::int64_t req_msg_id,
                            std::string_view method, const RpcResult& result) {
  EncodedAnswer answer;
  if (const auto* const error = std::get_if<RpcError>(&result)) {
    answer.is_error = true;
    answer.body = result_body(error_body(core, *error), req_msg_id);
    return answer;
  }
  const Value* const value = std::get_if<Value>(&result);
  const auto encoded =
      core.layers.encode_result(session.layer(), method, value == nullptr ? Value() : *value);
  if (encoded) {
    answer.body = result_body(*encoded, req_msg_id);
    return answer;
  }
  core.log("the answer to " + std::string(method) + " is not expressible in layer " +
           std::to_string(session.layer()) + ": " + encoded.error().message());
  answer.is_error = true;
  answer.body = result_body(error_body(core, {500, "ANSWER_NOT_EXPRESSIBLE"}), req_msg_id);
  return answer;
}

std::int64_t send_answer(Core& core, Session& session, std::string_view method,
                         const EncodedAnswer& answer) {
  Faults& faults = core.faults;
  core.mark_dirty(session);
  const bool drops = faults.drop_answers > 0 &&
                     (faults.drop_answers_to.empty() || faults.drop_answers_to == method);
  if (drops) {
    --faults.drop_answers;
    return session.outbox.keep(core.unix_time(), MessageKind::answer, answer.body);
  }
  if (faults.delay_answers.count() > 0) {
    const std::int64_t msg_id =
        session.outbox.keep(core.unix_time(), MessageKind::answer, answer.body);
    const std::weak_ptr<Session> weak = session.key().sessions.at(session.session_id());
    core.schedule(faults.delay_answers, [&core, weak, msg_id] {
      const std::shared_ptr<Session> alive = weak.lock();
      if (alive != nullptr && alive->outbox.requeue(msg_id)) core.mark_dirty(*alive);
    });
    return msg_id;
  }
  return session.outbox.add(core.unix_time(), MessageKind::answer, true, answer.body);
}

void send_service_answer(Core& core, Session& session, std::int64_t req_msg_id,
                         const Object& answer) {
  const auto encoded = mtproto_codec().encode(answer);
  if (!encoded) return;
  session.outbox.add(core.unix_time(), MessageKind::answer, true,
                     result_body(*encoded, req_msg_id));
  core.mark_dirty(session);
}

UpdatesBehindAnswer::UpdatesBehindAnswer(Core& core, Session& session)
    : core_(core), session_(session), was_holding_(session.holds_updates) {
  session_.holds_updates = true;
}

UpdatesBehindAnswer::~UpdatesBehindAnswer() {
  session_.holds_updates = was_holding_;
  if (was_holding_) return;
  for (Bytes& body : std::exchange(session_.held_updates, {})) {
    session_.outbox.add(core_.unix_time(), MessageKind::other, true, std::move(body));
  }
}

// Spec: core.telegram.org/api/updates: updates are content-related messages of their own.
void Session::push_updates(const Object& updates) {
  auto body = core_.layers.encode(layer(), updates);
  if (!body) {
    core_.log("updates are not expressible in layer " + std::to_string(layer()) + ": " +
              body.error().message());
    return;
  }
  core_.accounting.count([](Counters& counters) { ++counters.updates_pushed; });
  if (holds_updates) {
    held_updates.push_back(*std::move(body));
  } else {
    outbox.add(core_.unix_time(), MessageKind::other, true, *std::move(body));
  }
  core_.mark_dirty(*this);
}

}  // namespace strata::datacenter
