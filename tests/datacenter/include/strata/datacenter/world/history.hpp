// Pages of a history and searches in it, as the history methods of the API cut them.
#pragma once

#include "strata/datacenter/world/box.hpp"

#include <string>

namespace strata::datacenter {

/// Which part of a list of messages is wanted.
/// Spec: core.telegram.org/api/offsets
struct PageQuery {
  MessageId offset_id = 0;
  UnixSeconds offset_date = 0;
  std::int32_t add_offset = 0;
  std::int32_t limit = 0;
  MessageId max_id = 0;
  MessageId min_id = 0;
};

/// Messages by number, the latest first.
struct Page {
  std::vector<MessageId> ids;
  std::size_t total = 0;   ///< messages in the whole list
  std::size_t before = 0;  ///< messages of the list that are later than the page
};

/// Kinds of messages that a search may ask for.
enum class SearchKind { any, photos, documents, links, nothing };

struct SearchQuery {
  std::optional<PeerId> peer;  ///< nothing: all dialogs
  std::string text;
  std::optional<UserId> from;
  SearchKind kind = SearchKind::any;
  UnixSeconds min_date = 0;
  UnixSeconds max_date = 0;
};

[[nodiscard]] Page history_page(const Box& box, PeerId peer, const PageQuery& query,
                                const Limits& limits);
[[nodiscard]] Page search_page(const Box& box, const SearchQuery& search, const PageQuery& query,
                               const Limits& limits);

}  // namespace strata::datacenter
