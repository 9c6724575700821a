// Pages of a history and searches in it, as the history methods of the API cut them.
#include "strata/datacenter/world/history.hpp"

#include "world/text.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

// How many messages of `ids` (ascending) lie before the offset that the query names.
std::size_t count_before_offset(const Box& box, const std::vector<MessageId>& ids,
                                const PageQuery& query) {
  if (query.offset_id > 0) {
    return static_cast<std::size_t>(std::ranges::lower_bound(ids, query.offset_id) - ids.begin());
  }
  if (query.offset_date > 0) {
    const auto later = std::ranges::partition_point(
        ids, [&](MessageId id) { return box.find(id)->message->date < query.offset_date; });
    return static_cast<std::size_t>(later - ids.begin());
  }
  return ids.size();
}

// Spec: core.telegram.org/api/offsets: the list from the latest message down; the page begins
// add_offset after the message named by the offset and holds `limit` of them, less what max_id
// and min_id (both exclusive) cut away.
Page cut(const Box& box, const std::vector<MessageId>& ids, const PageQuery& query,
         const Limits& limits) {
  const auto total = static_cast<std::int64_t>(ids.size());
  const auto limit =
      std::clamp<std::int64_t>(query.limit, 0, static_cast<std::int64_t>(limits.page));
  const std::int64_t first =
      total - static_cast<std::int64_t>(count_before_offset(box, ids, query)) + query.add_offset;
  const std::int64_t begin = std::clamp<std::int64_t>(first, 0, total);
  const std::int64_t end = std::clamp<std::int64_t>(first + limit, begin, total);

  Page page;
  page.total = ids.size();
  page.before = static_cast<std::size_t>(begin);
  for (std::int64_t rank = begin; rank < end; ++rank) {
    const MessageId id = ids[static_cast<std::size_t>(total - 1 - rank)];
    if (query.max_id > 0 && id >= query.max_id) continue;
    if (query.min_id > 0 && id <= query.min_id) continue;
    page.ids.push_back(id);
  }
  return page;
}

bool is_of_kind(const MessageBody& body, SearchKind kind) {
  switch (kind) {
    case SearchKind::any:
      return true;
    case SearchKind::photos:
      return body.media && body.media->is_photo;
    case SearchKind::documents:
      return body.media && !body.media->is_photo;
    case SearchKind::links:
      return std::ranges::any_of(body.entities, [](const Value& entity) {
        const Object& object = entity.as_object();
        return object.is("messageEntityUrl") || object.is("messageEntityTextUrl");
      });
    case SearchKind::nothing:
      break;
  }
  return false;
}

bool matches(const Message& message, const SearchQuery& search) {
  if (search.from && message.from != *search.from) return false;
  if (search.min_date > 0 && message.date < search.min_date) return false;
  if (search.max_date > 0 && message.date > search.max_date) return false;
  return is_of_kind(message.body, search.kind) && contains_text(message.body.text, search.text);
}

}  // namespace

Page history_page(const Box& box, PeerId peer, const PageQuery& query, const Limits& limits) {
  return cut(box, box.messages_with(peer), query, limits);
}

Page search_page(const Box& box, const SearchQuery& search, const PageQuery& query,
                 const Limits& limits) {
  std::vector<PeerId> peers;
  if (search.peer) {
    peers.push_back(*search.peer);
  } else {
    for (const Dialog& dialog : box.dialogs()) peers.push_back(dialog.peer);
  }
  std::vector<MessageId> found;
  for (const PeerId peer : peers) {
    for (const MessageId id : box.messages_with(peer)) {
      if (matches(*box.find(id)->message, search)) found.push_back(id);
    }
  }
  std::ranges::sort(found);
  return cut(box, found, query, limits);
}

}  // namespace strata::datacenter
