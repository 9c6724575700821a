// Messages, their files and lists of them as TL objects.
#pragma once

#include "services/render/view.hpp"

namespace strata::datacenter {

/// Message: a copy as its owner sees it.
[[nodiscard]] Object render_message(const View& view, const MessageCopy& copy);
/// Message by number: messageEmpty when the box of the viewer does not hold it.
[[nodiscard]] Object render_message(const View& view, MessageId id);

/// MessageMedia.
[[nodiscard]] Object render_media(const View& view, const Media& media);
/// Document or Photo.
[[nodiscard]] Object render_file(const View& view, const StoredFile& file);

/// Messages by number and the accounts that they mention, ready to be put into an answer.
struct RenderedMessages {
  Vector messages;
  People people;
};
[[nodiscard]] RenderedMessages render_messages(const View& view, std::span<const MessageId> ids);

/// messages.messages, or messages.messagesSlice when there are more than these.
[[nodiscard]] Object render_message_list(const View& view, std::span<const MessageId> ids,
                                         std::size_t total, std::size_t before);

}  // namespace strata::datacenter
