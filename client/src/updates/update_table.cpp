// Reads an update's place from the fields that its constructor has.
#include "updates/update_table.hpp"

#include "strata/client/message.hpp"
#include "strata/tl/types/update.hpp"

namespace strata::updates {

namespace {

namespace types = tl::types;

template <class T, class... Any>
concept OneOf = (std::same_as<T, Any> || ...);

// Delivered whatever the envelope's seq says (E-03).
template <class T>
concept Immediate =
    OneOf<T, types::UpdateUserTyping, types::UpdateChatUserTyping, types::UpdateChannelUserTyping,
          types::UpdateEncryptedChatTyping, types::UpdateLoginToken, types::UpdateSentPhoneCode,
          types::UpdateConfig, types::UpdateDcOptions, types::UpdateServiceNotification,
          types::UpdateLangPack, types::UpdateLangPackTooLong>;

// They name their channel only in the message.
template <class T>
concept ChannelMessage = OneOf<T, types::UpdateNewChannelMessage, types::UpdateEditChannelMessage>;

template <class T>
BoxId pts_box(const T& update) {
  if constexpr (ChannelMessage<T>) {
    return BoxId::of_channel(Message(nullptr, update.message).peer().id());
  } else if constexpr (requires { update.channel_id; }) {
    return BoxId::of_channel(update.channel_id);
  } else {
    return BoxId::common();
  }
}

}  // namespace

UpdateItem place_of(const tl::enums::Update& update) {
  return update.visit([](const auto& raw) {
    using Raw = std::remove_cvref_t<decltype(raw)>;
    UpdateItem item;
    if constexpr (requires { raw.pts_count; }) {
      item.box = pts_box(raw);
      item.pts = raw.pts;
      item.count = raw.pts_count;
    } else if constexpr (requires { raw.qts; }) {
      item.box = BoxId::secondary();
      item.pts = raw.qts;
      item.count = 1;
    }
    item.immediate = Immediate<Raw>;
    return item;
  });
}

std::optional<ChannelTooLong> channel_too_long(const tl::enums::Update& update) {
  const auto* raw = update.get_if<types::UpdateChannelTooLong>();
  if (raw == nullptr) return std::nullopt;
  ChannelTooLong order;
  order.channel = raw->channel_id;
  if (raw->pts) order.pts = *raw->pts;
  return order;
}

bool is_pts_changed(const tl::enums::Update& update) {
  return update.is<types::UpdatePtsChanged>();
}

}  // namespace strata::updates
