// Keeps and queues the messages of a session.
#include "session/outbox.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

/// A client that acknowledges nothing loses its oldest messages.
constexpr std::size_t most_kept_messages = 4096;
constexpr std::size_t most_kept_bytes = 64U << 20U;

}  // namespace

// Spec: core.telegram.org/mtproto/description#message-identifier-msg-id (B-12)
std::int64_t Outbox::next_msg_id(Clock now, MessageKind kind) {
  constexpr std::int64_t nanoseconds = 1'000'000'000;
  const std::int64_t seconds = now.count() / nanoseconds;
  const std::int64_t fraction = (now.count() % nanoseconds << 32) / nanoseconds;
  std::int64_t id = ((seconds << 32) | fraction) & ~std::int64_t{3};
  id = std::max(id, (last_msg_id_ & ~std::int64_t{3}) + 4);
  last_msg_id_ = id | static_cast<std::int64_t>(kind);
  return last_msg_id_;
}

std::int64_t Outbox::store(Clock now, MessageKind kind, bool content_related, Bytes body) {
  Entry entry;
  entry.message.msg_id = next_msg_id(now, kind);
  entry.message.seq_no = content_count_ * 2 + (content_related ? 1 : 0);
  entry.message.body = std::move(body);
  entry.content_related = content_related;
  if (content_related) ++content_count_;
  kept_bytes_ += entry.message.body.size();
  const std::int64_t msg_id = entry.message.msg_id;
  entries_.emplace(msg_id, std::move(entry));
  bound();
  return msg_id;
}

std::int64_t Outbox::add(Clock now, MessageKind kind, bool content_related, Bytes body) {
  const std::int64_t msg_id = store(now, kind, content_related, std::move(body));
  requeue(msg_id);
  return msg_id;
}

std::int64_t Outbox::keep(Clock now, MessageKind kind, Bytes body) {
  return store(now, kind, true, std::move(body));
}

void Outbox::bound() {
  while (entries_.size() > most_kept_messages ||
         (kept_bytes_ > most_kept_bytes && entries_.size() > 1)) {
    acknowledge(entries_.begin()->first);
  }
}

bool Outbox::acknowledge(std::int64_t msg_id) {
  const auto found = entries_.find(msg_id);
  if (found == entries_.end()) return false;
  kept_bytes_ -= found->second.message.body.size();
  entries_.erase(found);
  return true;
}

const ServerMessage* Outbox::find(std::int64_t msg_id) const {
  const auto found = entries_.find(msg_id);
  return found == entries_.end() ? nullptr : &found->second.message;
}

bool Outbox::requeue(std::int64_t msg_id) {
  const auto found = entries_.find(msg_id);
  if (found == entries_.end()) return false;
  if (!found->second.queued) queue_.push_back(msg_id);
  found->second.queued = true;
  return true;
}

void Outbox::requeue_all() {
  queue_.clear();
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const bool keep = entry->second.content_related;
    entry->second.queued = keep;
    if (keep) queue_.push_back(entry->first);
    const auto next = std::next(entry);
    if (!keep) acknowledge(entry->first);
    entry = next;
  }
}

std::vector<ServerMessage> Outbox::take(std::size_t most_messages, std::size_t most_bytes) {
  std::vector<ServerMessage> taken;
  std::size_t bytes = 0;
  while (!queue_.empty() && taken.size() < most_messages) {
    const auto found = entries_.find(queue_.front());
    if (found != entries_.end()) {
      Entry& entry = found->second;
      bytes += entry.message.body.size();
      if (!taken.empty() && bytes > most_bytes) break;
      taken.push_back(entry.message);
      entry.queued = false;
      if (!entry.content_related) acknowledge(found->first);
    }
    queue_.pop_front();
  }
  // A re-sent message keeps its id, and ids in a container rise.
  std::ranges::sort(taken, {}, &ServerMessage::msg_id);
  return taken;
}

}  // namespace strata::datacenter
