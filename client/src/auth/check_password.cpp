// Logs in with the two-step verification password.
#include "strata/tl/functions/auth/check_password.hpp"

#include "auth/ask.hpp"
#include "auth/authorization.hpp"
#include "auth/login_errors.hpp"
#include "auth/password_proof.hpp"
#include "auth/secret_text.hpp"

#include "strata/client/auth_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/functions/account/get_password.hpp"
#include "strata/tl/types/account/password.hpp"
#include "strata/tl/types/input_check_password_srp.hpp"

namespace strata {

namespace {

using Answer = auth::Answer<tl::functions::auth::CheckPassword>;

/// One attempt under fresh parameters of the server, which are good for one attempt only.
asio::awaitable<::tl::expected<Answer, RpcError>> attempt(std::shared_ptr<Invoker> invoker,
                                                          const auth::SecretText& password) {
  const auto parameters = co_await invoker->invoke(tl::functions::account::GetPassword{});
  const auth::PasswordProof proof = auth::prove_password(
      parameters->as<tl::types::account::Password>(), password.view(), crypto::system_random());
  const tl::types::InputCheckPasswordSRP check{
      .srp_id = proof.srp_id, .A = proof.answer.A, .M1 = proof.answer.M1};
  const tl::functions::auth::CheckPassword request{.password = check};
  co_return co_await auth::ask(invoker, request);
}

asio::awaitable<User> check_password(std::shared_ptr<Invoker> invoker, auth::SecretText password) {
  // SRP_ID_INVALID: the parameters were used up by somebody else; once more with new ones (D-06).
  auto answer = co_await attempt(invoker, password);
  if (!answer && answer.error().is("SRP_ID_INVALID")) answer = co_await attempt(invoker, password);
  if (!answer) auth::throw_login_error(answer.error());
  co_return co_await auth::complete_login(invoker, *answer);
}

}  // namespace

// Spec: core.telegram.org/api/srp (D-04 … D-06)
asio::awaitable<User> AuthApi::check_password(PasswordToken /*token*/, std::string password) const {
  return strata::check_password(invoker(), auth::SecretText(std::move(password)));
}

}  // namespace strata
