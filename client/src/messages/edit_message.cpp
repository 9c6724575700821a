// Replaces text and buttons of a message.
#include "strata/tl/functions/messages/edit_message.hpp"

#include "messages/send_options.hpp"
#include "messages/sent_message.hpp"
#include "peers/resolve.hpp"

#include "strata/client/invoker.hpp"
#include "strata/client/messages_api.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/types/input_peer.hpp"

namespace strata {

namespace {

asio::awaitable<Message> edit_message(std::shared_ptr<Invoker> invoker, PeerRef peer,
                                      std::int32_t id, InputMessage message) {
  const PeerAddress address = co_await peers::resolve(invoker, std::move(peer));
  tl::Arena arena;
  const tl::functions::messages::EditMessage request{
      .no_webpage = !message.has_link_preview(),
      .peer = address.input_peer(arena),
      .id = id,
      .message = std::string_view(message.text()),
      .reply_markup = messages::markup(message, arena)};
  auto answer = std::make_shared<const messages::UpdatesAnswer>(co_await invoker->invoke(request));
  co_return co_await messages::read_edited(invoker, std::move(answer), id);
}

}  // namespace

// Spec: core.telegram.org/method/messages.editMessage
asio::awaitable<Message> MessagesApi::edit_message(PeerRef peer, std::int32_t id,
                                                   InputMessage message) const {
  return strata::edit_message(invoker(), std::move(peer), id, std::move(message));
}

}  // namespace strata
