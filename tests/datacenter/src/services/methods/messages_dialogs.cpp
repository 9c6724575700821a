// Lists of dialogs.
#include "services/input.hpp"
#include "services/render/messages.hpp"
#include "services/render/updates.hpp"
#include "services/render/users.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

Object render_dialog(const Dialog& dialog) {
  return Object("dialog", {{"peer", render_peer(dialog.peer)},
                           {"top_message", dialog.top_message},
                           {"read_inbox_max_id", dialog.read_inbox_max},
                           {"read_outbox_max_id", dialog.read_outbox_max},
                           {"unread_count", dialog.unread_count},
                           {"unread_mentions_count", 0},
                           {"unread_reactions_count", 0},
                           {"unread_poll_votes_count", 0},
                           {"notify_settings", render_notify_settings()}});
}

// Dialogs with their top messages and everybody in them, in an answer called `name`.
Object render_dialogs(const Call& call, std::string name, std::span<const Dialog> dialogs) {
  const View view{call.world, call.self, call.now};
  Vector list;
  std::vector<MessageId> tops;
  People people;
  for (const Dialog& dialog : dialogs) {
    list.push_back(render_dialog(dialog));
    people.add(dialog.peer);
    if (dialog.top_message != 0) tops.push_back(dialog.top_message);
  }
  RenderedMessages rendered = render_messages(view, tops);
  for (const UserId user : rendered.people.users()) people.add(user);
  Object answer(std::move(name));
  answer.set("dialogs", std::move(list));
  answer.set("messages", std::move(rendered.messages));
  answer.set("chats", Vector());
  answer.set("users", render_users(view, people));
  return answer;
}

// Whether a dialog comes after the offset: below that message, or before that date.
bool is_after(const Call& call, const Dialog& dialog) {
  const MessageId offset_id = call.request.get_int("offset_id");
  if (offset_id > 0) return dialog.top_message < offset_id;
  const std::int32_t offset_date = call.request.get_int("offset_date");
  const MessageCopy* top = call.box().find(dialog.top_message);
  return offset_date <= 0 || top == nullptr || top->message->date < offset_date;
}

// Spec: core.telegram.org/method/messages.getDialogs, core.telegram.org/api/offsets
RpcResult get_dialogs(Call& call) {
  std::vector<Dialog> dialogs = call.box().dialogs();
  // Nobody moves anything to the archive here, the one other folder.
  if (call.request.get_int("folder_id") != 0) dialogs.clear();
  const std::size_t total = dialogs.size();
  std::erase_if(dialogs, [&](const Dialog& dialog) { return !is_after(call, dialog); });
  const auto limit = std::clamp<std::int64_t>(call.request.get_int("limit"), 1,
                                              static_cast<std::int64_t>(call.world.limits().page));
  dialogs.resize(std::min(dialogs.size(), static_cast<std::size_t>(limit)));
  if (dialogs.size() == total) return render_dialogs(call, "messages.dialogs", dialogs);
  Object slice = render_dialogs(call, "messages.dialogsSlice", dialogs);
  slice.set("count", static_cast<std::int32_t>(total));
  return slice;
}

RpcResult peer_dialogs(const Call& call, std::span<const Dialog> dialogs) {
  const View view{call.world, call.self, call.now};
  Object answer = render_dialogs(call, "messages.peerDialogs", dialogs);
  answer.set("state", render_state(view, call.box().pts()));
  return answer;
}

RpcResult get_peer_dialogs(Call& call) {
  const Vector& asked = call.request.get_vector("peers");
  if (asked.size() > call.world.limits().request_ids) return no("LIMIT_INVALID");
  std::vector<Dialog> dialogs;
  for (const Value& input : asked) {
    if (!input.as_object().is("inputDialogPeer")) continue;
    const auto peer = input_peer(call, input.as_object().get_object("peer"));
    if (!peer) return no(peer.error());
    Dialog none;
    none.peer = *peer;
    dialogs.push_back(call.box().dialog(*peer).value_or(none));
  }
  return peer_dialogs(call, dialogs);
}

RpcResult get_pinned_dialogs(Call& call) { return peer_dialogs(call, {}); }

RpcResult save_draft(Call& call) {
  const auto peer = input_peer(call, call.request.get_object("peer"));
  if (!peer) return no(peer.error());
  return Value(true);
}

constexpr Method table[] = {
    {"messages.getDialogs", Caller::people, get_dialogs},
    {"messages.getPeerDialogs", Caller::people, get_peer_dialogs},
    {"messages.getPinnedDialogs", Caller::people, get_pinned_dialogs},
    {"messages.saveDraft", Caller::people, save_draft},
};

}  // namespace

std::span<const Method> dialog_methods() { return table; }

}  // namespace strata::datacenter
