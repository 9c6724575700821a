// What a login passes from step to step: the code that was sent, the password that is asked for,
// and how a step ended.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/client/errors.hpp"
#include "strata/client/user.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace strata {

/// How a login code travels to the person.
// TL type: auth.SentCodeType
enum class CodeDelivery {
  app,           ///< a message in another Telegram app of theirs
  sms,           ///< a text message
  call,          ///< a voice call that says the code
  flash_call,    ///< a call that ends at once; the calling number is the code
  missed_call,   ///< the same; its last digits are the code
  email,         ///< a mail
  email_setup,   ///< a mail address must be set up first
  fragment,      ///< on fragment.com
  firebase_sms,  ///< a text message through Firebase
  sms_word,      ///< a text message with a word
  sms_phrase,    ///< a text message with a phrase
  unknown,       ///< something that this version does not know
};

/// A login under way: the code was sent. Pass it to `sign_in` (or `resend_code`, `cancel_code`,
/// `sign_up`). It holds no secret of the server, but names the phone number: do not log it.
class LoginToken {
 public:
  LoginToken(std::string phone, std::string code_hash) noexcept
      : phone_(std::move(phone)), code_hash_(std::move(code_hash)) {}

  [[nodiscard]] const std::string& phone() const noexcept { return phone_; }
  /// Telegram's name for this code request.
  [[nodiscard]] const std::string& code_hash() const noexcept { return code_hash_; }
  [[nodiscard]] CodeDelivery delivery() const noexcept { return delivery_; }
  /// How many characters the code has, when Telegram says so.
  [[nodiscard]] std::optional<int> code_length() const noexcept { return code_length_; }
  /// After this time `resend_code` sends the code the `next_delivery` way; nothing: never.
  [[nodiscard]] std::optional<std::chrono::seconds> timeout() const noexcept { return timeout_; }
  [[nodiscard]] std::optional<CodeDelivery> next_delivery() const noexcept {
    return next_delivery_;
  }
  /// Set when Telegram needed no code: the login is done.
  [[nodiscard]] const std::optional<User>& signed_in() const noexcept { return signed_in_; }

  LoginToken& set_delivery(CodeDelivery delivery, std::optional<int> code_length) noexcept {
    delivery_ = delivery;
    code_length_ = code_length;
    return *this;
  }
  LoginToken& set_next(std::optional<CodeDelivery> delivery,
                       std::optional<std::chrono::seconds> timeout) noexcept {
    next_delivery_ = delivery;
    timeout_ = timeout;
    return *this;
  }
  LoginToken& set_signed_in(User user) {
    signed_in_ = std::move(user);
    return *this;
  }

 private:
  std::string phone_;
  std::string code_hash_;
  CodeDelivery delivery_ = CodeDelivery::unknown;
  std::optional<int> code_length_;
  std::optional<CodeDelivery> next_delivery_;
  std::optional<std::chrono::seconds> timeout_;
  std::optional<User> signed_in_;
};

/// The account asks for its two-step verification password. Pass it to `check_password`; it stays
/// usable after a wrong one.
class PasswordToken {
 public:
  PasswordToken(std::string hint, bool has_recovery) noexcept
      : hint_(std::move(hint)), has_recovery_(has_recovery) {}

  /// What the owner wrote as a reminder; may be empty.
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }
  /// A recovery mail address is set.
  [[nodiscard]] bool has_recovery() const noexcept { return has_recovery_; }

 private:
  std::string hint_;
  bool has_recovery_;
};

/// The number has no account: `sign_up` makes one.
class SignUpRequired {
 public:
  explicit SignUpRequired(std::string terms) noexcept : terms_(std::move(terms)) {}

  /// The terms of service to agree to; may be empty.
  [[nodiscard]] const std::string& terms() const noexcept { return terms_; }

 private:
  std::string terms_;
};

/// How `sign_in` ended. All three are ordinary outcomes; a wrong code is an InvalidCode.
///
/// ```
/// SignInResult result = co_await client.sign_in(token, code);
/// if (auto* password = result.password_needed()) user = co_await client.check_password(*password,
/// …);
/// ```
class SignInResult {
 public:
  SignInResult(User user) : outcome_(std::move(user)) {}                    // NOLINT: implicit
  SignInResult(PasswordToken token) : outcome_(std::move(token)) {}         // NOLINT: implicit
  SignInResult(SignUpRequired required) : outcome_(std::move(required)) {}  // NOLINT: implicit

  /// Each is null unless it is the outcome.
  [[nodiscard]] const User* signed_in() const noexcept { return std::get_if<User>(&outcome_); }
  [[nodiscard]] const PasswordToken* password_needed() const noexcept {
    return std::get_if<PasswordToken>(&outcome_);
  }
  [[nodiscard]] const SignUpRequired* sign_up_required() const noexcept {
    return std::get_if<SignUpRequired>(&outcome_);
  }

 private:
  std::variant<User, PasswordToken, SignUpRequired> outcome_;
};

/// The login code is wrong or missing (PHONE_CODE_INVALID, PHONE_CODE_EMPTY): ask again, the token
/// stays good.
class InvalidCode : public RpcError {
 public:
  explicit InvalidCode(const RpcError& error) : RpcError(error) {}
};

/// The login code is too old (PHONE_CODE_EXPIRED): start over with `request_login_code`.
class ExpiredCode : public RpcError {
 public:
  explicit ExpiredCode(const RpcError& error) : RpcError(error) {}
};

/// The two-step verification password is wrong (PASSWORD_HASH_INVALID): ask again.
class InvalidPassword : public RpcError {
 public:
  explicit InvalidPassword(const RpcError& error) : RpcError(error) {}
};

/// The bot token is wrong (ACCESS_TOKEN_INVALID, ACCESS_TOKEN_EXPIRED) or was revoked.
class InvalidToken : public RpcError {
 public:
  explicit InvalidToken(const RpcError& error) : RpcError(error) {}
};

/// The phone number is no phone number, or is banned (PHONE_NUMBER_*).
class InvalidPhone : public RpcError {
 public:
  explicit InvalidPhone(const RpcError& error) : RpcError(error) {}
};

}  // namespace strata
