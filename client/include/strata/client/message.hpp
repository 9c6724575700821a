// Message: one message of a chat, as Telegram sent it.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/client/peer.hpp"
#include "strata/client/user.hpp"
#include "strata/tl/fwd.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace strata {

/// What a message carries beside its text.
enum class MediaKind {
  none,
  photo,
  document,  ///< any file that is none of the kinds below
  video,
  animation,
  audio,
  voice,
  round_video,
  sticker,
  location,
  live_location,
  venue,
  contact,
  poll,
  web_page,
  dice,
  game,
  invoice,
  story,
  unsupported,  ///< the server says that this layer cannot show it
  other,
};

/// The users and chats that came with something, in the memory of its owner.
class PeerViews {
 public:
  PeerViews() noexcept {}
  PeerViews(std::span<const tl::enums::User> users, std::span<const tl::enums::Chat> chats) noexcept
      : users_(users), chats_(chats) {}

  [[nodiscard]] std::span<const tl::enums::User> users() const noexcept { return users_; }
  [[nodiscard]] std::span<const tl::enums::Chat> chats() const noexcept { return chats_; }
  /// Null when it is not among them.
  [[nodiscard]] const tl::types::User* find_user(std::int64_t id) const noexcept;
  /// Empty box when it is not among them.
  [[nodiscard]] tl::enums::Chat find_chat(PeerId id) const noexcept;

 private:
  std::span<const tl::enums::User> users_;
  std::span<const tl::enums::Chat> chats_;
};

/// A view of a decoded `message`, `messageService` or `messageEmpty` that shares its memory: cheap
/// to copy. It may keep a whole answer or envelope in memory; `detach()` makes a compact copy for
/// keeping.
///
/// Texts, spans and TL objects are views that live as long as any copy of the message they came
/// from; those of a detached copy as long as any copy of that one.
class Message {
 public:
  /// `raw` and `peers` live in what `owner` owns.
  Message(std::shared_ptr<const void> owner, tl::enums::Message raw, PeerViews peers = {}) noexcept
      : owner_(std::move(owner)), raw_(raw), peers_(peers) {}

  /// Unique within its chat (in a channel) or its account (elsewhere).
  [[nodiscard]] std::int32_t id() const noexcept;
  /// The chat that it belongs to; invalid for an empty message.
  [[nodiscard]] PeerId peer() const noexcept;
  [[nodiscard]] PeerId peer_id() const noexcept { return peer(); }
  /// Who sent it. In a private chat `from_id` is left out: then it is the other side, or nothing
  /// for an outgoing message. Nothing for anonymous posts.
  [[nodiscard]] std::optional<PeerId> sender_id() const noexcept;
  /// The sender as it came with the message; nothing when it did not, or is no user.
  [[nodiscard]] std::optional<User> sender() const;
  /// The chat or channel as it came with the message; an empty box when it did not.
  [[nodiscard]] tl::enums::Chat chat() const noexcept;

  /// Text or caption, UTF-8; empty when there is none.
  [[nodiscard]] std::string_view text() const noexcept;
  /// Formatting; offsets and lengths count UTF-16 units.
  [[nodiscard]] std::span<const tl::enums::MessageEntity> entities() const noexcept;

  /// Sent by the account that is logged in.
  [[nodiscard]] bool outgoing() const noexcept;
  [[nodiscard]] bool mentioned() const noexcept;
  [[nodiscard]] bool silent() const noexcept;
  /// A post of a broadcast channel.
  [[nodiscard]] bool post() const noexcept;
  [[nodiscard]] bool pinned() const noexcept;
  /// Forwarding and saving are forbidden.
  [[nodiscard]] bool noforwards() const noexcept;
  /// Tells of an event in the chat ("… joined") instead of carrying text.
  [[nodiscard]] bool is_service() const noexcept;
  /// Stands for a message that does not exist (any more).
  [[nodiscard]] bool is_empty() const noexcept;

  [[nodiscard]] std::chrono::sys_seconds date() const noexcept;
  [[nodiscard]] std::optional<std::chrono::sys_seconds> edit_date() const noexcept;

  [[nodiscard]] std::optional<std::int32_t> reply_to_message_id() const noexcept;
  [[nodiscard]] std::optional<std::int32_t> view_count() const noexcept;
  [[nodiscard]] std::optional<std::int32_t> forward_count() const noexcept;
  /// Comments under a channel post, or answers in its thread.
  [[nodiscard]] std::optional<std::int32_t> reply_count() const noexcept;
  /// Messages with the same one form an album.
  [[nodiscard]] std::optional<std::int64_t> grouped_id() const noexcept;
  [[nodiscard]] std::optional<std::int64_t> via_bot_id() const noexcept;

  [[nodiscard]] MediaKind media_kind() const noexcept;
  /// An empty box without media.
  [[nodiscard]] tl::enums::MessageMedia media() const noexcept;
  /// The file, whatever its kind; null when the media is none or has expired.
  [[nodiscard]] const tl::types::Document* document() const noexcept;
  [[nodiscard]] const tl::types::Photo* photo() const noexcept;
  /// The name that the sender gave the file. Not safe as a path.
  [[nodiscard]] std::string_view file_name() const noexcept;

  /// An empty box without a keyboard.
  [[nodiscard]] tl::enums::ReplyMarkup reply_markup() const noexcept;
  /// The rows of an inline or reply keyboard; each has `buttons`.
  [[nodiscard]] std::span<const tl::enums::KeyboardButtonRow> button_rows() const noexcept;
  /// The first button with this text; an empty box when there is none.
  [[nodiscard]] tl::enums::KeyboardButton find_button(std::string_view text) const noexcept;

  /// Where it was forwarded from; null when it was not.
  [[nodiscard]] const tl::types::MessageFwdHeader* forward_header() const noexcept;
  /// Null when there are none.
  [[nodiscard]] const tl::types::MessageReactions* reactions() const noexcept;
  /// What a service message tells; an empty box for others.
  [[nodiscard]] tl::enums::MessageAction action() const noexcept;

  [[nodiscard]] const tl::enums::Message& raw() const noexcept { return raw_; }
  [[nodiscard]] const PeerViews& peers() const noexcept { return peers_; }
  [[nodiscard]] const std::shared_ptr<const void>& owner() const noexcept { return owner_; }

  /// A copy that holds only this message, its sender and its chat.
  [[nodiscard]] Message detach() const;

 private:
  [[nodiscard]] const tl::types::Message* ordinary() const noexcept;
  [[nodiscard]] const tl::types::MessageService* service() const noexcept;

  std::shared_ptr<const void> owner_;
  tl::enums::Message raw_;
  PeerViews peers_;
};

}  // namespace strata
