// Presses a button of an inline keyboard, as a person would.
#include "peers/resolve.hpp"

#include "strata/client/bots_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/functions/messages/get_bot_callback_answer.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/keyboard_button.hpp"
#include "strata/tl/types/messages/bot_callback_answer.hpp"

namespace strata {

namespace {

asio::awaitable<CallbackAnswer> press(std::shared_ptr<Invoker> invoker, Message message,
                                      std::string text) {
  const tl::enums::KeyboardButton button = message.find_button(text);
  const auto* callback = button.get_if<tl::types::KeyboardButtonCallback>();
  if (!callback) {
    throw Error(ClientErrc::invalid_argument,
                "the message has no callback button \"" + text + "\"");
  }
  const PeerAddress address = co_await peers::resolve(invoker, PeerRef(message.peer()));
  tl::Arena arena;
  const tl::functions::messages::GetBotCallbackAnswer request{
      .peer = address.input_peer(arena), .msg_id = message.id(), .data = callback->data};
  const auto answer = co_await invoker->invoke(request);
  const tl::types::messages::BotCallbackAnswer& given =
      answer->as<tl::types::messages::BotCallbackAnswer>();
  CallbackAnswer result(std::string(given.message.value_or(std::string_view{})));
  result.alert(given.alert).cache_time(std::chrono::seconds{given.cache_time});
  if (given.url) result.url(std::string(*given.url));
  co_return result;
}

}  // namespace

// Spec: core.telegram.org/method/messages.getBotCallbackAnswer
asio::awaitable<CallbackAnswer> BotsApi::press_button(const Message& message,
                                                      std::string_view text) const {
  return press(invoker(), message, std::string(text));
}

}  // namespace strata
