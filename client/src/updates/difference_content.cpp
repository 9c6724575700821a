// Turns the answer of a difference call into updates with their places.
#include "updates/difference_content.hpp"

#include "strata/tl/types/update.hpp"

#include <algorithm>
#include <utility>

namespace strata::updates {

namespace {

namespace types = tl::types;

Payload add_message(const std::shared_ptr<UpdateBatch>& batch, BoxId box,
                    const tl::enums::Message& message, std::int32_t pts) {
  const auto as = [&]<class Raw>(Raw raw) {
    raw.message = message;
    raw.pts = pts;
    raw.pts_count = pts != 0 ? 1 : 0;
    return UpdateBatch::add(batch, batch->arena().make(raw));
  };
  if (box.kind == BoxId::Kind::channel) return as(types::UpdateNewChannelMessage{});
  return as(types::UpdateNewMessage{});
}

Payload add_encrypted(const std::shared_ptr<UpdateBatch>& batch,
                      const tl::enums::EncryptedMessage& message) {
  types::UpdateNewEncryptedMessage update;
  update.message = message;
  return UpdateBatch::add(batch, batch->arena().make(update));
}

// A difference covers its own box, and what has no order; the common one covers qts as well.
bool is_covered(BoxId difference, BoxId member) {
  if (member.kind == BoxId::Kind::none || member == difference) return true;
  return difference.kind == BoxId::Kind::common && member.kind == BoxId::Kind::secondary;
}

void move_covered(BoxId box, DifferenceContent& content) {
  std::vector<UpdateItem>& items = content.others.envelope.items;
  const auto foreign =
      std::stable_partition(items.begin(), items.end(),
                            [&](const UpdateItem& item) { return is_covered(box, item.box); });
  std::move(items.begin(), foreign, std::back_inserter(content.deliver));
  items.erase(items.begin(), foreign);
}

}  // namespace

std::vector<std::int32_t> free_positions(std::int32_t from, std::int32_t to,
                                         const std::vector<UpdateItem>& others, std::size_t most) {
  std::vector<std::pair<std::int64_t, std::int64_t>> taken;  // (first, last]
  for (const UpdateItem& item : others) {
    if (item.count > 0) taken.emplace_back(std::int64_t{item.pts} - item.count, item.pts);
  }
  std::ranges::sort(taken);
  std::vector<std::int32_t> free;
  const auto add_up_to = [&](std::int64_t& next, std::int64_t end) {
    for (; next < end && free.size() <= most; ++next) {
      free.push_back(static_cast<std::int32_t>(next + 1));
    }
  };
  std::int64_t next = from;
  for (const auto& [first, last] : taken) {
    add_up_to(next, std::min<std::int64_t>(first, to));
    next = std::max(next, last);
  }
  add_up_to(next, to);
  if (free.size() > most) free.clear();
  return free;
}

DifferenceContent read_difference(BoxId box, std::int32_t from, std::int32_t to,
                                  const std::shared_ptr<UpdateBatch>& batch,
                                  const DifferenceLists& lists, std::size_t bytes) {
  DifferenceContent content;
  add_members(batch, lists.other_updates, bytes, content.others);
  move_covered(box, content);

  std::vector<UpdateItem> numbered;
  std::ranges::copy_if(content.deliver, std::back_inserter(numbered),
                       [&](const UpdateItem& item) { return item.box == box; });
  std::vector<std::int32_t> places = free_positions(from, to, numbered, lists.new_messages.size());
  const bool exact = places.size() == lists.new_messages.size();

  std::vector<UpdateItem> messages;
  const std::size_t each = bytes / (lists.new_messages.size() + 1);
  for (std::size_t i = 0; i < lists.new_messages.size(); ++i) {
    UpdateItem item;
    item.box = box;
    item.pts = exact ? places[i] : 0;
    item.bytes = static_cast<std::uint32_t>(each);
    item.payload = add_message(batch, box, lists.new_messages[i], item.pts);
    messages.push_back(std::move(item));
  }
  for (const tl::enums::EncryptedMessage& message : lists.new_encrypted_messages) {
    UpdateItem item;
    item.box = BoxId::secondary();
    item.payload = add_encrypted(batch, message);
    messages.push_back(std::move(item));
  }
  content.deliver.insert(content.deliver.begin(), std::make_move_iterator(messages.begin()),
                         std::make_move_iterator(messages.end()));
  if (exact) {
    const auto ordered = std::stable_partition(
        content.deliver.begin(), content.deliver.end(),
        [&](const UpdateItem& item) { return item.box == box && item.pts != 0; });
    std::stable_sort(content.deliver.begin(), ordered,
                     [](const UpdateItem& a, const UpdateItem& b) { return a.pts < b.pts; });
  }
  return content;
}

}  // namespace strata::updates
