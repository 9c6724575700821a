// messages.sendMessage and its like.
#include "services/compose.hpp"
#include "services/input.hpp"
#include "services/render/messages.hpp"
#include "services/render/updates.hpp"

namespace strata::datacenter {
namespace {

Outcome<MessageId> replied_message(const Object& reply_to) {
  if (reply_to.empty()) return 0;
  if (!reply_to.is("inputReplyToMessage")) return refuse("REPLY_TO_INVALID");
  const MessageId id = reply_to.get_int("reply_to_msg_id");
  if (id <= 0) return refuse("REPLY_MESSAGE_ID_INVALID");
  return id;
}

// Spec: core.telegram.org/constructor/updateShortSentMessage: the sender knows all the rest.
Object short_answer(const View& view, const MessageCopy& copy, const Event& event) {
  const Object full = render_message(view, copy);
  Object answer("updateShortSentMessage");
  answer.set("out", true);
  answer.set("id", copy.id);
  answer.set("pts", event.pts);
  answer.set("pts_count", event.count);
  answer.set("date", full["date"]);
  answer.set("media", full["media"]);
  answer.set("entities", full["entities"]);
  return answer;
}

Object full_answer(const View& view, const MessageCopy& copy, const Event& event) {
  const Object number("updateMessageID", {{"id", copy.id}, {"random_id", copy.message->random_id}});
  return render_envelope(view, {number, *render_event(view, event)});
}

// Spec: core.telegram.org/method/messages.sendMessage, messages.sendMedia
RpcResult send(Call& call) {
  const Object& request = call.request;
  const auto to = input_peer(call, request.get_object("peer"));
  if (!to) return no(to.error());
  if (request.has("schedule_date")) return no("SCHEDULE_DATE_INVALID");
  const auto reply_to = replied_message(request.get_object("reply_to"));
  if (!reply_to) return no(reply_to.error());
  // Before a file is looked for that the first request has taken in already.
  if (call.world.messaging().was_sent(call.self, request.get_long("random_id"))) {
    return RpcError{500, "RANDOM_ID_DUPLICATE"};
  }
  auto body = read_body(call);
  if (!body) return no(body.error());

  Outgoing outgoing;
  outgoing.from = call.self;
  outgoing.to = *to;
  outgoing.body = *std::move(body);
  outgoing.reply_to = *reply_to;
  outgoing.silent = request.get_bool("silent");
  outgoing.random_id = request.get_long("random_id");
  const auto sent = call.world.messaging().send(std::move(outgoing), call.now, call.origin);
  if (!sent) return no(sent.error());

  const View view{call.world, call.self, call.now};
  const MessageCopy& copy = *call.box().find(std::get<NewMessage>(sent->what).id);
  const MessageBody& said = copy.message->body;
  const bool plain = said.reply_markup.is_nothing() && !said.media && to->id != call.self;
  return plain ? Value(short_answer(view, copy, *sent)) : Value(full_answer(view, copy, *sent));
}

// Spec: core.telegram.org/method/messages.uploadMedia: keeps a file without sending it.
RpcResult upload_media(Call& call) {
  const auto media = read_media(call, call.request.get_object("media"));
  if (!media) return no(media.error());
  const View view{call.world, call.self, call.now};
  return render_media(view, *media);
}

RpcResult set_typing(Call& call) {
  const auto peer = input_peer(call, call.request.get_object("peer"));
  if (!peer) return no(peer.error());
  if (call.is_bot() && !call.box().has_dialog(*peer)) return no("PEER_ID_INVALID");
  if (is_too_heavy(call, call.request["action"])) return no("INPUT_REQUEST_TOO_LONG");
  call.world.messaging().type(call.self, *peer, call.request["action"], call.origin);
  return Value(true);
}

constexpr Method table[] = {
    {"messages.sendMessage", Caller::logged_in, send},
    {"messages.sendMedia", Caller::logged_in, send},
    {"messages.uploadMedia", Caller::logged_in, upload_media},
    {"messages.setTyping", Caller::logged_in, set_typing},
};

}  // namespace

std::span<const Method> send_methods() { return table; }

}  // namespace strata::datacenter
