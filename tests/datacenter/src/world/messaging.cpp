// What accounts do to each other's boxes: send, edit, delete, read, type.
#include "strata/datacenter/world/messaging.hpp"

#include "world/text.hpp"

#include <algorithm>

namespace strata::datacenter {

Box& Messaging::box(UserId owner) { return boxes_.try_emplace(owner, limits_).first->second; }

void Messaging::tell(UserId whom, const Notice& notice, Origin origin) {
  observer_.on_notice(whom, notice, origin);
}

std::vector<UserId> Messaging::audience(UserId from, PeerId to) const {
  std::vector<UserId> others;
  if (to.kind == PeerKind::user && to.id != from) others.push_back(to.id);
  return others;
}

Outcome<void> Messaging::check_text(std::string_view text, bool with_media) const {
  const auto length = text_length(text);
  if (!length) return refuse("MESSAGE_EMPTY");
  if (with_media) {
    if (*length > limits_.caption_length) return refuse("MEDIA_CAPTION_TOO_LONG");
    return {};
  }
  if (trimmed(text).empty()) return refuse("MESSAGE_EMPTY");
  if (*length > limits_.message_length) return refuse("MESSAGE_TOO_LONG");
  return {};
}

Outcome<void> Messaging::check_peer(UserId from, PeerId to) {
  const User* sender = users_.find(from);
  const User* target = to.kind == PeerKind::user ? users_.find(to.id) : nullptr;
  if (sender == nullptr || target == nullptr) return refuse("PEER_ID_INVALID");
  if (!sender->is_bot() || from == to.id) return {};
  if (target->is_bot()) return refuse("USER_IS_BOT");
  // A bot cannot begin a conversation: the person has to write first.
  if (!box(from).has_dialog(to)) return refuse("PEER_ID_INVALID");
  return {};
}

bool Messaging::was_sent(UserId from, std::int64_t random_id) {
  auto& attempts = random_ids_[from].attempts;
  const auto found = attempts.find(random_id);
  if (found == attempts.end()) return false;
  ++found->second;
  return true;
}

void Messaging::remember(UserId from, std::int64_t random_id) {
  Remembered& mine = random_ids_[from];
  mine.attempts.emplace(random_id, 1);
  mine.order.push_back(random_id);
  if (mine.order.size() > limits_.random_ids) {
    mine.attempts.erase(mine.order.front());
    mine.order.pop_front();
  }
}

int Messaging::attempts(UserId from, std::int64_t random_id) const {
  const auto mine = random_ids_.find(from);
  if (mine == random_ids_.end()) return 0;
  const auto found = mine->second.attempts.find(random_id);
  return found == mine->second.attempts.end() ? 0 : found->second;
}

Outcome<std::shared_ptr<Message>> Messaging::replied_message(const Outgoing& outgoing) {
  if (outgoing.reply_to == 0) return nullptr;
  const MessageCopy* copy = box(outgoing.from).find(outgoing.reply_to);
  if (copy == nullptr || copy->peer != outgoing.to) return refuse("REPLY_MESSAGE_ID_INVALID");
  return copy->message;
}

Event Messaging::store_copy(const std::shared_ptr<Message>& message, UserId owner,
                            const Message* replied) {
  const bool out = owner == message->from;
  const bool incoming_private = !out && message->to.kind == PeerKind::user;
  const PeerId peer = incoming_private ? PeerId::user(message->from) : message->to;
  const MessageId reply_to = replied != nullptr ? replied->copy_of(owner) : 0;
  const MessageId id = box(owner).add(peer, out, reply_to, message);
  message->copies.push_back({owner, id});
  return box(owner).record(NewMessage{id});
}

Outcome<Event> Messaging::send(Outgoing outgoing, UnixSeconds now, Origin origin) {
  const UserId from = outgoing.from;
  const PeerId to = outgoing.to;
  if (const auto peer = check_peer(from, to); !peer) return refuse(peer.error());
  const auto text = check_text(outgoing.body.text, outgoing.body.media.has_value());
  if (!text) return refuse(text.error());
  const auto replied = replied_message(outgoing);
  if (!replied) return refuse(replied.error());
  // Spec: core.telegram.org/method/messages.sendMessage: random_id is needed to prevent
  // message resending.
  if (was_sent(from, outgoing.random_id)) return refuse(500, "RANDOM_ID_DUPLICATE");
  remember(from, outgoing.random_id);

  const auto message = std::make_shared<Message>();
  message->from = from;
  message->to = to;
  message->date = now;
  message->silent = outgoing.silent;
  message->random_id = outgoing.random_id;
  message->body = std::move(outgoing.body);

  const Event sent = store_copy(message, from, replied->get());
  std::vector<std::pair<UserId, Event>> received;
  for (const UserId other : audience(from, to)) {
    received.emplace_back(other, store_copy(message, other, replied->get()));
  }
  observer_.on_event(from, sent, origin);
  for (const auto& [owner, event] : received) observer_.on_event(owner, event, origin);
  return sent;
}

Outcome<Event> Messaging::edit(UserId editor, MessageId id, Edit change, UnixSeconds now,
                               Origin origin) {
  const MessageCopy* copy = box(editor).find(id);
  if (copy == nullptr) return refuse("MESSAGE_ID_INVALID");
  Message& message = *copy->message;
  if (message.from != editor) return refuse(403, "MESSAGE_AUTHOR_REQUIRED");
  const User* author = users_.find(editor);
  const bool may_always = (author != nullptr && author->is_bot()) || message.to.id == editor;
  if (!may_always && now - message.date > limits_.edit_time) {
    return refuse("MESSAGE_EDIT_TIME_EXPIRED");
  }

  MessageBody body = message.body;
  if (change.text) {
    body.text = std::move(*change.text);
    body.entities = std::move(change.entities);
  }
  body.reply_markup = std::move(change.reply_markup);
  if (change.media) body.media = change.media;
  const auto legal = check_text(body.text, body.media.has_value());
  if (!legal) return refuse(legal.error());
  const MessageBody& old = message.body;
  if (body.text == old.text && body.entities == old.entities &&
      body.reply_markup == old.reply_markup && body.media == old.media) {
    return refuse("MESSAGE_NOT_MODIFIED");
  }
  message.body = std::move(body);
  message.edit_date = now;

  Event own;
  std::vector<std::pair<UserId, Event>> events;
  for (const CopyPlace& place : message.copies) {
    if (box(place.owner).find(place.id) == nullptr) continue;  // forgotten: the box was full
    const Event event = box(place.owner).record(EditedMessage{place.id});
    if (place.owner == editor) own = event;
    events.emplace_back(place.owner, event);
  }
  for (const auto& [owner, event] : events) observer_.on_event(owner, event, origin);
  return own;
}

Affected Messaging::remove(UserId owner, std::span<const MessageId> ids, bool revoke,
                           Origin origin) {
  std::map<UserId, std::vector<MessageId>> gone;
  for (const MessageId id : ids) {
    const MessageCopy* copy = box(owner).find(id);
    if (copy == nullptr) continue;
    const std::shared_ptr<Message> message = copy->message;
    std::erase_if(message->copies, [&](const CopyPlace& place) {
      if (place.owner != owner && !revoke) return false;
      if (box(place.owner).erase(place.id)) gone[place.owner].push_back(place.id);
      return true;
    });
  }
  Affected affected{box(owner).pts(), 0};
  std::vector<std::pair<UserId, Event>> events;
  for (auto& [whose, deleted] : gone) {
    const auto count = static_cast<std::int32_t>(deleted.size());
    const Event event = box(whose).record(DeletedMessages{std::move(deleted)}, count);
    if (whose == owner) affected = {event.pts, count};
    events.emplace_back(whose, event);
  }
  for (const auto& [whose, event] : events) observer_.on_event(whose, event, origin);
  return affected;
}

Affected Messaging::read(UserId reader, PeerId peer, MessageId max_id, Origin origin) {
  Box& own = box(reader);
  const std::vector<MessageId>& thread = own.messages_with(peer);
  if (max_id <= 0 && !thread.empty()) max_id = thread.back();
  // The mark stands on a message: a number between two of them means the lower one.
  const auto after = std::ranges::upper_bound(thread, max_id);
  if (after == thread.begin()) return {own.pts(), 0};
  max_id = *std::prev(after);
  if (!own.mark_read_inbox(peer, max_id)) return {own.pts(), 0};

  const std::int32_t still_unread = own.dialog(peer)->unread_count;
  const Event event = own.record(ReadInbox{peer, max_id, still_unread});
  observer_.on_event(reader, event, origin);
  // The other side sees the latest of its own messages up to there as read.
  for (auto id = after; id != thread.begin();) {
    const MessageCopy* copy = own.find(*--id);
    if (copy->out || peer.kind != PeerKind::user) continue;
    const MessageId theirs = copy->message->copy_of(peer.id);
    Box& other = box(peer.id);
    if (theirs != 0 && other.mark_read_outbox(PeerId::user(reader), theirs)) {
      observer_.on_event(peer.id, other.record(ReadOutbox{PeerId::user(reader), theirs}), origin);
    }
    break;
  }
  return {event.pts, event.count};
}

void Messaging::type(UserId from, PeerId peer, Value action, Origin origin) {
  const Notice notice = Typing{from, std::move(action)};
  for (const UserId other : audience(from, peer)) tell(other, notice, origin);
}

void Messaging::tell_acquaintances(UserId about, const Notice& notice, Origin origin) {
  tell(about, notice, origin);
  for (const Dialog& dialog : box(about).dialogs()) {
    if (dialog.peer.kind == PeerKind::user && dialog.peer.id != about) {
      tell(dialog.peer.id, notice, origin);
    }
  }
}

}  // namespace strata::datacenter
