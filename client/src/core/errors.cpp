// The categories of the client's errors, and which exception class a code belongs to.
#include "strata/client/errors.hpp"

#include "strata/mtproto/errors.hpp"

namespace strata {
namespace {

class ClientCategory final : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "strata.client"; }
  [[nodiscard]] std::string message(int value) const override;
};

class RpcCategory final : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "telegram"; }
  [[nodiscard]] std::string message(int value) const override {
    return "Telegram answered with error " + std::to_string(value);
  }
};

const char* describe(ClientErrc code) {
  switch (code) {
    case ClientErrc::connect_failed:
      return "no address of the data centre could be reached; check the network";
    case ClientErrc::connection_lost:
      return "the connection was lost before the answer came";
    case ClientErrc::timed_out:
      return "the deadline passed before the answer came";
    case ClientErrc::reconnect_failed:
      return "the reconnect policy gave up";
    case ClientErrc::unknown_outcome:
      return "the connection was lost: the server may or may not have executed the call";
    case ClientErrc::overloaded:
      return "too many calls are queued; wait for some to finish";
    case ClientErrc::proxy_failed:
      return "the proxy refused the connection; check its address and credentials";
    case ClientErrc::server_refused:
      return "the server refused the connection";
    case ClientErrc::unexpected_answer:
      return "the server answered with something that the method cannot return";
    case ClientErrc::unknown_dc:
      return "no address of this data centre is known";
    case ClientErrc::migration_failed:
      return "the server sends the call from one data centre to another without end";
    case ClientErrc::auth_key_lost:
      return "the server does not know the authorisation key any more; log in again";
    case ClientErrc::auth_key_duplicated:
      return "the authorisation key was used twice at once and is dead; log in again";
    case ClientErrc::session_corrupt:
      return "the stored session is damaged; restore a backup or delete it to log in again";
    case ClientErrc::session_version:
      return "the stored session was written by a newer version of this library";
    case ClientErrc::session_insecure:
      return "others may read or write the session file; set its mode to 0600";
    case ClientErrc::session_not_a_file:
      return "the session path is not a regular file";
    case ClientErrc::session_io:
      return "reading or writing the session failed";
    case ClientErrc::session_bad_string:
      return "the text is not a session string";
    case ClientErrc::session_in_use:
      return "another client uses this session; one session serves one client at a time";
    case ClientErrc::session_passphrase:
      return "the stored session is encrypted and this passphrase does not open it";
    case ClientErrc::session_environment:
      return "the session belongs to the other environment (test or production)";
    case ClientErrc::cancelled:
      return "the operation was cancelled";
    case ClientErrc::closed:
      return "the client was closed";
    case ClientErrc::already_connected:
      return "the client is connected already";
    case ClientErrc::not_connected:
      return "the client is not connected";
    case ClientErrc::not_authorized:
      return "log in first";
    case ClientErrc::invalid_argument:
      return "invalid argument";
    case ClientErrc::file_io:
      return "a file on this machine cannot be read or written";
    case ClientErrc::missing_api_id:
      return "no api_id: get one at my.telegram.org and give it to the builder";
    case ClientErrc::missing_api_hash:
      return "no api_hash: get one at my.telegram.org and give it to the builder";
  }
  return "unknown client error";
}

std::string ClientCategory::message(int value) const {
  return describe(static_cast<ClientErrc>(value));
}

bool between(ClientErrc code, ClientErrc first, ClientErrc last) {
  return code >= first && code <= last;
}

[[noreturn]] void throw_client_error(ClientErrc code, const Error& error) {
  if (between(code, ClientErrc::connect_failed, ClientErrc::server_refused)) {
    throw TransportError(error);
  }
  if (between(code, ClientErrc::unexpected_answer, ClientErrc::migration_failed)) {
    throw ProtocolError(error);
  }
  if (between(code, ClientErrc::auth_key_lost, ClientErrc::auth_key_duplicated)) {
    throw SecurityError(error);
  }
  if (between(code, ClientErrc::session_corrupt, ClientErrc::session_environment)) {
    throw SessionError(error);
  }
  if (code == ClientErrc::cancelled) throw Cancelled(error);
  if (code == ClientErrc::closed) throw ClosedError(error);
  throw Error(error);
}

/// What fails in the key exchange, or because of the key, is a question of security.
[[noreturn]] void throw_protocol_error(const Error& error) {
  using mtproto::Errc;
  const auto code = static_cast<Errc>(error.code().value());
  const bool exchange = code >= Errc::malformed && code <= Errc::auth_key_unusable;
  const bool key = code == Errc::unknown_auth_key || code == Errc::msg_key_mismatch;
  if (exchange || key) throw SecurityError(error);
  if (code == Errc::handshake_timeout || code == Errc::connection_dead) throw TransportError(error);
  throw ProtocolError(error);
}

}  // namespace

const std::error_category& client_category() noexcept {
  static const ClientCategory category;
  return category;
}

const std::error_category& rpc_category() noexcept {
  static const RpcCategory category;
  return category;
}

Cancelled::Cancelled() : Error(ClientErrc::cancelled) {}
ClosedError::ClosedError() : Error(ClientErrc::closed) {}

void throw_error(const Error& error) {
  const std::error_code code = error.code();
  if (const auto rpc = RpcError::from(error)) throw RpcError(*rpc);
  if (code.category() == client_category()) {
    throw_client_error(static_cast<ClientErrc>(code.value()), error);
  }
  const std::string_view layer = code.category().name();
  if (code.category() == mtproto::error_category()) throw_protocol_error(error);
  if (layer == "strata.crypto") throw SecurityError(error);
  if (layer == "strata.tl.decode") throw DecodeError(error);
  if (code.category() == std::system_category()) throw TransportError(error);
  throw Error(error);
}

}  // namespace strata
