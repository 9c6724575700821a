// Reads messages.messages in all its forms.
#pragma once

#include "strata/client/invoker.hpp"
#include "strata/client/message.hpp"
#include "strata/tl/object.hpp"

#include <memory>
#include <vector>

namespace strata::messages {

/// The messages of an answer, empty ones included, in its order; its users and chats go into the
/// account's peer cache.
std::vector<Message> read_list(
    Invoker& invoker, std::shared_ptr<const tl::Object<tl::enums::messages::Messages>> answer);

}  // namespace strata::messages
