// Changing, removing and reading messages that exist.
#include "services/compose.hpp"
#include "services/input.hpp"
#include "services/render/updates.hpp"

namespace strata::datacenter {
namespace {

Outcome<Edit> read_edit(const Call& call) {
  const Object& request = call.request;
  Edit edit;
  if (request.has("message")) {
    edit.text = request.get_string("message");
    auto entities = read_entities(call, *edit.text, request.get_vector("entities"));
    if (!entities) return refuse(entities.error());
    edit.entities = *std::move(entities);
  }
  auto markup = read_markup(call, request.get_object("reply_markup"));
  if (!markup) return refuse(markup.error());
  edit.reply_markup = *std::move(markup);
  if (request.has("media")) {
    const auto media = read_media(call, request.get_object("media"));
    if (!media) return refuse(media.error());
    edit.media = *media;
  }
  return edit;
}

RpcResult edit_message(Call& call) {
  const auto peer = input_peer(call, call.request.get_object("peer"));
  if (!peer) return no(peer.error());
  const MessageId id = call.request.get_int("id");
  const MessageCopy* copy = call.box().find(id);
  if (copy == nullptr || copy->peer != *peer) return no("MESSAGE_ID_INVALID");
  auto edit = read_edit(call);
  if (!edit) return no(edit.error());
  const auto edited =
      call.world.messaging().edit(call.self, id, *std::move(edit), call.now, call.origin);
  if (!edited) return no(edited.error());
  const View view{call.world, call.self, call.now};
  return render_envelope(view, {*render_event(view, *edited)});
}

Object render_affected(const Affected& affected) {
  return Object("messages.affectedMessages",
                {{"pts", affected.pts}, {"pts_count", affected.count}});
}

RpcResult delete_messages(Call& call) {
  const Vector& asked = call.request.get_vector("id");
  if (asked.size() > call.world.limits().request_ids) return no("LIMIT_INVALID");
  std::vector<MessageId> ids;
  for (const Value& id : asked) ids.push_back(id.as_int());
  // What a bot removes is gone for both sides.
  const bool revoke = call.request.get_bool("revoke") || call.is_bot();
  return render_affected(call.world.messaging().remove(call.self, ids, revoke, call.origin));
}

// Spec: core.telegram.org/method/messages.deleteHistory: called again while `offset` is positive.
RpcResult delete_history(Call& call) {
  const auto peer = input_peer(call, call.request.get_object("peer"));
  if (!peer) return no(peer.error());
  const MessageId max_id = call.request.get_int("max_id");
  std::vector<MessageId> ids;
  std::size_t left = 0;
  for (const MessageId id : call.box().messages_with(*peer)) {
    if (max_id > 0 && id > max_id) break;
    if (ids.size() < call.world.limits().request_ids) {
      ids.push_back(id);
    } else {
      ++left;
    }
  }
  const Affected affected =
      call.world.messaging().remove(call.self, ids, call.request.get_bool("revoke"), call.origin);
  return Object("messages.affectedHistory", {{"pts", affected.pts},
                                             {"pts_count", affected.count},
                                             {"offset", static_cast<std::int32_t>(left)}});
}

RpcResult read_history(Call& call) {
  const auto peer = input_peer(call, call.request.get_object("peer"));
  if (!peer) return no(peer.error());
  return render_affected(
      call.world.messaging().read(call.self, *peer, call.request.get_int("max_id"), call.origin));
}

constexpr Method table[] = {
    {"messages.editMessage", Caller::logged_in, edit_message},
    {"messages.deleteMessages", Caller::logged_in, delete_messages},
    {"messages.deleteHistory", Caller::people, delete_history},
    {"messages.readHistory", Caller::people, read_history},
};

}  // namespace

std::span<const Method> edit_methods() { return table; }

}  // namespace strata::datacenter
