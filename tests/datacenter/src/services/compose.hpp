// Turns what a request brings into the body of a message: text, entities, keyboard, media.
#pragma once

#include "services/call.hpp"

namespace strata::datacenter {

/// Roughly how many bytes a value holds: what a message may carry along is bounded by it.
[[nodiscard]] std::size_t weight(const Value& value);
/// Whether a value is more than a request may leave behind.
[[nodiscard]] bool is_too_heavy(const Call& call, const Value& value);

/// The entities of a text as they are shown: inputs become outputs, those after the limit go.
/// ENTITY_BOUNDS_INVALID, ENTITIES_TOO_LONG, USER_ID_INVALID.
[[nodiscard]] Outcome<Vector> read_entities(const Call& call, std::string_view text,
                                            const Vector& entities);

/// A bot's keyboard as it is shown; nothing for people, who cannot send any.
/// REPLY_MARKUP_INVALID, REPLY_MARKUP_TOO_LONG, BUTTON_DATA_INVALID, BUTTON_URL_INVALID, …
[[nodiscard]] Outcome<Value> read_markup(const Call& call, const Object& markup);

/// The file that an InputMedia brings or names, stored. MEDIA_EMPTY, MEDIA_INVALID, and the
/// errors of Uploads and Files.
[[nodiscard]] Outcome<Media> read_media(const Call& call, const Object& media);

/// Text, entities, keyboard and media of messages.sendMessage and messages.sendMedia.
[[nodiscard]] Outcome<MessageBody> read_body(const Call& call);

/// Whether anything of the keyboard of a message sends `data` when it is pressed.
[[nodiscard]] bool has_callback_button(const Value& markup, BytesView data);

}  // namespace strata::datacenter
