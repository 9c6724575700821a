// rpc_result: the answer to a call, or its error.
#include "session/engine.hpp"
#include "session/error_text.hpp"

#include "strata/tl/cursor.hpp"
#include "strata/tl/mtproto/types/object.hpp"
#include "strata/tl/mtproto/types/rpc_drop_answer.hpp"
#include "strata/tl/mtproto/types/rpc_error.hpp"
#include "strata/tl/mtproto/types/rpc_result.hpp"

#include <utility>

namespace strata::mtproto {
namespace {

namespace schema = tl::mtproto::types;

std::uint32_t id_of(BytesView object) noexcept { return load_le<std::uint32_t>(object.data()); }

}  // namespace

// Spec: core.telegram.org/mtproto/service_messages#response-to-an-rpc-query (B-70, B-71)
Status Session::Engine::on_rpc_result(Now now, const Incoming& message) {
  tl::Cursor cursor(message.body);
  static_cast<void>(cursor.uint32());
  const MsgId req_msg_id{cursor.int64()};
  if (cursor.failed() || !req_msg_id) {
    return strata::fail(Errc::malformed_message, "an answer that names no question");
  }
  const SentMessage* const sent = sent_.find(req_msg_id);
  if (sent == nullptr) return on_unknown_answer(message.body.size());

  const SentMessage question = *sent;
  time_.on_answer(now, message.id, question.msg_id);
  report_time();
  if (question.kind == SentKind::call || question.kind == SentKind::former_call) {
    answer(question, cursor.raw(cursor.remaining()));
  } else if (question.kind == SentKind::destroy_key) {
    sent_.erase(question.msg_id);
    take_key_answer(cursor.raw(cursor.remaining()));
  } else {
    // The answer to a call that was given up, or to rpc_drop_answer itself (B-74).
    sent_.erase(question.msg_id);
  }
  return {};
}

Status Session::Engine::on_unknown_answer(std::size_t size) {
  unwanted_bytes_ += size;
  if (unwanted_bytes_ <= limits::max_unwanted_bytes) return {};
  return strata::fail(Errc::unwanted_answers, "the server answers calls that nobody made");
}

void Session::Engine::answer(const SentMessage& question, BytesView object) {
  Call* const call = calls_.find(question.call);
  if (call == nullptr) return sent_.erase(question.msg_id);

  if (object.size() >= 4 && id_of(object) == schema::GzipPacked::ID) {
    const auto inflated = inflate(object);
    if (!inflated) return complete(call->id, CallFailed{call->id, inflated.error()});
    object = *inflated;
    if (object.size() >= 4 && id_of(object) == schema::GzipPacked::ID) {
      return fail_call(call->id, Errc::bad_gzip, "the answer is compressed twice");
    }
  }
  if (object.size() < 4) return fail_call(call->id, Errc::malformed_message, "an empty answer");

  switch (id_of(object)) {
    case schema::RpcError::ID:
      return answer_with_error(*call, question.msg_id, object);
    case schema::RpcAnswerDropped::ID:
    case schema::RpcAnswerDroppedRunning::ID:
      return fail_call(call->id, Errc::call_dropped, "the server has given up the call");
    default:
      if (call->wrapped && question.msg_id == call->msg_id) initialized_ = true;
      complete(call->id, CallResult{.call = call->id, .body = object});
  }
}

// Spec: core.telegram.org/mtproto/service_messages#rpc-error (B-72)
void Session::Engine::answer_with_error(Call& call, MsgId question, BytesView object) {
  tl::Cursor cursor(object);
  static_cast<void>(cursor.uint32());
  const std::int32_t code = session::readable_error_code(cursor.int32());
  const std::string_view text = cursor.string();
  if (cursor.failed() || cursor.remaining() != 0) {
    return fail_call(call.id, Errc::malformed_message, "an error answer that does not parse");
  }
  if (question == call.msg_id && retry_after_error(call, code, text)) return;
  complete(call.id, CallError{.call = call.id,
                              .code = code,
                              .text = session::readable_error_text(text),
                              .msg_id = question});
}

// Errors that are not about the call but about how it was sent.
// Spec: core.telegram.org/api/invoking (B-80, B-82)
bool Session::Engine::retry_after_error(Call& call, std::int32_t code, std::string_view text) {
  constexpr std::int32_t bad_request = 400;
  const bool not_initialized = code == bad_request && (text == "CONNECTION_NOT_INITED" ||
                                                       text == "CONNECTION_LAYER_INVALID");
  if (not_initialized && !options_.init_prefix.empty() && !call.without_init) {
    if (call.init_attempts++ >= limits::max_init_attempts) return false;
    initialized_ = false;
    send_again(call.id, Delivery::not_received);
    return true;
  }
  const bool failed = text == "MSG_WAIT_FAILED";
  if (!call.after.empty() && (failed || text == "MSG_WAIT_TIMEOUT")) {
    if (call.wait_here) return false;
    // After a failure, and when the server has waited too often, the call waits on this side.
    call.wait_here = failed || ++call.wait_attempts >= limits::max_wait_attempts;
    send_again(call.id, Delivery::not_received);
    return true;
  }
  return false;
}

}  // namespace strata::mtproto
