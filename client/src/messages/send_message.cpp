// Sends a text message, and answers one.
#include "strata/tl/functions/messages/send_message.hpp"

#include "messages/send_options.hpp"
#include "messages/sent_message.hpp"
#include "peers/resolve.hpp"

#include "strata/client/invoker.hpp"
#include "strata/client/messages_api.hpp"
#include "strata/crypto/random.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/types/input_peer.hpp"

namespace strata {

namespace {

asio::awaitable<Message> send_message(std::shared_ptr<Invoker> invoker, PeerRef peer,
                                      InputMessage message) {
  const PeerAddress address = co_await peers::resolve(invoker, std::move(peer));
  messages::SentRequest sent;
  // Drawn once per message: whatever is repeated underneath, the server sends it once (G-17).
  sent.random_id = static_cast<std::int64_t>(crypto::system_random().next_u64());
  sent.peer = address;
  sent.text = message.text();

  tl::Arena arena;
  const tl::functions::messages::SendMessage request{
      .no_webpage = !message.has_link_preview(),
      .silent = message.is_silent(),
      .noforwards = message.is_noforwards(),
      .peer = address.input_peer(arena),
      .reply_to = messages::reply_to(message, arena),
      .message = message.text(),
      .random_id = sent.random_id,
      .reply_markup = messages::markup(message, arena)};
  auto answer = std::make_shared<const messages::UpdatesAnswer>(co_await invoker->invoke(request));
  co_return co_await messages::read_sent(invoker, std::move(answer), std::move(sent));
}

}  // namespace

// Spec: core.telegram.org/method/messages.sendMessage
asio::awaitable<Message> MessagesApi::send_message(PeerRef peer, InputMessage message) const {
  return strata::send_message(invoker(), std::move(peer), std::move(message));
}

asio::awaitable<Message> MessagesApi::reply(const Message& to, InputMessage message) const {
  message.reply_to(to.id());
  return strata::send_message(invoker(), PeerRef(to.peer()), std::move(message));
}

}  // namespace strata
