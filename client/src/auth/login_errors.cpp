// Turns the refusals of login methods into the types that callers catch.
#include "auth/login_errors.hpp"

namespace strata::auth {

// Spec: core.telegram.org/method/auth.signIn, auth.checkPassword, auth.importBotAuthorization
// (D-02)
void throw_login_error(const RpcError& error) {
  if (error.is("PHONE_CODE_EXPIRED")) throw ExpiredCode(error);
  if (error.is("PHONE_CODE_*")) throw InvalidCode(error);
  if (error.is("PASSWORD_HASH_INVALID")) throw InvalidPassword(error);
  if (error.is("ACCESS_TOKEN_*")) throw InvalidToken(error);
  if (error.is("PHONE_NUMBER_*")) throw InvalidPhone(error);
  throw error;
}

InvalidToken malformed_token() {
  return InvalidToken(RpcError(400, "ACCESS_TOKEN_INVALID", "auth.importBotAuthorization"));
}

}  // namespace strata::auth
