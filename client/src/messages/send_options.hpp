// The parts of an InputMessage that every sending method takes, as TL values.
#pragma once

#include "strata/client/input_message.hpp"
#include "strata/tl/fwd.hpp"

namespace strata::messages {

/// The TL values live as long as `arena`.
[[nodiscard]] tl::Optional<tl::enums::InputReplyTo> reply_to(const InputMessage& message,
                                                             tl::Arena& arena);
[[nodiscard]] tl::Optional<tl::enums::ReplyMarkup> markup(const InputMessage& message,
                                                          tl::Arena& arena);

}  // namespace strata::messages
