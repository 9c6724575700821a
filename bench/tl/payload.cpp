// Builds messages that look like those of a busy channel, always the same ones.
#include "tl/payload.hpp"

#include "strata/tl/arena.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/types/chat.hpp"
#include "strata/tl/types/chat_photo.hpp"
#include "strata/tl/types/document.hpp"
#include "strata/tl/types/document_attribute.hpp"
#include "strata/tl/types/keyboard_button.hpp"
#include "strata/tl/types/keyboard_button_row.hpp"
#include "strata/tl/types/message.hpp"
#include "strata/tl/types/message_entity.hpp"
#include "strata/tl/types/message_fwd_header.hpp"
#include "strata/tl/types/message_media.hpp"
#include "strata/tl/types/message_reactions.hpp"
#include "strata/tl/types/message_replies.hpp"
#include "strata/tl/types/message_reply_header.hpp"
#include "strata/tl/types/messages/messages.hpp"
#include "strata/tl/types/peer.hpp"
#include "strata/tl/types/photo.hpp"
#include "strata/tl/types/photo_size.hpp"
#include "strata/tl/types/reaction.hpp"
#include "strata/tl/types/reaction_count.hpp"
#include "strata/tl/types/reply_markup.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"
#include "strata/tl/types/user.hpp"
#include "strata/tl/types/user_profile_photo.hpp"
#include "strata/tl/types/user_status.hpp"
#include "strata/tl/types/web_page.hpp"

#include <string>
#include <vector>

namespace strata::tl::bench {
namespace {

constexpr std::int32_t start_date = 1700000000;

class Builder {
 public:
  enums::Message message(int number);
  enums::Message plain_message();
  enums::User user(int number);
  enums::Chat channel(int number);
  template <class T>
  std::span<const T> vector(const std::vector<T>& elements) {
    return arena_.vector<T>(elements);
  }
  template <class T>
  const T& make(const T& value) {
    return arena_.make(value);
  }

 private:
  std::string_view text(int number, std::size_t size);
  std::span<const std::uint8_t> bytes(int number, std::size_t size);
  std::int64_t id(int number) { return 5000000000LL + 7919LL * number; }
  enums::MessageMedia media(int number);
  enums::MessageMedia photo_media(int number);
  enums::MessageMedia video_media(int number);
  enums::MessageMedia page_media(int number);
  enums::Photo photo(int number);
  std::span<const enums::MessageEntity> entities(int number);
  enums::MessageReactions reactions(int number);
  enums::ReplyMarkup keyboard(int number);

  Arena arena_;
};

std::string_view Builder::text(int number, std::size_t size) {
  std::string made;
  for (std::size_t i = 0; i < size; ++i) {
    const auto step = i * 7 + static_cast<std::size_t>(number);
    made += i % 6 == 5 ? ' ' : static_cast<char>('a' + step % 26);
  }
  return arena_.copy(made);
}

std::span<const std::uint8_t> Builder::bytes(int number, std::size_t size) {
  return as_bytes(text(number, size));
}

std::span<const enums::MessageEntity> Builder::entities(int number) {
  std::vector<enums::MessageEntity> made{
      make(types::MessageEntityBold{.offset = 0, .length = 12}),
      make(types::MessageEntityItalic{.offset = 14, .length = 9}),
      make(types::MessageEntityTextUrl{.offset = 30, .length = 6, .url = text(number, 40)}),
      make(types::MessageEntityMention{.offset = 40, .length = 8})};
  return vector(made);
}

enums::Photo Builder::photo(int number) {
  const std::vector<std::int32_t> steps{9000, 22000, 31000, 48000, 70000};
  const std::vector<enums::PhotoSize> sizes{
      make(types::PhotoStrippedSize{.type = "i", .bytes = bytes(number, 90)}),
      make(types::PhotoSize{.type = "m", .w = 320, .h = 213, .size = 22000}),
      make(types::PhotoSize{.type = "x", .w = 800, .h = 533, .size = 88000}),
      make(types::PhotoSizeProgressive{.type = "y", .w = 1280, .h = 853, .sizes = vector(steps)})};
  return make(types::Photo{.id = id(number),
                           .access_hash = id(number) * 3,
                           .file_reference = bytes(number, 33),
                           .date = start_date + number,
                           .sizes = vector(sizes),
                           .dc_id = 2});
}

enums::MessageMedia Builder::photo_media(int number) {
  return make(types::MessageMediaPhoto{.photo = photo(number)});
}

enums::MessageMedia Builder::video_media(int number) {
  const std::vector<enums::PhotoSize> thumbs{
      make(types::PhotoStrippedSize{.type = "i", .bytes = bytes(number, 90)}),
      make(types::PhotoSize{.type = "m", .w = 320, .h = 180, .size = 12000})};
  const std::vector<enums::DocumentAttribute> attributes{
      make(types::DocumentAttributeVideo{
          .supports_streaming = true, .duration = 63.5, .w = 1280, .h = 720}),
      make(types::DocumentAttributeFilename{.file_name = "holiday.mp4"})};
  const auto& document = make(types::Document{.id = id(number),
                                              .access_hash = id(number) * 5,
                                              .file_reference = bytes(number, 33),
                                              .date = start_date + number,
                                              .mime_type = "video/mp4",
                                              .size = 9000000 + number,
                                              .thumbs = vector(thumbs),
                                              .dc_id = 4,
                                              .attributes = vector(attributes)});
  return make(types::MessageMediaDocument{.video = true, .document = document});
}

enums::MessageMedia Builder::page_media(int number) {
  const auto& page = make(types::WebPage{.id = id(number),
                                         .url = text(number, 60),
                                         .display_url = text(number, 45),
                                         .hash = number,
                                         .type = "article",
                                         .site_name = "Example",
                                         .title = text(number, 50),
                                         .description = text(number, 180),
                                         .photo = photo(number)});
  return make(types::MessageMediaWebPage{.webpage = page});
}

enums::MessageMedia Builder::media(int number) {
  if (number % 3 == 0) return photo_media(number);
  if (number % 3 == 1) return video_media(number);
  return page_media(number);
}

enums::MessageReactions Builder::reactions(int number) {
  std::vector<enums::ReactionCount> counts;
  for (const std::string_view emoji : {"\xF0\x9F\x91\x8D", "\xE2\x9D\xA4", "\xF0\x9F\x94\xA5"}) {
    const auto& reaction = make(types::ReactionEmoji{.emoticon = emoji});
    counts.push_back(make(types::ReactionCount{.reaction = reaction, .count = number + 3}));
  }
  return make(types::MessageReactions{.can_see_list = true, .results = vector(counts)});
}

enums::ReplyMarkup Builder::keyboard(int number) {
  std::vector<enums::KeyboardButtonRow> rows;
  for (int row = 0; row < 2; ++row) {
    const std::vector<enums::KeyboardButton> buttons{
        make(types::KeyboardButtonCallback{.text = text(row, 12), .data = bytes(number, 20)}),
        make(types::KeyboardButtonUrl{.text = text(row + 9, 10), .url = text(number, 30)})};
    rows.push_back(make(types::KeyboardButtonRow{.buttons = vector(buttons)}));
  }
  return make(types::ReplyInlineMarkup{.rows = vector(rows)});
}

enums::Message Builder::message(int number) {
  const auto& author = make(types::PeerUser{.user_id = id(number % 60)});
  const auto& chat = make(types::PeerChannel{.channel_id = id(1000 + number % 5)});
  types::Message made{.id = 40000 + number,
                      .from_id = author,
                      .peer_id = chat,
                      .date = start_date + 60 * number,
                      .message = text(number, 220),
                      .media = media(number),
                      .entities = entities(number),
                      .views = 1000 + number,
                      .forwards = number,
                      .reactions = reactions(number)};
  if (number % 2 == 0) made.reply_markup = keyboard(number);
  if (number % 4 == 0) {
    made.reply_to = make(types::MessageReplyHeader{.reply_to_msg_id = 39000 + number});
    made.replies = make(types::MessageReplies{.replies = 4, .replies_pts = number});
  }
  if (number % 5 == 0) {
    made.fwd_from =
        make(types::MessageFwdHeader{.from_id = author, .date = start_date, .channel_post = 77});
  }
  return make(made);
}

enums::Message Builder::plain_message() {
  const auto& author = make(types::PeerUser{.user_id = id(1)});
  return make(types::Message{
      .id = 100, .from_id = author, .peer_id = author, .date = start_date, .message = text(1, 60)});
}

enums::User Builder::user(int number) {
  const auto& profile = make(types::UserProfilePhoto{
      .photo_id = id(number) * 7, .stripped_thumb = bytes(number, 80), .dc_id = 2});
  const auto& status = make(types::UserStatusRecently{});
  return make(types::User{.premium = number % 3 == 0,
                          .id = id(number),
                          .access_hash = id(number) * 11,
                          .first_name = text(number, 8),
                          .last_name = text(number, 10),
                          .username = text(number, 14),
                          .photo = profile,
                          .status = status});
}

enums::Chat Builder::channel(int number) {
  const auto& photo = make(
      types::ChatPhoto{.photo_id = id(number), .stripped_thumb = bytes(number, 80), .dc_id = 2});
  return make(types::Channel{.broadcast = true,
                             .id = id(1000 + number),
                             .access_hash = id(number) * 13,
                             .title = text(number, 24),
                             .username = text(number, 12),
                             .photo = photo,
                             .date = start_date,
                             .participants_count = 12345});
}

}  // namespace

Bytes history_payload() {
  Builder builder;
  std::vector<enums::Message> messages;
  for (int i = 0; i < 100; ++i) messages.push_back(builder.message(i));
  std::vector<enums::User> users;
  for (int i = 0; i < 60; ++i) users.push_back(builder.user(i));
  std::vector<enums::Chat> chats;
  for (int i = 0; i < 5; ++i) chats.push_back(builder.channel(i));
  const types::messages::Messages answer{.messages = messages, .chats = chats, .users = users};
  return to_bytes(answer).value();
}

Bytes updates_payload() {
  Builder builder;
  std::vector<enums::Update> updates;
  std::vector<enums::User> users;
  for (int i = 0; i < 8; ++i) {
    updates.push_back(builder.make(
        types::UpdateNewMessage{.message = builder.message(i), .pts = 500 + i, .pts_count = 1}));
    users.push_back(builder.user(i));
  }
  return to_bytes(types::Updates{.updates = updates, .users = users, .date = start_date, .seq = 1})
      .value();
}

Bytes small_payload() {
  Builder builder;
  const auto& update = builder.make(
      types::UpdateNewMessage{.message = builder.plain_message(), .pts = 500, .pts_count = 1});
  return to_bytes(types::UpdateShort{.update = update, .date = start_date}).value();
}

}  // namespace strata::tl::bench
