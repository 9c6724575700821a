// Logs in with the two-step verification password.
#include "strata/tl/functions/auth/check_password.hpp"

#include "auth/authorization.hpp"
#include "auth/login_errors.hpp"
#include "auth/password_proof.hpp"
#include "auth/secret_text.hpp"

#include "strata/client/auth_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/functions/account/get_password.hpp"
#include "strata/tl/types/account/password.hpp"
#include "strata/tl/types/input_check_password_srp.hpp"

#include <optional>

namespace strata {

namespace {

using Answer = tl::Object<tl::enums::auth::Authorization>;

/// One attempt under fresh parameters of the server, which are good for one attempt only.
asio::awaitable<std::shared_ptr<const Answer>> attempt(std::shared_ptr<Invoker> invoker,
                                                       const auth::SecretText& password) {
  const auto parameters = co_await invoker->invoke(tl::functions::account::GetPassword{});
  const auth::PasswordProof proof =
      auth::prove_password(**parameters, password.view(), crypto::system_random());
  const tl::types::InputCheckPasswordSRP check{
      .srp_id = proof.srp_id, .A = proof.answer.A, .M1 = proof.answer.M1};
  auto answer = co_await invoker->invoke(tl::functions::auth::CheckPassword{.password = check});
  co_return std::make_shared<const Answer>(std::move(answer));
}

asio::awaitable<User> check_password(std::shared_ptr<Invoker> invoker, auth::SecretText password) {
  std::optional<RpcError> refusal;
  std::shared_ptr<const Answer> answer;
  // SRP_ID_INVALID: the parameters were used up by somebody else; once more with new ones (D-06).
  for (int attempts = 0; attempts < 2 && !answer; ++attempts) {
    refusal.reset();
    try {
      answer = co_await attempt(invoker, password);
    } catch (const RpcError& error) {
      refusal = error;
    }
    if (refusal && !refusal->is("SRP_ID_INVALID")) break;
  }
  if (refusal) auth::throw_login_error(*refusal);
  co_return auth::note_login(*invoker, answer, **answer);
}

}  // namespace

// Spec: core.telegram.org/api/srp (D-04 … D-06)
asio::awaitable<User> AuthApi::check_password(PasswordToken /*token*/, std::string password) const {
  return strata::check_password(invoker(), auth::SecretText(std::move(password)));
}

}  // namespace strata
