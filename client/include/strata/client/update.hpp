// Update: something that happened, as a typed value.
#pragma once

#include "strata/client/callback_query.hpp"
#include "strata/client/message.hpp"
#include "strata/client/peer.hpp"
#include "strata/tl/fwd.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

namespace strata {

/// A new message, own ones included.
class NewMessage : public Message {
 public:
  explicit NewMessage(Message message) noexcept : Message(std::move(message)) {}
};

/// The new version of a message.
class MessageEdited : public Message {
 public:
  explicit MessageEdited(Message message) noexcept : Message(std::move(message)) {}
};

/// Messages are gone. Outside channels Telegram tells only their ids.
class MessagesDeleted {
 public:
  MessagesDeleted(std::shared_ptr<const void> owner, std::span<const std::int32_t> ids,
                  std::optional<std::int64_t> channel) noexcept
      : owner_(std::move(owner)), ids_(ids), channel_(channel) {}

  [[nodiscard]] std::span<const std::int32_t> message_ids() const noexcept { return ids_; }
  /// The channel they were in, if it was one.
  [[nodiscard]] const std::optional<std::int64_t>& channel_id() const noexcept { return channel_; }

 private:
  std::shared_ptr<const void> owner_;
  std::span<const std::int32_t> ids_;
  std::optional<std::int64_t> channel_;
};

using MessageDeleted = MessagesDeleted;

/// Messages up to an id were read, by the account (inbox) or by others (outbox).
class MessageRead {
 public:
  MessageRead(PeerId peer, std::int32_t max_id, bool outbox) noexcept
      : peer_(peer), max_id_(max_id), outbox_(outbox) {}

  [[nodiscard]] PeerId peer() const noexcept { return peer_; }
  [[nodiscard]] std::int32_t max_id() const noexcept { return max_id_; }
  /// Others have read what the account sent.
  [[nodiscard]] bool is_outbox() const noexcept { return outbox_; }

 private:
  PeerId peer_;
  std::int32_t max_id_;
  bool outbox_;
};

/// Somebody types, uploads, records …
class ChatAction {
 public:
  ChatAction(std::shared_ptr<const void> owner, PeerId peer, PeerId actor,
             tl::enums::SendMessageAction action) noexcept
      : owner_(std::move(owner)), peer_(peer), actor_(actor), action_(action) {}

  /// The chat; in a private chat the other side.
  [[nodiscard]] PeerId peer() const noexcept { return peer_; }
  [[nodiscard]] PeerId actor() const noexcept { return actor_; }
  [[nodiscard]] const tl::enums::SendMessageAction& action() const noexcept { return action_; }
  [[nodiscard]] bool is_typing() const noexcept;
  /// They stopped.
  [[nodiscard]] bool is_cancel() const noexcept;

 private:
  std::shared_ptr<const void> owner_;
  PeerId peer_;
  PeerId actor_;
  tl::enums::SendMessageAction action_;
};
using UserTyping = ChatAction;

/// Whether a user is online.
class UserStatus {
 public:
  enum class Kind { unknown, online, offline, recently, last_week, last_month };

  UserStatus(std::int64_t user_id, const tl::enums::UserStatus& status) noexcept;

  [[nodiscard]] std::int64_t user_id() const noexcept { return user_id_; }
  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] bool is_online() const noexcept { return kind_ == Kind::online; }
  /// Until when they count as online, or when they were online last; nothing for the vague kinds.
  [[nodiscard]] const std::optional<std::chrono::sys_seconds>& time() const noexcept {
    return time_;
  }

 private:
  std::int64_t user_id_;
  Kind kind_ = Kind::unknown;
  std::optional<std::chrono::sys_seconds> time_;
};

/// Somebody typed the bot's name and a query.
class InlineQuery {
 public:
  InlineQuery(std::shared_ptr<const void> owner, const tl::types::UpdateBotInlineQuery& raw);

  [[nodiscard]] std::int64_t query_id() const noexcept { return query_id_; }
  [[nodiscard]] std::int64_t sender_id() const noexcept { return sender_id_; }
  [[nodiscard]] std::string_view query() const noexcept { return query_; }
  /// What the bot gave as the next offset; empty at first.
  [[nodiscard]] std::string_view offset() const noexcept { return offset_; }
  [[nodiscard]] const tl::types::UpdateBotInlineQuery& raw() const noexcept { return *raw_; }

 private:
  std::shared_ptr<const void> owner_;
  const tl::types::UpdateBotInlineQuery* raw_;
  std::int64_t query_id_;
  std::int64_t sender_id_;
  std::string_view query_;
  std::string_view offset_;
};

/// A result of the bot's inline mode was chosen.
class InlineSend {
 public:
  InlineSend(std::shared_ptr<const void> owner, const tl::types::UpdateBotInlineSend& raw);

  [[nodiscard]] std::int64_t sender_id() const noexcept { return sender_id_; }
  [[nodiscard]] std::string_view result_id() const noexcept { return result_id_; }
  [[nodiscard]] std::string_view query() const noexcept { return query_; }
  /// For editing; an empty box when the message has no keyboard.
  [[nodiscard]] const tl::enums::InputBotInlineMessageID& message_id() const noexcept {
    return message_id_;
  }

 private:
  std::shared_ptr<const void> owner_;
  std::int64_t sender_id_;
  std::string_view result_id_;
  std::string_view query_;
  tl::enums::InputBotInlineMessageID message_id_;
};

/// Updates were missed for good: the server does not keep them that long, or nobody could read
/// them. Fetch histories again where they matter.
class UpdatesLost {
 public:
  explicit UpdatesLost(std::optional<std::int64_t> channel = std::nullopt) noexcept
      : channel_(channel) {}

  /// The channel it concerns; nothing: private chats and small groups.
  [[nodiscard]] const std::optional<std::int64_t>& channel_id() const noexcept { return channel_; }

 private:
  std::optional<std::int64_t> channel_;
};

/// Anything without a type of its own: see Update::raw.
class RawUpdate {
 public:
  RawUpdate(std::shared_ptr<const void> owner, tl::enums::Update raw) noexcept
      : owner_(std::move(owner)), raw_(raw) {}

  [[nodiscard]] std::uint32_t constructor_id() const noexcept { return raw_.id(); }
  [[nodiscard]] const tl::enums::Update& raw() const noexcept { return raw_; }

 private:
  std::shared_ptr<const void> owner_;
  tl::enums::Update raw_;
};

/// Where an update stands: within one sequence `pts` grows. After a crash the last updates may be
/// delivered again with the same place, so an application that must not act twice remembers it.
class UpdatePlace {
 public:
  enum class Sequence : std::uint8_t {
    none,       ///< no order, `pts` is 0
    common,     ///< private chats and small groups
    secondary,  ///< secret chats and some events of bots
    channel,
  };

  constexpr UpdatePlace() noexcept = default;
  constexpr UpdatePlace(Sequence sequence, std::int64_t channel, std::int32_t pts) noexcept
      : sequence_(sequence), channel_(channel), pts_(pts) {}

  [[nodiscard]] constexpr Sequence sequence() const noexcept { return sequence_; }
  [[nodiscard]] constexpr std::int64_t channel_id() const noexcept { return channel_; }
  /// The position after the update; 0 when it has none.
  [[nodiscard]] constexpr std::int32_t pts() const noexcept { return pts_; }

  friend auto operator<=>(const UpdatePlace&, const UpdatePlace&) = default;

 private:
  Sequence sequence_ = Sequence::none;
  std::int64_t channel_ = 0;
  std::int32_t pts_ = 0;
};

/// One update: cheap to copy, shares the memory of the envelope it came in.
///
/// ```
/// if (const auto* message = update.get_if<NewMessage>()) …
/// ```
/// More kinds may come: a `visit` needs a fallback (`[](const auto&) {}`).
class Update {
 public:
  using Value =
      std::variant<RawUpdate, NewMessage, MessageEdited, MessagesDeleted, MessageRead,
                   CallbackQuery, InlineQuery, InlineSend, ChatAction, UserStatus, UpdatesLost>;

  Update(UpdatePlace place, tl::enums::Update raw, Value value)
      : place_(place), raw_(raw), value_(std::move(value)) {}
  /// Finds the type for `raw`, which lives, like `peers`, in what `owner` owns.
  static Update from(std::shared_ptr<const void> owner, tl::enums::Update raw, PeerViews peers = {},
                     UpdatePlace place = {});

  template <class T>
  [[nodiscard]] const T* get_if() const noexcept {
    return std::get_if<T>(&value_);
  }
  template <class T>
  [[nodiscard]] bool is() const noexcept {
    return std::holds_alternative<T>(value_);
  }
  template <class Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(std::forward<Visitor>(visitor), value_);
  }

  [[nodiscard]] const UpdatePlace& place() const noexcept { return place_; }
  /// The TL update; an empty box for UpdatesLost. Lives as long as any copy of this update.
  [[nodiscard]] const tl::enums::Update& raw() const noexcept { return raw_; }

 private:
  UpdatePlace place_;
  tl::enums::Update raw_;
  Value value_;
};

}  // namespace strata
