// Turns what a request brings into the body of a message: text, entities, keyboard, media.
#include "services/compose.hpp"

#include "services/input.hpp"
#include "world/text.hpp"

namespace strata::datacenter {

std::size_t weight(const Value& value) {
  constexpr std::size_t empty = 16;
  std::size_t bytes = empty + value.as_string().size();
  for (const Value& item : value.as_vector()) bytes += weight(item);
  for (const Field& field : value.as_object().fields()) bytes += weight(field.value);
  return bytes;
}

bool is_too_heavy(const Call& call, const Value& value) {
  return weight(value) > call.world.limits().extra_bytes;
}

Outcome<Vector> read_entities(const Call& call, std::string_view text, const Vector& entities) {
  const auto units = static_cast<std::int64_t>(utf16_length(text));
  Vector shown;
  for (const Value& value : entities) {
    if (shown.size() == call.world.limits().entities) break;
    const Object& entity = value.as_object();
    // Spec: core.telegram.org/api/entities: offset and length count UTF-16 code units.
    const std::int64_t offset = entity.get_int("offset");
    const std::int64_t length = entity.get_int("length");
    if (offset < 0 || length <= 0 || offset + length > units) {
      return refuse("ENTITY_BOUNDS_INVALID");
    }
    if (!entity.is("inputMessageEntityMentionName")) {
      shown.push_back(entity);
      continue;
    }
    const auto user = input_user(call, entity.get_object("user_id"));
    if (!user) return refuse(user.error());
    shown.push_back(Object("messageEntityMentionName", {{"offset", entity.get_int("offset")},
                                                        {"length", entity.get_int("length")},
                                                        {"user_id", *user}}));
  }
  if (is_too_heavy(call, shown)) return refuse("ENTITIES_TOO_LONG");
  return shown;
}

Outcome<MessageBody> read_body(const Call& call) {
  const Object& request = call.request;
  MessageBody body;
  body.text = request.get_string("message");
  const auto text = call.world.messaging().check_text(body.text, request.has("media"));
  if (!text) return refuse(text.error());
  auto entities = read_entities(call, body.text, request.get_vector("entities"));
  if (!entities) return refuse(entities.error());
  body.entities = *std::move(entities);
  auto markup = read_markup(call, request.get_object("reply_markup"));
  if (!markup) return refuse(markup.error());
  body.reply_markup = *std::move(markup);
  if (request.has("media")) {
    const auto media = read_media(call, request.get_object("media"));
    if (!media) return refuse(media.error());
    body.media = *media;
  }
  return body;
}

}  // namespace strata::datacenter
