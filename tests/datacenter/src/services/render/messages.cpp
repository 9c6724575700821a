// Messages, their files and lists of them as TL objects.
#include "services/render/messages.hpp"

#include "services/render/users.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::string_view photo_size_type = "x";

bool has_attribute(const StoredFile& file, std::string_view name) {
  return std::ranges::any_of(
      file.attributes, [&](const Value& attribute) { return attribute.as_object().is(name); });
}

bool is_voice(const StoredFile& file) {
  return std::ranges::any_of(file.attributes, [](const Value& attribute) {
    const Object& object = attribute.as_object();
    return object.is("documentAttributeAudio") && object.get_bool("voice");
  });
}

Object render_photo(const View& view, const StoredFile& file) {
  const Object size("photoSize", {{"type", photo_size_type},
                                  {"w", file.width},
                                  {"h", file.height},
                                  {"size", static_cast<std::int32_t>(file.size)}});
  Object photo("photo");
  photo.set("id", file.id);
  photo.set("access_hash", file.access_hash);
  photo.set("file_reference", view.world.files().reference(file));
  photo.set("date", to_date(file.date));
  photo.set("sizes", Vector{Value(size)});
  photo.set("dc_id", file.dc);
  return photo;
}

Object render_document(const View& view, const StoredFile& file) {
  Object document("document");
  document.set("id", file.id);
  document.set("access_hash", file.access_hash);
  document.set("file_reference", view.world.files().reference(file));
  document.set("date", to_date(file.date));
  document.set("mime_type", file.mime_type);
  document.set("size", file.size);
  document.set("dc_id", file.dc);
  document.set("attributes", file.attributes);
  return document;
}

}  // namespace

void People::add(const MessageCopy& copy) {
  add(copy.peer);
  add(copy.message->from);
  for (const Value& entity : copy.message->body.entities) {
    if (entity.as_object().is("messageEntityMentionName")) {
      add(entity.as_object().get_long("user_id"));
    }
  }
}

Object render_file(const View& view, const StoredFile& file) {
  return file.is_photo ? render_photo(view, file) : render_document(view, file);
}

Object render_media(const View& view, const Media& media) {
  Object rendered(media.is_photo ? "messageMediaPhoto" : "messageMediaDocument");
  if (media.spoiler) rendered.set("spoiler", true);
  const StoredFile* file = view.world.files().find(media.file);
  if (file == nullptr) return rendered;
  rendered.set(media.is_photo ? "photo" : "document", render_file(view, *file));
  if (media.is_photo) return rendered;
  if (has_attribute(*file, "documentAttributeVideo")) rendered.set("video", true);
  if (is_voice(*file)) rendered.set("voice", true);
  return rendered;
}

Object render_message(const View& view, const MessageCopy& copy) {
  const Message& message = *copy.message;
  Object rendered("message");
  if (copy.out) rendered.set("out", true);
  if (message.silent) rendered.set("silent", true);
  rendered.set("id", copy.id);
  // In a private conversation the peer already says whom an incoming message is from.
  if (copy.out || copy.peer != PeerId::user(message.from)) {
    rendered.set("from_id", render_peer(PeerId::user(message.from)));
  }
  rendered.set("peer_id", render_peer(copy.peer));
  if (copy.reply_to != 0) {
    rendered.set("reply_to", Object("messageReplyHeader", {{"reply_to_msg_id", copy.reply_to}}));
  }
  rendered.set("date", to_date(message.date));
  rendered.set("message", message.body.text);
  if (message.body.media) rendered.set("media", render_media(view, *message.body.media));
  rendered.set("reply_markup", message.body.reply_markup);
  if (!message.body.entities.empty()) rendered.set("entities", message.body.entities);
  if (message.edit_date != 0) rendered.set("edit_date", to_date(message.edit_date));
  return rendered;
}

Object render_message(const View& view, MessageId id) {
  const MessageCopy* copy = view.world.messaging().box(view.viewer).find(id);
  return copy != nullptr ? render_message(view, *copy) : Object("messageEmpty", {{"id", id}});
}

RenderedMessages render_messages(const View& view, std::span<const MessageId> ids) {
  RenderedMessages rendered;
  const Box& box = view.world.messaging().box(view.viewer);
  for (const MessageId id : ids) {
    rendered.messages.push_back(render_message(view, id));
    if (const MessageCopy* copy = box.find(id)) rendered.people.add(*copy);
  }
  return rendered;
}

Object render_message_list(const View& view, std::span<const MessageId> ids, std::size_t total,
                           std::size_t before) {
  RenderedMessages rendered = render_messages(view, ids);
  const bool whole = ids.size() >= total;
  Object list(whole ? "messages.messages" : "messages.messagesSlice");
  if (!whole) {
    list.set("count", static_cast<std::int32_t>(total));
    if (before > 0) list.set("offset_id_offset", static_cast<std::int32_t>(before));
  }
  list.set("messages", std::move(rendered.messages));
  list.set("topics", Vector());
  list.set("chats", Vector());
  list.set("users", render_users(view, rendered.people));
  return list;
}

}  // namespace strata::datacenter
