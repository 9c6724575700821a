// Logs in as a bot.
#include "auth/ask.hpp"
#include "auth/authorization.hpp"
#include "auth/bot_token.hpp"
#include "auth/login_errors.hpp"
#include "auth/secret_text.hpp"

#include "strata/client/account.hpp"
#include "strata/client/auth_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/functions/auth/import_bot_authorization.hpp"

namespace strata {

namespace {

asio::awaitable<User> bot_sign_in(std::shared_ptr<Invoker> invoker, auth::SecretText token) {
  if (!auth::is_bot_token(token.view())) {
    throw auth::malformed_token();
  }
  const std::string api_hash = invoker->account().api_hash();
  const tl::functions::auth::ImportBotAuthorization request{
      .api_id = invoker->account().api_id(), .api_hash = api_hash, .bot_auth_token = token.view()};
  const auto answer = co_await auth::ask(invoker, request);
  if (!answer) auth::throw_login_error(answer.error());
  co_return co_await auth::complete_login(invoker, *answer);
}

}  // namespace

// Spec: core.telegram.org/method/auth.importBotAuthorization (D-09)
asio::awaitable<User> AuthApi::bot_sign_in(std::string token) const {
  return strata::bot_sign_in(invoker(), auth::SecretText(std::move(token)));
}

}  // namespace strata
