// The message box of one account: its copies of messages, its dialogs, its log of events.
#include "strata/datacenter/world/box.hpp"

#include <algorithm>

namespace strata::datacenter {

MessageId Message::copy_of(UserId owner) const {
  const auto found = std::ranges::find(copies, owner, &CopyPlace::owner);
  return found == copies.end() ? 0 : found->id;
}

std::int32_t Box::unread_total() const {
  std::int32_t total = 0;
  for (const auto& [peer, thread] : threads_) total += unread_in(thread);
  return total;
}

MessageId Box::add(PeerId peer, bool out, MessageId reply_to, std::shared_ptr<Message> message) {
  const MessageId id = next_id_++;
  messages_.emplace(id, MessageCopy{id, peer, out, reply_to, std::move(message)});
  threads_[peer].messages.push_back(id);
  if (messages_.size() > limits_.box_messages) erase(messages_.begin()->first);
  return id;
}

const MessageCopy* Box::find(MessageId id) const {
  const auto found = messages_.find(id);
  return found == messages_.end() ? nullptr : &found->second;
}

bool Box::erase(MessageId id) {
  const auto found = messages_.find(id);
  if (found == messages_.end()) return false;
  std::vector<MessageId>& thread = threads_[found->second.peer].messages;
  const auto place = std::ranges::lower_bound(thread, id);
  if (place != thread.end() && *place == id) thread.erase(place);
  messages_.erase(found);
  return true;
}

const std::vector<MessageId>& Box::messages_with(PeerId peer) const {
  static const std::vector<MessageId> none;
  const auto found = threads_.find(peer);
  return found == threads_.end() ? none : found->second.messages;
}

std::int32_t Box::unread_in(const Thread& thread) const {
  std::int32_t unread = 0;
  for (auto id = thread.messages.rbegin();
       id != thread.messages.rend() && *id > thread.read_inbox_max; ++id) {
    if (!messages_.at(*id).out) ++unread;
  }
  return unread;
}

Dialog Box::describe(PeerId peer, const Thread& thread) const {
  Dialog dialog;
  dialog.peer = peer;
  dialog.top_message = thread.messages.empty() ? 0 : thread.messages.back();
  dialog.read_inbox_max = thread.read_inbox_max;
  dialog.read_outbox_max = thread.read_outbox_max;
  dialog.unread_count = unread_in(thread);
  return dialog;
}

std::optional<Dialog> Box::dialog(PeerId peer) const {
  const auto found = threads_.find(peer);
  if (found == threads_.end()) return std::nullopt;
  return describe(peer, found->second);
}

std::vector<Dialog> Box::dialogs() const {
  std::vector<Dialog> list;
  for (const auto& [peer, thread] : threads_) {
    if (!thread.messages.empty()) list.push_back(describe(peer, thread));
  }
  std::ranges::sort(list, std::ranges::greater(), &Dialog::top_message);
  return list;
}

bool Box::mark_read_inbox(PeerId peer, MessageId max_id) {
  const auto found = threads_.find(peer);
  if (found == threads_.end() || max_id <= found->second.read_inbox_max) return false;
  found->second.read_inbox_max = max_id;
  return true;
}

bool Box::mark_read_outbox(PeerId peer, MessageId max_id) {
  const auto found = threads_.find(peer);
  if (found == threads_.end() || max_id <= found->second.read_outbox_max) return false;
  found->second.read_outbox_max = max_id;
  return true;
}

Event Box::append(Event event) {
  pts_ += event.count;
  event.pts = pts_;
  events_.push_back(event);
  if (events_.size() > limits_.box_events) {
    forgotten_pts_ = events_.front().pts;
    events_.pop_front();
  }
  return event;
}

MissedEvents Box::missed_since(std::int32_t pts, std::size_t limit, std::int32_t reach) const {
  MissedEvents missed;
  if (pts < forgotten_pts_ || (reach > 0 && pts_ - pts > reach)) {
    missed.too_long = true;
    return missed;
  }
  auto next = std::ranges::upper_bound(events_, pts, {}, &Event::pts);
  for (; next != events_.end() && missed.events.size() < limit; ++next) {
    missed.events.push_back(*next);
  }
  missed.complete = next == events_.end();
  return missed;
}

}  // namespace strata::datacenter
