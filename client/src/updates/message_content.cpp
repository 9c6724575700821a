// What a decoded message carries: media, buttons, headers.
#include "strata/client/message.hpp"
#include "strata/tl/types/document.hpp"
#include "strata/tl/types/document_attribute.hpp"
#include "strata/tl/types/keyboard_button.hpp"
#include "strata/tl/types/keyboard_button_row.hpp"
#include "strata/tl/types/message.hpp"
#include "strata/tl/types/message_action.hpp"
#include "strata/tl/types/message_fwd_header.hpp"
#include "strata/tl/types/message_media.hpp"
#include "strata/tl/types/message_reactions.hpp"
#include "strata/tl/types/photo.hpp"
#include "strata/tl/types/reply_markup.hpp"

namespace strata {

namespace types = tl::types;

namespace {

const types::Document* document_in(const tl::enums::MessageMedia& media) {
  const auto* file = media.get_if<types::MessageMediaDocument>();
  return file != nullptr ? (*file->document).get_if<types::Document>() : nullptr;
}

// The attributes come in any order: a sticker may be a video, an animation has a video too.
MediaKind kind_of(const types::Document& document) {
  MediaKind kind = MediaKind::document;
  bool animated = false;
  for (const tl::enums::DocumentAttribute& attribute : document.attributes) {
    if (attribute.is<types::DocumentAttributeSticker>()) return MediaKind::sticker;
    if (attribute.is<types::DocumentAttributeAnimated>()) animated = true;
    if (const auto* video = attribute.get_if<types::DocumentAttributeVideo>()) {
      kind = video->round_message ? MediaKind::round_video : MediaKind::video;
    } else if (const auto* audio = attribute.get_if<types::DocumentAttributeAudio>()) {
      kind = audio->voice ? MediaKind::voice : MediaKind::audio;
    }
  }
  return animated ? MediaKind::animation : kind;
}

template <class T>
bool holds(const tl::enums::MessageMedia& media) {
  return media.is<T>();
}

struct KindOfConstructor {
  bool (*matches)(const tl::enums::MessageMedia&);
  MediaKind kind;
};

constexpr KindOfConstructor kinds[] = {
    {holds<types::MessageMediaPhoto>, MediaKind::photo},
    {holds<types::MessageMediaGeo>, MediaKind::location},
    {holds<types::MessageMediaGeoLive>, MediaKind::live_location},
    {holds<types::MessageMediaVenue>, MediaKind::venue},
    {holds<types::MessageMediaContact>, MediaKind::contact},
    {holds<types::MessageMediaPoll>, MediaKind::poll},
    {holds<types::MessageMediaWebPage>, MediaKind::web_page},
    {holds<types::MessageMediaDice>, MediaKind::dice},
    {holds<types::MessageMediaGame>, MediaKind::game},
    {holds<types::MessageMediaInvoice>, MediaKind::invoice},
    {holds<types::MessageMediaStory>, MediaKind::story},
    {holds<types::MessageMediaUnsupported>, MediaKind::unsupported},
    {holds<types::MessageMediaDocument>, MediaKind::document},
};

}  // namespace

tl::enums::MessageMedia Message::media() const noexcept {
  return ordinary() != nullptr ? *ordinary()->media : tl::enums::MessageMedia();
}

MediaKind Message::media_kind() const noexcept {
  const tl::enums::MessageMedia attached = media();
  if (!attached || attached.is<types::MessageMediaEmpty>()) return MediaKind::none;
  if (const types::Document* file = document_in(attached)) return kind_of(*file);
  for (const KindOfConstructor& entry : kinds) {
    if (entry.matches(attached)) return entry.kind;
  }
  return MediaKind::other;
}

const types::Document* Message::document() const noexcept { return document_in(media()); }

const types::Photo* Message::photo() const noexcept {
  const auto* attached = media().get_if<types::MessageMediaPhoto>();
  return attached != nullptr ? (*attached->photo).get_if<types::Photo>() : nullptr;
}

std::string_view Message::file_name() const noexcept {
  const types::Document* file = document();
  if (file == nullptr) return {};
  for (const tl::enums::DocumentAttribute& attribute : file->attributes) {
    const auto* name = attribute.get_if<types::DocumentAttributeFilename>();
    if (name != nullptr) return name->file_name;
  }
  return {};
}

tl::enums::ReplyMarkup Message::reply_markup() const noexcept {
  return ordinary() != nullptr ? *ordinary()->reply_markup : tl::enums::ReplyMarkup();
}

std::span<const tl::enums::KeyboardButtonRow> Message::button_rows() const noexcept {
  const tl::enums::ReplyMarkup markup = reply_markup();
  if (const auto* inlined = markup.get_if<types::ReplyInlineMarkup>()) return inlined->rows;
  if (const auto* keyboard = markup.get_if<types::ReplyKeyboardMarkup>()) return keyboard->rows;
  return {};
}

tl::enums::KeyboardButton Message::find_button(std::string_view text) const noexcept {
  const auto has_text = [text](const auto& button) {
    if constexpr (requires { button.text; }) return button.text == text;
    return false;
  };
  for (const tl::enums::KeyboardButtonRow& row : button_rows()) {
    for (const tl::enums::KeyboardButton& button : row.as<types::KeyboardButtonRow>().buttons) {
      if (button.visit(has_text)) return button;
    }
  }
  return {};
}

const types::MessageFwdHeader* Message::forward_header() const noexcept {
  if (ordinary() == nullptr) return nullptr;
  return (*ordinary()->fwd_from).get_if<types::MessageFwdHeader>();
}

const types::MessageReactions* Message::reactions() const noexcept {
  if (ordinary() == nullptr) return nullptr;
  return (*ordinary()->reactions).get_if<types::MessageReactions>();
}

tl::enums::MessageAction Message::action() const noexcept {
  return service() != nullptr ? service()->action : tl::enums::MessageAction();
}

}  // namespace strata
