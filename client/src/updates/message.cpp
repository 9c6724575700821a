// What a decoded message tells about itself and its chat.
#include "strata/client/message.hpp"

#include "strata/tl/arena.hpp"
#include "strata/tl/clone.hpp"
#include "strata/tl/types/chat.hpp"
#include "strata/tl/types/message.hpp"
#include "strata/tl/types/message_replies.hpp"
#include "strata/tl/types/message_reply_header.hpp"
#include "strata/tl/types/user.hpp"

namespace strata {

namespace types = tl::types;

namespace {

std::chrono::sys_seconds time_point(std::int32_t unix_time) {
  return std::chrono::sys_seconds(std::chrono::seconds(unix_time));
}

template <class T>
std::optional<T> to_std(const tl::Optional<T>& field) {
  if (!field) return std::nullopt;
  return *field;
}

/// The memory of a detached message.
struct Detached {
  tl::Arena arena;
  tl::enums::Message message;
  tl::enums::User sender;
  tl::enums::Chat chat;
};

}  // namespace

const types::User* PeerViews::find_user(std::int64_t id) const noexcept {
  for (const tl::enums::User& box : users_) {
    const auto* user = box.get_if<types::User>();
    if (user != nullptr && user->id == id) return user;
  }
  return nullptr;
}

tl::enums::Chat PeerViews::find_chat(PeerId id) const noexcept {
  for (const tl::enums::Chat& box : chats_) {
    PeerId found;
    if (const auto* chat = box.get_if<types::Chat>()) found = PeerId::chat(chat->id);
    if (const auto* gone = box.get_if<types::ChatForbidden>()) found = PeerId::chat(gone->id);
    if (const auto* channel = box.get_if<types::Channel>()) found = PeerId::channel(channel->id);
    if (const auto* gone = box.get_if<types::ChannelForbidden>()) found = PeerId::channel(gone->id);
    if (found == id && found.is_valid()) return box;
  }
  return {};
}

const types::Message* Message::ordinary() const noexcept { return raw_.get_if<types::Message>(); }

const types::MessageService* Message::service() const noexcept {
  return raw_.get_if<types::MessageService>();
}

bool Message::is_service() const noexcept { return raw_.is<types::MessageService>(); }
bool Message::is_empty() const noexcept { return ordinary() == nullptr && service() == nullptr; }

std::int32_t Message::id() const noexcept {
  if (const auto* message = ordinary()) return message->id;
  if (const auto* message = service()) return message->id;
  if (const auto* message = raw_.get_if<types::MessageEmpty>()) return message->id;
  return 0;
}

PeerId Message::peer() const noexcept {
  if (const auto* message = ordinary()) return PeerId::from(message->peer_id);
  if (const auto* message = service()) return PeerId::from(message->peer_id);
  if (const auto* message = raw_.get_if<types::MessageEmpty>()) {
    return PeerId::from(*message->peer_id);
  }
  return {};
}

std::optional<PeerId> Message::sender_id() const noexcept {
  tl::enums::Peer from;
  if (const auto* message = ordinary()) from = *message->from_id;
  if (const auto* message = service()) from = *message->from_id;
  if (from) return PeerId::from(from);
  if (peer().is_user() && peer().is_valid() && !outgoing()) return peer();
  return std::nullopt;
}

std::optional<User> Message::sender() const {
  const auto id = sender_id();
  if (!id || !id->is_user()) return std::nullopt;
  const types::User* user = peers_.find_user(id->id());
  if (user == nullptr) return std::nullopt;
  return User(owner_, *user);
}

tl::enums::Chat Message::chat() const noexcept { return peers_.find_chat(peer()); }

std::string_view Message::text() const noexcept {
  const auto* message = ordinary();
  return message != nullptr ? message->message : std::string_view();
}

std::span<const tl::enums::MessageEntity> Message::entities() const noexcept {
  const auto* message = ordinary();
  if (message == nullptr) return {};
  return *message->entities;
}

bool Message::outgoing() const noexcept {
  if (const auto* message = service()) return message->out;
  return ordinary() != nullptr && ordinary()->out;
}

bool Message::mentioned() const noexcept {
  if (const auto* message = service()) return message->mentioned;
  return ordinary() != nullptr && ordinary()->mentioned;
}

bool Message::silent() const noexcept {
  if (const auto* message = service()) return message->silent;
  return ordinary() != nullptr && ordinary()->silent;
}

bool Message::post() const noexcept {
  if (const auto* message = service()) return message->post;
  return ordinary() != nullptr && ordinary()->post;
}

bool Message::pinned() const noexcept { return ordinary() != nullptr && ordinary()->pinned; }

bool Message::noforwards() const noexcept {
  return ordinary() != nullptr && ordinary()->noforwards;
}

std::chrono::sys_seconds Message::date() const noexcept {
  if (const auto* message = service()) return time_point(message->date);
  return time_point(ordinary() != nullptr ? ordinary()->date : 0);
}

std::optional<std::chrono::sys_seconds> Message::edit_date() const noexcept {
  if (ordinary() == nullptr || !ordinary()->edit_date) return std::nullopt;
  return time_point(*ordinary()->edit_date);
}

std::optional<std::int32_t> Message::reply_to_message_id() const noexcept {
  tl::enums::MessageReplyHeader reply;
  if (const auto* message = ordinary()) reply = *message->reply_to;
  if (const auto* message = service()) reply = *message->reply_to;
  const auto* header = reply.get_if<types::MessageReplyHeader>();
  if (header == nullptr) return std::nullopt;
  return to_std(header->reply_to_msg_id);
}

std::optional<std::int32_t> Message::view_count() const noexcept {
  return ordinary() != nullptr ? to_std(ordinary()->views) : std::nullopt;
}

std::optional<std::int32_t> Message::forward_count() const noexcept {
  return ordinary() != nullptr ? to_std(ordinary()->forwards) : std::nullopt;
}

std::optional<std::int32_t> Message::reply_count() const noexcept {
  if (ordinary() == nullptr || !ordinary()->replies) return std::nullopt;
  return ordinary()->replies->as<types::MessageReplies>().replies;
}

std::optional<std::int64_t> Message::grouped_id() const noexcept {
  return ordinary() != nullptr ? to_std(ordinary()->grouped_id) : std::nullopt;
}

std::optional<std::int64_t> Message::via_bot_id() const noexcept {
  return ordinary() != nullptr ? to_std(ordinary()->via_bot_id) : std::nullopt;
}

Message Message::detach() const {
  auto copy = std::make_shared<Detached>();
  copy->message = tl::clone_into(raw_, copy->arena);
  const auto id = sender_id();
  const types::User* user = id && id->is_user() ? peers_.find_user(id->id()) : nullptr;
  if (user != nullptr) {
    copy->sender = tl::clone_into(tl::enums::User(*user), copy->arena);
  }
  copy->chat = tl::clone_into(chat(), copy->arena);
  const PeerViews peers(std::span(&copy->sender, copy->sender.has_value() ? 1U : 0U),
                        std::span(&copy->chat, copy->chat.has_value() ? 1U : 0U));
  const tl::enums::Message message = copy->message;
  return Message(std::move(copy), message, peers);
}

}  // namespace strata
