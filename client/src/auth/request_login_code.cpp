// Has login codes sent, sent again and withdrawn.
#include "auth/ask.hpp"
#include "auth/authorization.hpp"
#include "auth/login_errors.hpp"
#include "auth/phone_number.hpp"
#include "auth/sent_code.hpp"

#include "strata/client/account.hpp"
#include "strata/client/auth_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/functions/auth/cancel_code.hpp"
#include "strata/tl/functions/auth/resend_code.hpp"
#include "strata/tl/functions/auth/send_code.hpp"
#include "strata/tl/types/code_settings.hpp"

namespace strata {

namespace {

/// Makes the call and reads the token, with refusals in their own types.
template <class Request>
asio::awaitable<LoginToken> ask_for_code(std::shared_ptr<Invoker> invoker, std::string phone,
                                         Request request) {
  const auto answer = co_await auth::ask(invoker, request);
  if (!answer) auth::throw_login_error(answer.error());
  LoginToken token = auth::read_sent_code(*invoker, std::move(phone), *answer);
  if (token.signed_in()) co_await auth::begin_updates(invoker);
  co_return token;
}

asio::awaitable<LoginToken> request_login_code(std::shared_ptr<Invoker> invoker, std::string text) {
  const std::string phone = auth::normalize_phone(text);
  const std::string api_hash = invoker->account().api_hash();
  const tl::types::CodeSettings settings{};
  const tl::functions::auth::SendCode request{.phone_number = phone,
                                              .api_id = invoker->account().api_id(),
                                              .api_hash = api_hash,
                                              .settings = settings};
  co_return co_await ask_for_code(invoker, phone, request);
}

asio::awaitable<LoginToken> resend_code(std::shared_ptr<Invoker> invoker, LoginToken token) {
  const tl::functions::auth::ResendCode request{.phone_number = token.phone(),
                                                .phone_code_hash = token.code_hash()};
  co_return co_await ask_for_code(invoker, token.phone(), request);
}

asio::awaitable<void> cancel_code(std::shared_ptr<Invoker> invoker, LoginToken token) {
  co_await invoker->invoke(tl::functions::auth::CancelCode{.phone_number = token.phone(),
                                                           .phone_code_hash = token.code_hash()});
}

}  // namespace

// Spec: core.telegram.org/method/auth.sendCode (D-01)
asio::awaitable<LoginToken> AuthApi::request_login_code(std::string phone) const {
  return strata::request_login_code(invoker(), std::move(phone));
}

// Spec: core.telegram.org/method/auth.resendCode (D-02)
asio::awaitable<LoginToken> AuthApi::resend_code(LoginToken token) const {
  return strata::resend_code(invoker(), std::move(token));
}

asio::awaitable<void> AuthApi::cancel_code(LoginToken token) const {
  return strata::cancel_code(invoker(), std::move(token));
}

}  // namespace strata
