// Logs in with a code, or signs up.
#include "strata/tl/functions/auth/sign_in.hpp"

#include "auth/ask.hpp"
#include "auth/authorization.hpp"
#include "auth/login_errors.hpp"
#include "auth/secret_text.hpp"

#include "strata/client/auth_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/functions/account/get_password.hpp"
#include "strata/tl/functions/auth/sign_up.hpp"
#include "strata/tl/types/account/password.hpp"
#include "strata/tl/types/auth/authorization.hpp"
#include "strata/tl/types/help/terms_of_service.hpp"

#include <optional>
#include <string_view>

namespace strata {

namespace {

asio::awaitable<PasswordToken> ask_for_password(std::shared_ptr<Invoker> invoker) {
  const auto answer = co_await invoker->invoke(tl::functions::account::GetPassword{});
  const tl::types::account::Password& password = answer->as<tl::types::account::Password>();
  co_return PasswordToken(std::string(password.hint.value_or(std::string_view{})),
                          password.has_recovery);
}

SignUpRequired sign_up_required(const tl::enums::auth::Authorization& answer) {
  std::string terms;
  const auto* required = answer.get_if<tl::types::auth::AuthorizationSignUpRequired>();
  if (required && required->terms_of_service) {
    terms = required->terms_of_service->as<tl::types::help::TermsOfService>().text;
  }
  return SignUpRequired(std::move(terms));
}

asio::awaitable<SignInResult> sign_in(std::shared_ptr<Invoker> invoker, LoginToken token,
                                      auth::SecretText code) {
  const tl::functions::auth::SignIn request{.phone_number = token.phone(),
                                            .phone_code_hash = token.code_hash(),
                                            .phone_code = code.view()};
  const auto answer = co_await auth::ask(invoker, request);
  if (!answer) {
    if (!answer.error().is("SESSION_PASSWORD_NEEDED")) auth::throw_login_error(answer.error());
    PasswordToken password = co_await ask_for_password(invoker);
    co_return SignInResult(std::move(password));
  }
  std::optional<User> user = auth::find_login(*invoker, *answer, ***answer);
  if (!user) co_return SignInResult(sign_up_required(***answer));
  co_await auth::begin_updates(invoker);
  co_return SignInResult(*std::move(user));
}

asio::awaitable<User> sign_up(std::shared_ptr<Invoker> invoker, LoginToken token,
                              std::string first_name, std::string last_name) {
  const tl::functions::auth::SignUp request{.phone_number = token.phone(),
                                            .phone_code_hash = token.code_hash(),
                                            .first_name = first_name,
                                            .last_name = last_name};
  const auto answer = co_await auth::ask(invoker, request);
  if (!answer) auth::throw_login_error(answer.error());
  co_return co_await auth::complete_login(invoker, *answer);
}

}  // namespace

// Spec: core.telegram.org/method/auth.signIn (D-02, D-03)
asio::awaitable<SignInResult> AuthApi::sign_in(LoginToken token, std::string code) const {
  return strata::sign_in(invoker(), std::move(token), auth::SecretText(std::move(code)));
}

// Spec: core.telegram.org/method/auth.signUp (D-03)
asio::awaitable<User> AuthApi::sign_up(LoginToken token, std::string first_name,
                                       std::string last_name) const {
  return strata::sign_up(invoker(), std::move(token), std::move(first_name), std::move(last_name));
}

}  // namespace strata
