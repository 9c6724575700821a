// The parts of an InputMessage that every sending method takes, as TL values.
#include "messages/send_options.hpp"

#include "strata/tl/arena.hpp"
#include "strata/tl/types/input_reply_to.hpp"
#include "strata/tl/types/reply_markup.hpp"

namespace strata::messages {

tl::Optional<tl::enums::InputReplyTo> reply_to(const InputMessage& message, tl::Arena& arena) {
  if (!message.reply_to()) return std::nullopt;
  const tl::types::InputReplyToMessage reply{.reply_to_msg_id = *message.reply_to()};
  return tl::enums::InputReplyTo(arena.make(reply));
}

tl::Optional<tl::enums::ReplyMarkup> markup(const InputMessage& message, tl::Arena& arena) {
  if (!message.keyboard()) return std::nullopt;
  return message.keyboard()->to_tl(arena);
}

}  // namespace strata::messages
