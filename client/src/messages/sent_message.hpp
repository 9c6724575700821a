// Finds the message that an answer to a sending call tells of.
#pragma once

#include "strata/client/invoker.hpp"
#include "strata/client/message.hpp"
#include "strata/client/peer.hpp"
#include "strata/tl/object.hpp"

#include <asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace strata::messages {

using UpdatesAnswer = tl::Object<tl::enums::Updates>;

/// What was sent, to be merged with an answer that does not repeat it.
struct SentRequest {
  std::int64_t random_id = 0;
  PeerAddress peer = PeerAddress::self();
  std::string text;
};

/// Applies the answer to the update state and gives the new message.
/// *Throws* ProtocolError when the answer does not hold it.
// Spec: core.telegram.org/constructor/updateShortSentMessage (E-05, E-07)
asio::awaitable<Message> read_sent(std::shared_ptr<Invoker> invoker,
                                   std::shared_ptr<const UpdatesAnswer> answer,
                                   SentRequest request);

/// Applies the answer to an edit and gives the edited message.
asio::awaitable<Message> read_edited(std::shared_ptr<Invoker> invoker,
                                     std::shared_ptr<const UpdatesAnswer> answer, std::int32_t id);

}  // namespace strata::messages
