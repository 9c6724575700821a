// Finds the type for a decoded update.
#include "strata/client/update.hpp"

#include "strata/tl/types/send_message_action.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/user_status.hpp"

namespace strata {

namespace types = tl::types;

namespace {

/// What every typed value is made from.
struct Source {
  std::shared_ptr<const void> owner;
  PeerViews peers;
};

template <class Raw>
concept NewMessageUpdate =
    std::same_as<Raw, types::UpdateNewMessage> || std::same_as<Raw, types::UpdateNewChannelMessage>;
template <class Raw>
concept EditedMessageUpdate = std::same_as<Raw, types::UpdateEditMessage> ||
                              std::same_as<Raw, types::UpdateEditChannelMessage>;
template <class Raw>
concept CallbackUpdate = std::same_as<Raw, types::UpdateBotCallbackQuery> ||
                         std::same_as<Raw, types::UpdateInlineBotCallbackQuery>;

template <NewMessageUpdate Raw>
Update::Value typed(const Source& source, const Raw& raw) {
  return NewMessage(Message(source.owner, raw.message, source.peers));
}

template <EditedMessageUpdate Raw>
Update::Value typed(const Source& source, const Raw& raw) {
  return MessageEdited(Message(source.owner, raw.message, source.peers));
}

template <CallbackUpdate Raw>
Update::Value typed(const Source& source, const Raw& raw) {
  return CallbackQuery(source.owner, raw);
}

Update::Value typed(const Source& source, const types::UpdateDeleteMessages& raw) {
  return MessagesDeleted(source.owner, raw.messages, std::nullopt);
}

Update::Value typed(const Source& source, const types::UpdateDeleteChannelMessages& raw) {
  return MessagesDeleted(source.owner, raw.messages, raw.channel_id);
}

Update::Value typed(const Source&, const types::UpdateReadHistoryInbox& raw) {
  return MessageRead(PeerId::from(raw.peer), raw.max_id, false);
}

Update::Value typed(const Source&, const types::UpdateReadHistoryOutbox& raw) {
  return MessageRead(PeerId::from(raw.peer), raw.max_id, true);
}

Update::Value typed(const Source&, const types::UpdateReadChannelInbox& raw) {
  return MessageRead(PeerId::channel(raw.channel_id), raw.max_id, false);
}

Update::Value typed(const Source&, const types::UpdateReadChannelOutbox& raw) {
  return MessageRead(PeerId::channel(raw.channel_id), raw.max_id, true);
}

Update::Value typed(const Source& source, const types::UpdateUserTyping& raw) {
  const PeerId user = PeerId::user(raw.user_id);
  return ChatAction(source.owner, user, user, raw.action);
}

Update::Value typed(const Source& source, const types::UpdateChatUserTyping& raw) {
  return ChatAction(source.owner, PeerId::chat(raw.chat_id), PeerId::from(raw.from_id), raw.action);
}

Update::Value typed(const Source& source, const types::UpdateChannelUserTyping& raw) {
  return ChatAction(source.owner, PeerId::channel(raw.channel_id), PeerId::from(raw.from_id),
                    raw.action);
}

Update::Value typed(const Source&, const types::UpdateUserStatus& raw) {
  return UserStatus(raw.user_id, raw.status);
}

Update::Value typed(const Source& source, const types::UpdateBotInlineQuery& raw) {
  return InlineQuery(source.owner, raw);
}

Update::Value typed(const Source& source, const types::UpdateBotInlineSend& raw) {
  return InlineSend(source.owner, raw);
}

Update::Value value_of(const Source& source, const tl::enums::Update& box) {
  return box.visit([&](const auto& raw) -> Update::Value {
    if constexpr (requires { typed(source, raw); }) {
      return typed(source, raw);
    } else {
      return RawUpdate(source.owner, box);
    }
  });
}

}  // namespace

Update Update::from(std::shared_ptr<const void> owner, tl::enums::Update raw, PeerViews peers,
                    UpdatePlace place) {
  const Source source{std::move(owner), peers};
  return Update(place, raw, value_of(source, raw));
}

bool ChatAction::is_typing() const noexcept { return action_.is<types::SendMessageTypingAction>(); }
bool ChatAction::is_cancel() const noexcept { return action_.is<types::SendMessageCancelAction>(); }

UserStatus::UserStatus(std::int64_t user_id, const tl::enums::UserStatus& status) noexcept
    : user_id_(user_id) {
  const auto at = [](std::int32_t unix_time) {
    return std::chrono::sys_seconds(std::chrono::seconds(unix_time));
  };
  if (const auto* online = status.get_if<types::UserStatusOnline>()) {
    kind_ = Kind::online;
    time_ = at(online->expires);
  } else if (const auto* offline = status.get_if<types::UserStatusOffline>()) {
    kind_ = Kind::offline;
    time_ = at(offline->was_online);
  } else if (status.is<types::UserStatusRecently>()) {
    kind_ = Kind::recently;
  } else if (status.is<types::UserStatusLastWeek>()) {
    kind_ = Kind::last_week;
  } else if (status.is<types::UserStatusLastMonth>()) {
    kind_ = Kind::last_month;
  }
}

InlineQuery::InlineQuery(std::shared_ptr<const void> owner, const types::UpdateBotInlineQuery& raw)
    : owner_(std::move(owner)),
      raw_(&raw),
      query_id_(raw.query_id),
      sender_id_(raw.user_id),
      query_(raw.query),
      offset_(raw.offset) {}

InlineSend::InlineSend(std::shared_ptr<const void> owner, const types::UpdateBotInlineSend& raw)
    : owner_(std::move(owner)),
      sender_id_(raw.user_id),
      result_id_(raw.id),
      query_(raw.query),
      message_id_(*raw.msg_id) {}

}  // namespace strata
