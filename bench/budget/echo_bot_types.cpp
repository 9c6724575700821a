// The types of an echo bot alone: new messages of an update, and the answer to one.
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/message.hpp"
#include "strata/tl/types/peer.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"

namespace api = strata::tl;

api::functions::messages::SendMessage answer_to(const api::types::UpdateNewMessage& update,
                                                const api::types::InputPeerUser& sender) {
  const auto* message = update.message.get_if<api::types::Message>();
  if (message == nullptr) return {};
  return {.peer = sender, .message = message->message, .random_id = message->id};
}
