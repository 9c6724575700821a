// Answers a pressed button.
#include "strata/client/bots_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/functions/messages/set_bot_callback_answer.hpp"

namespace strata {

namespace {

asio::awaitable<void> answer_callback_query(std::shared_ptr<Invoker> invoker, std::int64_t query_id,
                                            CallbackAnswer answer) {
  tl::functions::messages::SetBotCallbackAnswer request{
      .alert = answer.is_alert(),
      .query_id = query_id,
      .cache_time = static_cast<std::int32_t>(answer.cache_time().count())};
  if (!answer.text().empty()) request.message = std::string_view(answer.text());
  if (!answer.url().empty()) request.url = std::string_view(answer.url());
  CallOptions options;
  // The query is gone by the time a failed server is back (G-13).
  options.no_server_error_retry();
  co_await invoker->invoke(request, options);
}

}  // namespace

// Spec: core.telegram.org/method/messages.setBotCallbackAnswer
asio::awaitable<void> BotsApi::answer_callback_query(const CallbackQuery& query,
                                                     CallbackAnswer answer) const {
  return strata::answer_callback_query(invoker(), query.query_id(), std::move(answer));
}

}  // namespace strata
