// msgs_ack: the server has received messages of ours.
#include "session/engine.hpp"

#include "strata/tl/cursor.hpp"

namespace strata::mtproto {

// An acknowledgement is no answer: the call stays pending.
// Spec: core.telegram.org/mtproto/service_messages_about_messages#acknowledgment-of-receipt (B-52)
Status Session::Engine::on_acks(Now /*now*/, const Incoming& message) {
  tl::Cursor cursor(message.body);
  static_cast<void>(cursor.uint32());
  const std::size_t count = cursor.vector_header(sizeof(std::int64_t));
  const BytesView ids = cursor.raw(count * sizeof(std::int64_t));
  if (cursor.failed() || cursor.remaining() != 0 || count > limits::max_ids) {
    return strata::fail(Errc::malformed_message, "msgs_ack does not parse");
  }
  for (std::size_t i = 0; i < count; ++i) {
    mark_received(MsgId{load_le<std::int64_t>(ids.data() + i * sizeof(std::int64_t))});
  }
  return {};
}

void Session::Engine::mark_received(MsgId id) {
  const SentMessage* const sent = sent_.find(id);
  if (sent == nullptr) return;
  if (sent->kind != SentKind::container) return mark_received(*sent);
  for (const SentMessage& member : sent_.named_by(id)) mark_received(member);
}

void Session::Engine::mark_received(const SentMessage& message) {
  Call* const call = calls_.find(message.call);
  if (call == nullptr || call->msg_id != message.msg_id) return;
  call->received = true;
  if (call->receipt_reported) return;
  call->receipt_reported = true;
  events_.push(CallReceived{.call = call->id});
}

}  // namespace strata::mtproto
