// Holds the calls of a session: those that wait to be sent and those that are in flight.
#pragma once

#include "session/retry_guard.hpp"

#include "strata/base/bytes.hpp"
#include "strata/mtproto/call_id.hpp"
#include "strata/mtproto/msg_id.hpp"
#include "strata/mtproto/session.hpp"
#include "strata/mtproto/session_options.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace strata::mtproto::session {

/// One call, from `enqueue` to its completion.
struct Call {
  CallId id = CallId::none;
  /// What is sent after all wrappers: the query, or gzip_packed with the query in it.
  Bytes body;
  /// Makes the body anew for each msg_id; then `body` is empty.
  std::unique_ptr<Session::BodyBuilder> builder;
  std::vector<CallId> after;

  /// The message that carries it at present; none while it waits.
  MsgId msg_id;
  std::chrono::nanoseconds sent_at{};
  /// Rejections and changes of salt that it has lived through.
  RetryGuard salt_changes;
  RetryGuard rejections;
  std::uint8_t init_attempts = 0;
  std::uint8_t wait_attempts = 0;

  Idempotency idempotency = Idempotency::write;
  Priority priority = Priority::normal;
  bool alone = false;
  bool without_init = false;
  bool before_binding = false;
  bool quick_ack = false;
  /// The server has confirmed the receipt of the present message.
  bool received = false;
  /// CallReceived was reported.
  bool receipt_reported = false;
  /// The present message carries the init prefix.
  bool wrapped = false;
  /// The state of the present message was asked for because the server could not tell (code 20).
  bool state_asked = false;
  /// Goes without a container, since the server refused one with it (code 64).
  bool singly = false;
  /// Waits here until its predecessors have completed, since the server would not wait (B-80).
  bool wait_here = false;

  [[nodiscard]] bool is_in_flight() const noexcept { return static_cast<bool>(msg_id); }
  [[nodiscard]] std::size_t memory() const noexcept {
    return body.capacity() + after.capacity() * sizeof(CallId);
  }
};

/// The calls in a slab, linked into three lists: waiting with high priority, waiting, in flight.
/// Look-up by id, insertion, removal and moving between lists take constant time, and a slab that
/// was grown once serves without allocation. References are good until the next `add`.
class CallTable {
 public:
  /// A position in a list; `end` when there is none.
  using Slot = std::uint32_t;
  static constexpr Slot end = 0xffff'ffff;

  enum class List : std::uint8_t { high, normal, in_flight };

  CallTable() = default;

  /// Adds a waiting call and gives it its id.
  CallId add(Call call);
  /// The call, or null when it has completed or never was.
  [[nodiscard]] Call* find(CallId id) noexcept;
  [[nodiscard]] const Call* find(CallId id) const noexcept;
  /// Removes a call.
  void erase(CallId id);

  /// A waiting call goes out as `msg_id`.
  void mark_sent(CallId id, MsgId msg_id, std::chrono::nanoseconds now);
  /// A call in flight waits again, in front of those that were enqueued after it.
  void requeue(CallId id);

  [[nodiscard]] Slot first(List list) const noexcept { return lists_[index(list)].first; }
  [[nodiscard]] Slot last(List list) const noexcept { return lists_[index(list)].last; }
  [[nodiscard]] Slot next(Slot slot) const noexcept { return nodes_[slot].next; }
  [[nodiscard]] Slot previous(Slot slot) const noexcept { return nodes_[slot].previous; }
  [[nodiscard]] Call& at(Slot slot) noexcept { return nodes_[slot].call; }
  [[nodiscard]] const Call& at(Slot slot) const noexcept { return nodes_[slot].call; }
  /// The ids of the calls in flight, the one sent first in front.
  [[nodiscard]] std::vector<CallId> in_flight_ids() const;

  /// Gives the slab back if no call is left.
  void trim() noexcept;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t in_flight() const noexcept { return lists_[2].size; }
  [[nodiscard]] std::size_t waiting() const noexcept { return size_ - in_flight(); }
  /// Bytes of all bodies.
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }
  [[nodiscard]] std::size_t memory_usage() const noexcept {
    return nodes_.capacity() * sizeof(Node) + bytes_;
  }

 private:
  struct Node {
    Call call;
    Slot previous = end;
    Slot next = end;
    List list = List::normal;
  };
  struct Ends {
    Slot first = end;
    Slot last = end;
    std::size_t size = 0;
  };

  static constexpr std::size_t index(List list) noexcept { return static_cast<std::size_t>(list); }
  static constexpr List waiting_list(const Call& call) noexcept {
    return call.priority == Priority::high ? List::high : List::normal;
  }

  [[nodiscard]] Slot slot_of(CallId id) const noexcept;
  [[nodiscard]] Slot take_free_slot();
  void unlink(Slot slot) noexcept;
  /// Links `slot` into `list` in front of `before`, or at the end.
  void link(Slot slot, List list, Slot before) noexcept;
  std::vector<Node> nodes_;
  Ends lists_[3];
  Slot free_ = end;
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
  std::uint64_t last_serial_ = 0;
};

}  // namespace strata::mtproto::session
