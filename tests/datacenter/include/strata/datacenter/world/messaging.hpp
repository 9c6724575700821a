// What accounts do to each other's boxes: send, edit, delete, read, type.
#pragma once

#include "strata/datacenter/world/box.hpp"
#include "strata/datacenter/world/refusal.hpp"
#include "strata/datacenter/world/users.hpp"

#include <unordered_map>

namespace strata::datacenter {

/// A message on its way in.
struct Outgoing {
  UserId from = 0;
  PeerId to;
  MessageBody body;
  MessageId reply_to = 0;  ///< in the sender's box
  bool silent = false;
  std::int64_t random_id = 0;
};

/// What an edit changes; what is not given stays, except the keyboard, which goes.
struct Edit {
  std::optional<std::string> text;
  Vector entities;  ///< of the new text
  Value reply_markup;
  std::optional<Media> media;
};

/// The state of the actor's box after an action, and how far it moved.
/// Spec: core.telegram.org/constructor/messages.affectedMessages (E-07)
struct Affected {
  std::int32_t pts = 0;
  std::int32_t count = 0;
};

/// Every change goes through here: it updates all boxes concerned, then tells the observer, the
/// actor's own box first. Private conversations only so far; a group differs in `audience`.
class Messaging {
 public:
  Messaging(Users& users, WorldObserver& observer, const Limits& limits)
      : users_(users), observer_(observer), limits_(limits) {}

  /// The box of an account, made when it is first asked for. The account must exist.
  [[nodiscard]] Box& box(UserId owner);

  /// Sends, and gives the sender's copy's event. PEER_ID_INVALID, MESSAGE_EMPTY, MESSAGE_TOO_LONG,
  /// MEDIA_CAPTION_TOO_LONG, REPLY_MESSAGE_ID_INVALID, USER_IS_BOT, 500 RANDOM_ID_DUPLICATE, …
  Outcome<Event> send(Outgoing outgoing, UnixSeconds now, Origin origin = {});
  /// MESSAGE_ID_INVALID, 403 MESSAGE_AUTHOR_REQUIRED, MESSAGE_EDIT_TIME_EXPIRED,
  /// MESSAGE_NOT_MODIFIED, and those of `send`.
  Outcome<Event> edit(UserId editor, MessageId id, Edit change, UnixSeconds now,
                      Origin origin = {});
  /// Removes copies of the owner, with `revoke` everybody's. Unknown ids are passed over.
  Affected remove(UserId owner, std::span<const MessageId> ids, bool revoke, Origin origin = {});
  /// Marks as read up to `max_id` (0: everything) and lets the other side know.
  Affected read(UserId reader, PeerId peer, MessageId max_id, Origin origin = {});

  /// Tells `peer` what `from` is doing.
  void type(UserId from, PeerId peer, Value action, Origin origin = {});
  /// Tells everybody in a dialog with `about`, and its own sessions.
  void tell_acquaintances(UserId about, const Notice& notice, Origin origin = {});
  /// Tells one account.
  void tell(UserId whom, const Notice& notice, Origin origin = {});

  /// Whether a text may be sent: MESSAGE_EMPTY, MESSAGE_TOO_LONG, MEDIA_CAPTION_TOO_LONG. Asked
  /// before a file is taken in for nothing.
  [[nodiscard]] Outcome<void> check_text(std::string_view text, bool with_media) const;
  /// Whether a message with this random_id was sent already; counts as an attempt if so.
  [[nodiscard]] bool was_sent(UserId from, std::int64_t random_id);
  /// How often a message with this random_id was asked for, duplicates included.
  [[nodiscard]] int attempts(UserId from, std::int64_t random_id) const;

 private:
  struct Remembered {
    std::unordered_map<std::int64_t, int> attempts;
    std::deque<std::int64_t> order;
  };

  [[nodiscard]] Outcome<void> check_peer(UserId from, PeerId to);
  void remember(UserId from, std::int64_t random_id);
  /// The message that this one answers; null when it is no reply.
  [[nodiscard]] Outcome<std::shared_ptr<Message>> replied_message(const Outgoing& outgoing);
  /// Puts a copy into the box of `owner`, as its owner numbers messages and sees the dialog.
  Event store_copy(const std::shared_ptr<Message>& message, UserId owner, const Message* replied);
  /// Whose boxes get a copy besides the sender's.
  [[nodiscard]] std::vector<UserId> audience(UserId from, PeerId to) const;

  Users& users_;
  WorldObserver& observer_;
  const Limits& limits_;
  std::map<UserId, Box> boxes_;
  std::map<UserId, Remembered> random_ids_;
};

}  // namespace strata::datacenter
