// ClientBuilder: the fluent way to configure and connect a client.
#pragma once

#include "strata/client/config.hpp"

#include <asio/awaitable.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace strata {

class Client;

/// Collects settings; `connect` makes the client.
///
/// ```
/// Client client = co_await Client::builder()
///                     .api_id(12345).api_hash("0123…").session("bot.session").connect();
/// ```
class ClientBuilder {
 public:
  ClientBuilder();

  /// The application's credentials from my.telegram.org; both are required.
  ClientBuilder& api_id(int id);
  ClientBuilder& api_hash(std::string hash);

  /// Keeps the session in this file. Default: "session.session".
  ClientBuilder& session(std::filesystem::path file);
  /// Keeps the session in this file, encrypted; see make_encrypted_file_backend.
  ClientBuilder& encrypted_session(std::filesystem::path file, std::string_view passphrase);
  ClientBuilder& session(std::shared_ptr<SessionBackend> backend);
  /// Starts from a text made by Client::export_session_string.
  ClientBuilder& session_string(std::string_view text);
  /// Keeps nothing.
  ClientBuilder& in_memory();

  /// Connects to "ip:port" instead of the built-in address of the home data centre. With an address
  /// given by hand, those in the server's configuration are not asked for.
  ClientBuilder& dc_addr(std::string address);
  /// The same for any data centre.
  ClientBuilder& dc_addr(int dc, std::string address);
  /// Where a new session starts; a stored session knows its own. Default: 2.
  ClientBuilder& home_dc(int dc);
  /// Telegram's test environment.
  ClientBuilder& test_environment(bool on = true);
  /// Adds a public server key in PEM; the built-in ones are not used then.
  /// Such a client connects to no address of Telegram's (invalid_argument), see unsafe_server_keys.
  ClientBuilder& server_key(std::string pem);
  /// Lets keys added by `server_key` vouch for Telegram's own addresses too; only for tests.
  ClientBuilder& unsafe_server_keys(bool on = true);
  ClientBuilder& allow_ipv6(bool on = true);
  /// For tests: the server may name addresses of this machine or link as its own. Without,
  /// loopback, link-local and multicast addresses in its configuration are ignored.
  ClientBuilder& allow_local_addresses(bool on = true);

  /// Default: abridged.
  ClientBuilder& transport(mtproto::TransportKind kind);
  ClientBuilder& connector(Connector connector);
  /// Goes through a proxy at "host:port". *Throws* Error (invalid_argument) for an address or
  /// credentials that cannot be, see Proxy.
  ClientBuilder& socks5(std::string_view address, std::string username = {},
                        std::string password = {});
  /// The same through HTTP CONNECT.
  ClientBuilder& http_proxy(std::string_view address, std::string username = {},
                            std::string password = {});
  /// Goes through an MTProxy, given by its link (`tg://proxy?server=…&port=…&secret=…`). It decides
  /// about the transport. *Throws* Error for a link that cannot be used.
  ClientBuilder& mtproxy(std::string_view link);

  /// Perfect forward secrecy: calls go under temporary keys, which live for `key_life` (60 s to 7
  /// days), are kept in memory only and renewed in the background. Default: off.
  ClientBuilder& perfect_forward_secrecy(bool on = true,
                                         std::chrono::seconds key_life = std::chrono::hours{24});

  ClientBuilder& retry_policy(std::shared_ptr<RetryPolicy> policy);
  ClientBuilder& reconnect_policy(std::shared_ptr<ReconnectPolicy> policy);
  /// Limit of a call that names none, retries included. Default: 60 s.
  ClientBuilder& call_timeout(std::chrono::milliseconds limit);
  ClientBuilder& connect_timeout(std::chrono::milliseconds limit);
  ClientBuilder& handshake_timeout(std::chrono::milliseconds limit);
  ClientBuilder& shutdown_timeout(std::chrono::milliseconds limit);

  ClientBuilder& device_model(std::string text);
  ClientBuilder& system_version(std::string text);
  ClientBuilder& app_version(std::string text);
  ClientBuilder& system_lang_code(std::string code);
  ClientBuilder& lang_pack(std::string name);
  ClientBuilder& lang_code(std::string code);

  /// Where slow arithmetic and the session backend run. Default: asio::system_executor.
  ClientBuilder& worker_executor(asio::any_io_executor executor);
  ClientBuilder& log(LogSink sink, LogLevel least = LogLevel::info);

  [[nodiscard]] const ClientConfig& config() const noexcept { return config_; }

  /// Loads the session (or makes a key) and connects to the home data centre.
  ///
  /// *Throws* SessionError when the stored session cannot be used (it is not touched then),
  /// TransportError when no server answers, SecurityError when the server cannot prove who it is,
  /// Error for missing credentials.
  /// *Cancellation*: ends the attempt.
  asio::awaitable<Client> connect(asio::any_io_executor executor) const;
  /// The same on the executor of the calling coroutine.
  asio::awaitable<Client> connect() const;

 private:
  static asio::awaitable<Client> connect_with(ClientConfig config, asio::any_io_executor executor);

  ClientConfig config_;
};

}  // namespace strata
