// The whole of an echo bot without its network: decodes updates, encodes the answer to a message.
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/message.hpp"
#include "strata/tl/types/peer.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"

namespace {
namespace api = strata::tl;

strata::Result<strata::Bytes> answer_to(const api::types::UpdateNewMessage& update) {
  const auto* message = update.message.get_if<api::types::Message>();
  if (message == nullptr || message->out) return strata::Bytes();
  const auto* sender = message->peer_id.get_if<api::types::PeerUser>();
  if (sender == nullptr) return strata::Bytes();
  const api::types::InputPeerUser peer{.user_id = sender->user_id};
  return api::to_bytes(api::functions::messages::SendMessage{
      .peer = peer, .message = message->message, .random_id = message->id});
}

}  // namespace

strata::Result<strata::Bytes> answer(strata::BytesView bytes) {
  const auto updates = api::decode<api::enums::Updates>(bytes);
  if (!updates) return strata::fail(updates.error());
  const auto* several = (**updates).get_if<api::types::Updates>();
  if (several == nullptr) return strata::Bytes();
  for (const api::enums::Update& update : several->updates) {
    if (const auto* found = update.get_if<api::types::UpdateNewMessage>()) return answer_to(*found);
  }
  return strata::Bytes();
}
