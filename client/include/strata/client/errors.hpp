// The errors that client operations throw, and what each one knows.
#pragma once

#include "strata/base/error.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace strata {

/// What went wrong in the client itself. Errors that come from a lower layer keep that layer's code
/// (`mtproto::Errc`, `tl::DecodeErrc`, …); errors that Telegram answered have `rpc_category()`.
enum class ClientErrc {
  // TransportError
  connect_failed = 1,  ///< no address of the data centre could be reached
  connection_lost,     ///< the connection ended while the call waited
  timed_out,           ///< the call's or the connection attempt's deadline passed
  reconnect_failed,    ///< the reconnect policy gave up
  unknown_outcome,     ///< the server may or may not have executed the call
  overloaded,          ///< too many calls are queued
  proxy_failed,        ///< the proxy refused the connection or does not speak its protocol
  server_refused,      ///< a transport error code of the server (-429, -444, …)
  // ProtocolError
  unexpected_answer,  ///< the server answered with something that the method cannot return
  unknown_dc,         ///< a data centre that no configuration names
  migration_failed,   ///< too many or circular redirections between data centres
  // SecurityError
  auth_key_lost,        ///< the server does not know the authorisation key any more
  auth_key_duplicated,  ///< the key was used twice at once; it is dead (406)
  // SessionError
  session_corrupt,      ///< the stored session is damaged; it was not touched
  session_version,      ///< the stored session was written by a newer version
  session_insecure,     ///< the session file is readable or writable by others
  session_not_a_file,   ///< the session path is a folder, a link or a device
  session_io,           ///< reading or writing the session failed
  session_bad_string,   ///< the text is not a session string
  session_in_use,       ///< another client holds the stored session
  session_passphrase,   ///< the stored session is encrypted, and not under this passphrase
  session_environment,  ///< the session belongs to the test or the production environment
  // Error
  cancelled,          ///< the caller cancelled the operation
  closed,             ///< the client was disconnected or shut down
  already_connected,  ///< connect on a connected client
  not_connected,      ///< the client was never connected
  not_authorized,     ///< the operation needs a login
  invalid_argument,   ///< an argument that cannot be sent
  file_io,            ///< a file on this machine cannot be read or written
  missing_api_id,     ///< no api_id was given to the builder
  missing_api_hash,   ///< no api_hash was given to the builder
};

/// The category of ClientErrc.
const std::error_category& client_category() noexcept;
/// The category of errors that Telegram answered; the value is its code (400, 420, …).
const std::error_category& rpc_category() noexcept;

inline std::error_code make_error_code(ClientErrc code) noexcept {
  return {static_cast<int>(code), client_category()};
}

/// An answer `rpc_error` taken apart.
class RpcErrorDetail : public ErrorDetail {
 public:
  RpcErrorDetail(std::int32_t code, std::string text, std::string method);

  [[nodiscard]] std::int32_t code() const noexcept { return code_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::optional<std::int32_t> value() const noexcept { return value_; }
  [[nodiscard]] const std::string& method() const noexcept { return method_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  std::int32_t code_;
  std::optional<std::int32_t> value_;
  std::string name_;
  std::string method_;
  std::string text_;
};

/// Telegram refused a call. `FLOOD_WAIT_42` has the name `FLOOD_WAIT` and the value 42;
/// `FILE_PART_7_MISSING` has the name `FILE_PART_MISSING` and the value 7.
///
/// ```
/// try { co_await client.invoke(request); }
/// catch (const RpcError& error) { if (error.is("PEER_ID_INVALID")) …; }
/// ```
class RpcError : public Error {
 public:
  /// Takes the answer's code and text; `method` is the TL name of the call
  /// ("messages.sendMessage"). Text outside the grammar [A-Z0-9_]+ is kept as it is, without a
  /// value; a code that Telegram does not document counts as 500.
  RpcError(std::int32_t code, std::string_view text, std::string method);

  /// The RPC error that `error` is a copy of, or nothing when it is another kind of error.
  [[nodiscard]] static std::optional<RpcError> from(const Error& error);

  /// 303, 400, 401, 403, 404, 406, 420 or 500 …
  [[nodiscard]] std::int32_t code() const noexcept { return info().code(); }
  /// The name without its number.
  [[nodiscard]] const std::string& name() const noexcept { return info().name(); }
  /// The number in the text, if there is one (≤ 9 digits).
  [[nodiscard]] std::optional<std::int32_t> value() const noexcept { return info().value(); }
  /// The TL name of the method that failed.
  [[nodiscard]] const std::string& method() const noexcept { return info().method(); }
  /// The text as Telegram sent it; `what()` adds code, method and advice.
  [[nodiscard]] const std::string& message() const noexcept { return info().text(); }

  /// What the error means and what to do, in half a sentence; empty for names that say it all.
  [[nodiscard]] std::string_view advice() const noexcept;

  /// Compares the name; `*` at either end stands for any characters ("PHONE_CODE_*").
  [[nodiscard]] bool is(std::string_view pattern) const noexcept;

  /// FLOOD_WAIT, FLOOD_PREMIUM_WAIT, SLOWMODE_WAIT and the other 420 errors that name a time.
  [[nodiscard]] bool is_flood_wait() const noexcept { return wait_time().has_value(); }
  /// How long Telegram asks to wait (1 s … 14 days), for errors that ask.
  [[nodiscard]] std::optional<std::chrono::seconds> wait_time() const noexcept;
  /// PHONE_, NETWORK_, USER_, FILE_ or STATS_MIGRATE_X: the data centre X (1 … 1000).
  [[nodiscard]] std::optional<int> migrate_dc() const noexcept;
  /// 500 class and -503: the server failed, a later attempt may succeed.
  [[nodiscard]] bool is_internal() const noexcept;
  /// 401: this session is not logged in any more (password needed is not among them).
  [[nodiscard]] bool is_logged_out() const noexcept;

 private:
  explicit RpcError(const Error& error) : Error(error) {}
  [[nodiscard]] const RpcErrorDetail& info() const noexcept { return *detail<RpcErrorDetail>(); }
};

/// The connection could not be made, was lost, or did not answer in time.
class TransportError : public Error {
 public:
  using Error::Error;
  explicit TransportError(const Error& error) : Error(error) {}

  /// The code by which the server refused the connection (-429, -444, …), for server_refused.
  [[nodiscard]] std::optional<std::int32_t> server_code() const noexcept;
};

/// The peer broke the MTProto protocol.
class ProtocolError : public Error {
 public:
  using Error::Error;
  explicit ProtocolError(const Error& error) : Error(error) {}
};

/// A check that protects against an attacker failed, or the authorisation key is gone.
class SecurityError : public Error {
 public:
  using Error::Error;
  explicit SecurityError(const Error& error) : Error(error) {}
};

/// An answer does not decode as the type that its method returns.
class DecodeError : public Error {
 public:
  using Error::Error;
  explicit DecodeError(const Error& error) : Error(error) {}
};

/// The stored session cannot be read or written.
class SessionError : public Error {
 public:
  using Error::Error;
  explicit SessionError(const Error& error) : Error(error) {}
};

/// The caller cancelled the operation.
class Cancelled : public Error {
 public:
  Cancelled();
  explicit Cancelled(const Error& error) : Error(error) {}
};

/// The client was disconnected or shut down.
class ClosedError : public Error {
 public:
  ClosedError();
  explicit ClosedError(const Error& error) : Error(error) {}
};

/// Throws `error` as the type above that its code belongs to; as Error when it belongs to none.
[[noreturn]] void throw_error(const Error& error);

}  // namespace strata

template <>
struct std::is_error_code_enum<strata::ClientErrc> : std::true_type {};
