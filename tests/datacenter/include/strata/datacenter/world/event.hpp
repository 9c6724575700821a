// What happens to a box, in pts order; and the notices that pass without a trace.
#pragma once

#include "strata/datacenter/world/message.hpp"

#include <variant>

namespace strata::datacenter {

struct NewMessage {
  MessageId id = 0;
  friend bool operator==(const NewMessage&, const NewMessage&) = default;
};
struct EditedMessage {
  MessageId id = 0;
  friend bool operator==(const EditedMessage&, const EditedMessage&) = default;
};
struct DeletedMessages {
  std::vector<MessageId> ids;
  friend bool operator==(const DeletedMessages&, const DeletedMessages&) = default;
};
/// The owner has read `peer` up to `max_id`.
struct ReadInbox {
  PeerId peer;
  MessageId max_id = 0;
  std::int32_t still_unread = 0;
  friend bool operator==(const ReadInbox&, const ReadInbox&) = default;
};
/// `peer` has read the owner's messages up to `max_id`.
struct ReadOutbox {
  PeerId peer;
  MessageId max_id = 0;
  friend bool operator==(const ReadOutbox&, const ReadOutbox&) = default;
};

/// A change of a box. `pts` is the box's state after it, `count` how far it moved it.
/// Spec: core.telegram.org/api/updates#message-related-event-sequences (E-02)
struct Event {
  std::int32_t pts = 0;
  std::int32_t count = 1;
  std::variant<NewMessage, EditedMessage, DeletedMessages, ReadInbox, ReadOutbox> what;
};

/// Somebody types, or does another thing worth showing for some seconds.
struct Typing {
  UserId from = 0;
  Value action;  ///< a SendMessageAction
};
/// A person pressed a button of a bot's keyboard.
struct CallbackPressed {
  std::int64_t query_id = 0;
  UserId from = 0;
  PeerId peer;
  MessageId message = 0;  ///< in the bot's box
  std::int64_t chat_instance = 0;
  std::string data;
};
/// Name, username or status of an account changed.
struct NameChanged {
  UserId user = 0;
};
struct StatusChanged {
  UserId user = 0;
};
/// Every one of these is told to connected sessions only and never found in a difference.
using Notice = std::variant<Typing, CallbackPressed, NameChanged, StatusChanged>;

/// Hears everything that happens to anybody's box, at once and in order.
class WorldObserver {
 public:
  virtual ~WorldObserver() = default;
  virtual void on_event(UserId owner, const Event& event, Origin origin) = 0;
  virtual void on_notice(UserId owner, const Notice& notice, Origin origin) = 0;
  /// A login code was made: the one place where codes leave the world.
  virtual void on_login_code(const std::string& phone, const std::string& code) = 0;
};

}  // namespace strata::datacenter
