// Buttons: a person presses, the bot answers, the person's call ends with that answer.
#include "services/compose.hpp"
#include "services/input.hpp"
#include "world/text.hpp"

namespace strata::datacenter {
namespace {

constexpr std::size_t max_answer_length = 200;

// Ends the query without an answer when the bot stays silent.
void expire_later(const Call& call, std::int64_t query_id, UserId bot) {
  ServiceState& state = call.state;
  state.host->schedule(std::chrono::seconds(call.world.limits().callback_timeout),
                       [&state, query_id, bot] {
                         const auto responder = state.callbacks.close(query_id, bot);
                         if (responder) (*responder)(RpcError{400, "BOT_RESPONSE_TIMEOUT"});
                       });
}

// Spec: core.telegram.org/method/messages.getBotCallbackAnswer
RpcResult get_answer(Call& call) {
  const auto peer = input_peer(call, call.request.get_object("peer"));
  if (!peer) return no(peer.error());
  const MessageCopy* copy = call.box().find(call.request.get_int("msg_id"));
  if (copy == nullptr || copy->peer != *peer) return no("MESSAGE_ID_INVALID");
  const UserId bot = copy->message->from;
  const User* author = call.world.users().find(bot);
  if (author == nullptr || !author->is_bot()) return no("BOT_INVALID");
  const BytesView data = call.request.get_bytes("data");
  if (!has_callback_button(copy->message->body.reply_markup, data)) return no("DATA_INVALID");

  const Seed& seed = call.world.seed();
  CallbackPressed pressed;
  pressed.query_id = seed.number("callback query", {++call.state.callbacks_opened});
  pressed.from = call.self;
  pressed.peer = PeerId::user(call.self);
  pressed.message = copy->message->copy_of(bot);
  pressed.chat_instance = seed.number("chat instance", {call.self, bot});
  pressed.data = as_text(data);

  const auto opened = call.state.callbacks.open(pressed.query_id, bot, call.context.responder());
  if (!opened) return no(opened.error());
  expire_later(call, pressed.query_id, bot);
  call.world.messaging().tell(bot, pressed, call.origin);
  return AnswerLater{};
}

// Spec: core.telegram.org/method/messages.setBotCallbackAnswer
RpcResult set_answer(Call& call) {
  const Object& request = call.request;
  const auto length = text_length(request.get_string("message"));
  if (!length || *length > max_answer_length) return no("MESSAGE_TOO_LONG");
  const auto responder = call.state.callbacks.close(request.get_long("query_id"), call.self);
  if (!responder) return no("QUERY_ID_INVALID");
  Object answer("messages.botCallbackAnswer");
  if (request.get_bool("alert")) answer.set("alert", true);
  if (request.has("url")) answer.set("has_url", true);
  answer.set("message", request["message"]);
  answer.set("url", request["url"]);
  answer.set("cache_time", request.get_int("cache_time"));
  (*responder)(Value(std::move(answer)));
  return Value(true);
}

constexpr Method table[] = {
    {"messages.getBotCallbackAnswer", Caller::people, get_answer},
    {"messages.setBotCallbackAnswer", Caller::bots, set_answer},
};

}  // namespace

std::span<const Method> callback_methods() { return table; }

}  // namespace strata::datacenter
