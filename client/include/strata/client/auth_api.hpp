// AuthApi: logging in and out.
#pragma once

#include "strata/client/login.hpp"
#include "strata/client/operation_set.hpp"

#include <asio/awaitable.hpp>

#include <memory>
#include <string>
#include <utility>

namespace strata {

/// The login operations of a client. Each *throws* RpcError (or the type named) when Telegram
/// refuses, TransportError, and ClosedError; *cancellation* ends the wait and throws Cancelled.
/// Codes, passwords and tokens are wiped after use and never logged.
// Spec: core.telegram.org/api/auth (D-01 … D-12)
class AuthApi : public virtual OperationSet {
 public:
  explicit AuthApi(std::shared_ptr<Invoker> invoker) : OperationSet(std::move(invoker)) {}

  /// Whether this session is logged in, as the server sees it. A session that never logged in is
  /// answered without asking. *TL method*: users.getUsers.
  asio::awaitable<bool> is_authorized() const;

  /// Logs in as a bot with the token from @BotFather ("123456:ABC…"). Skip it when `is_authorized`.
  /// *Throws* InvalidToken. *TL method*: auth.importBotAuthorization.
  asio::awaitable<User> bot_sign_in(std::string token) const;

  /// Has a login code sent to the person with this number (with country code; +, blanks and dashes
  /// do not matter). *Throws* InvalidPhone. *TL method*: auth.sendCode.
  asio::awaitable<LoginToken> request_login_code(std::string phone) const;

  /// Has the code sent again, the `next_delivery` way; the old token is void. *TL method*:
  /// auth.resendCode.
  asio::awaitable<LoginToken> resend_code(LoginToken token) const;

  /// Withdraws the code. *TL method*: auth.cancelCode.
  asio::awaitable<void> cancel_code(LoginToken token) const;

  /// Logs in with the code. A password or a sign-up may be needed next: see SignInResult.
  /// *Throws* InvalidCode (the token stays good), ExpiredCode. *TL method*: auth.signIn.
  asio::awaitable<SignInResult> sign_in(LoginToken token, std::string code) const;

  /// Makes an account after `sign_in` asked for it; Telegram allows this to few applications.
  /// *TL method*: auth.signUp.
  asio::awaitable<User> sign_up(LoginToken token, std::string first_name,
                                std::string last_name = {}) const;

  /// Logs in with the two-step verification password (UTF-8 as typed). The password itself is not
  /// sent: the server gets a proof, and parameters of its that are too weak are refused with a
  /// SecurityError. *Throws* InvalidPassword (the token stays good).
  /// *TL methods*: account.getPassword, auth.checkPassword.
  asio::awaitable<User> check_password(PasswordToken token, std::string password) const;

  /// Logs out and forgets the login, here in any case. True when the server confirmed it.
  /// *TL method*: auth.logOut.
  asio::awaitable<bool> sign_out() const;

 protected:
  AuthApi() = default;
};

}  // namespace strata
