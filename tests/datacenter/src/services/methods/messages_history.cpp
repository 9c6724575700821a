// Reading messages: by page, by number, by search.
#include "services/input.hpp"
#include "services/render/messages.hpp"

#include "strata/datacenter/world/history.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

PageQuery read_page(const Object& request) {
  PageQuery query;
  query.offset_id = request.get_int("offset_id");
  query.offset_date = request.get_int("offset_date");
  query.add_offset = request.get_int("add_offset");
  query.limit = request.get_int("limit");
  query.max_id = request.get_int("max_id");
  query.min_id = request.get_int("min_id");
  return query;
}

RpcResult answer(const Call& call, const Page& page) {
  const View view{call.world, call.self, call.now};
  return render_message_list(view, page.ids, page.total, page.before);
}

RpcResult get_history(Call& call) {
  const auto peer = input_peer(call, call.request.get_object("peer"));
  if (!peer) return no(peer.error());
  return answer(call,
                history_page(call.box(), *peer, read_page(call.request), call.world.limits()));
}

SearchKind read_kind(const Object& filter) {
  struct Kind {
    std::string_view filter;
    SearchKind kind;
  };
  constexpr Kind kinds[] = {{"inputMessagesFilterEmpty", SearchKind::any},
                            {"inputMessagesFilterPhotos", SearchKind::photos},
                            {"inputMessagesFilterPhotoVideo", SearchKind::photos},
                            {"inputMessagesFilterDocument", SearchKind::documents},
                            {"inputMessagesFilterUrl", SearchKind::links}};
  const auto found = std::ranges::find(kinds, filter.name(), &Kind::filter);
  return found != std::end(kinds) ? found->kind : SearchKind::nothing;
}

RpcResult search(Call& call) {
  const Object& request = call.request;
  SearchQuery query;
  if (!request.get_object("peer").is("inputPeerEmpty")) {
    const auto peer = input_peer(call, request.get_object("peer"));
    if (!peer) return no(peer.error());
    query.peer = *peer;
  }
  if (request.has("from_id")) {
    const auto from = input_peer(call, request.get_object("from_id"));
    if (!from) return no(from.error());
    query.from = from->id;
  }
  query.text = request.get_string("q");
  query.kind = read_kind(request.get_object("filter"));
  query.min_date = request.get_int("min_date");
  query.max_date = request.get_int("max_date");
  return answer(call, search_page(call.box(), query, read_page(request), call.world.limits()));
}

// The message that an InputMessage names; 0 when there is none.
MessageId named_message(const Call& call, const Object& input) {
  const MessageId id = input.get_int("id");
  if (!input.is("inputMessageReplyTo")) return id;
  const MessageCopy* copy = call.box().find(id);
  return copy != nullptr ? copy->reply_to : 0;
}

RpcResult get_messages(Call& call) {
  const Vector& asked = call.request.get_vector("id");
  if (asked.size() > call.world.limits().request_ids) return no("LIMIT_INVALID");
  std::vector<MessageId> ids;
  for (const Value& input : asked) ids.push_back(named_message(call, input.as_object()));
  return answer(call, Page{ids, ids.size(), 0});
}

constexpr Method table[] = {
    {"messages.getHistory", Caller::people, get_history},
    {"messages.search", Caller::people, search},
    {"messages.getMessages", Caller::logged_in, get_messages},
};

}  // namespace

std::span<const Method> history_methods() { return table; }

}  // namespace strata::datacenter
