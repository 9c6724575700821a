// The message box of one account: its copies of messages, its dialogs, its log of events.
#pragma once

#include "strata/datacenter/world/event.hpp"
#include "strata/datacenter/world/limits.hpp"

#include <deque>
#include <map>
#include <span>

namespace strata::datacenter {

/// A conversation as its owner sees it.
struct Dialog {
  PeerId peer;
  MessageId top_message = 0;
  MessageId read_inbox_max = 0;
  MessageId read_outbox_max = 0;
  std::int32_t unread_count = 0;
};

/// The events that an account missed.
struct MissedEvents {
  bool too_long = false;  ///< some of them are forgotten: the history must be read anew
  bool complete = true;   ///< false: there are more after these
  std::vector<Event> events;
};

/// Messages lie here by number; events are appended with the next pts. A box knows nothing of
/// other boxes.
class Box {
 public:
  explicit Box(const Limits& limits) : limits_(limits) {}

  [[nodiscard]] std::int32_t pts() const { return pts_; }
  [[nodiscard]] std::int32_t unread_total() const;

  /// Stores a copy under the next number, and gives that number.
  MessageId add(PeerId peer, bool out, MessageId reply_to, std::shared_ptr<Message> message);
  [[nodiscard]] const MessageCopy* find(MessageId id) const;
  /// Removes the copy; false when there is none.
  bool erase(MessageId id);
  /// Numbers of the messages of a dialog, ascending; empty for strangers.
  [[nodiscard]] const std::vector<MessageId>& messages_with(PeerId peer) const;

  [[nodiscard]] bool has_dialog(PeerId peer) const { return threads_.contains(peer); }
  [[nodiscard]] std::optional<Dialog> dialog(PeerId peer) const;
  /// All dialogs that hold messages, the latest first.
  [[nodiscard]] std::vector<Dialog> dialogs() const;
  /// Moves a read mark forward; false when it stood there already.
  bool mark_read_inbox(PeerId peer, MessageId max_id);
  bool mark_read_outbox(PeerId peer, MessageId max_id);

  /// Appends an event and gives it with its pts.
  template <class What>
  Event record(What what, std::int32_t count = 1) {
    return append(Event{0, count, std::move(what)});
  }
  /// What happened after `pts`, at most `limit` events (and `reach`, if positive, pts in total;
  /// farther away is too long). Spec: core.telegram.org/method/updates.getDifference (E-20)
  [[nodiscard]] MissedEvents missed_since(std::int32_t pts, std::size_t limit,
                                          std::int32_t reach = 0) const;

 private:
  struct Thread {
    std::vector<MessageId> messages;  // ascending
    MessageId read_inbox_max = 0;
    MessageId read_outbox_max = 0;
  };

  Event append(Event event);
  [[nodiscard]] Dialog describe(PeerId peer, const Thread& thread) const;
  [[nodiscard]] std::int32_t unread_in(const Thread& thread) const;

  const Limits& limits_;
  std::int32_t pts_ = 1;
  std::int32_t forgotten_pts_ = 1;  // events up to here are not in the log
  MessageId next_id_ = 1;
  std::map<MessageId, MessageCopy> messages_;
  std::map<PeerId, Thread> threads_;
  std::deque<Event> events_;
};

}  // namespace strata::datacenter
