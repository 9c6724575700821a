// The calls of a session: a slab of nodes and three linked lists over it.
#include "session/call_table.hpp"

#include "session/release.hpp"

#include <utility>

namespace strata::mtproto::session {
namespace {

// A CallId is a serial number and, below it, the slot where the call is kept. Serial numbers only
// rise, so an id never names two calls, and ids order calls by when they were enqueued.
constexpr unsigned slot_bits = 16;
constexpr std::uint64_t slot_mask = (std::uint64_t{1} << slot_bits) - 1;
static_assert(limits::max_calls_in_flight + limits::max_calls_queued < slot_mask);

// A slab of more nodes is given back at once when no call is left.
constexpr std::size_t kept_nodes = 64;

}  // namespace

CallTable::Slot CallTable::slot_of(CallId id) const noexcept {
  const auto slot = static_cast<Slot>(static_cast<std::uint64_t>(id) & slot_mask);
  return slot < nodes_.size() && id != CallId::none && nodes_[slot].call.id == id ? slot : end;
}

Call* CallTable::find(CallId id) noexcept {
  const Slot slot = slot_of(id);
  return slot == end ? nullptr : &nodes_[slot].call;
}

const Call* CallTable::find(CallId id) const noexcept {
  const Slot slot = slot_of(id);
  return slot == end ? nullptr : &nodes_[slot].call;
}

CallTable::Slot CallTable::take_free_slot() {
  if (free_ == end) {
    nodes_.emplace_back();
    return static_cast<Slot>(nodes_.size() - 1);
  }
  return std::exchange(free_, nodes_[free_].next);
}

CallId CallTable::add(Call call) {
  const Slot slot = take_free_slot();
  call.id = static_cast<CallId>((++last_serial_ << slot_bits) | slot);
  bytes_ += call.memory();
  ++size_;
  Node& node = nodes_[slot];
  node.call = std::move(call);
  link(slot, waiting_list(node.call), end);
  return node.call.id;
}

void CallTable::erase(CallId id) {
  const Slot slot = slot_of(id);
  if (slot == end) return;
  unlink(slot);
  bytes_ -= nodes_[slot].call.memory();
  --size_;
  nodes_[slot].call = Call{};
  nodes_[slot].next = std::exchange(free_, slot);
  if (nodes_.size() > kept_nodes) trim();
}

void CallTable::trim() noexcept {
  if (size_ != 0) return;
  release(nodes_);
  free_ = end;
}

void CallTable::mark_sent(CallId id, MsgId msg_id, std::chrono::nanoseconds now) {
  const Slot slot = slot_of(id);
  if (slot == end) return;
  unlink(slot);
  Call& call = nodes_[slot].call;
  call.msg_id = msg_id;
  call.sent_at = now;
  call.received = false;
  call.state_asked = false;
  link(slot, List::in_flight, end);
}

void CallTable::requeue(CallId id) {
  const Slot slot = slot_of(id);
  if (slot == end || !nodes_[slot].call.is_in_flight()) return;
  unlink(slot);
  Call& call = nodes_[slot].call;
  call.msg_id = {};
  call.received = false;
  call.wrapped = false;
  // Ids order calls by age. Only calls that were requeued before can be older than this one, so the
  // search is short.
  const List list = waiting_list(call);
  Slot before = first(list);
  while (before != end && nodes_[before].call.id < id) before = nodes_[before].next;
  link(slot, list, before);
}

std::vector<CallId> CallTable::in_flight_ids() const {
  std::vector<CallId> ids;
  ids.reserve(in_flight());
  for (Slot slot = first(List::in_flight); slot != end; slot = next(slot)) {
    ids.push_back(at(slot).id);
  }
  return ids;
}

void CallTable::unlink(Slot slot) noexcept {
  Node& node = nodes_[slot];
  Ends& ends = lists_[index(node.list)];
  (node.previous == end ? ends.first : nodes_[node.previous].next) = node.next;
  (node.next == end ? ends.last : nodes_[node.next].previous) = node.previous;
  node.previous = node.next = end;
  --ends.size;
}

void CallTable::link(Slot slot, List list, Slot before) noexcept {
  Node& node = nodes_[slot];
  Ends& ends = lists_[index(list)];
  node.list = list;
  node.next = before;
  node.previous = before == end ? ends.last : nodes_[before].previous;
  (node.previous == end ? ends.first : nodes_[node.previous].next) = slot;
  (before == end ? ends.last : nodes_[before].previous) = slot;
  ++ends.size;
}

}  // namespace strata::mtproto::session
