// ClientConfig: everything a client can be told; ClientBuilder fills it.
#pragma once

#include "strata/client/logging.hpp"
#include "strata/client/reconnect_policy.hpp"
#include "strata/client/retry_policy.hpp"
#include "strata/client/session_backend.hpp"
#include "strata/client/stream.hpp"

#include <asio/any_io_executor.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace strata {

class Proxy;

namespace mtproto {
enum class TransportKind;
struct ProxyLink;
}  // namespace mtproto

/// Settings of a client; the values here are the defaults.
struct ClientConfig {
  ClientConfig();

  int api_id = 0;
  std::string api_hash;
  std::shared_ptr<SessionBackend> session;  ///< null: a file "session.session"
  /// Keeps nothing, whatever `session` says; each client that connects starts anew.
  bool in_memory = false;

  /// The environment with its own data centres and accounts.
  bool test_environment = false;
  int home_dc = 2;  ///< where a new session starts
  /// Addresses "ip:port" that replace the built-in ones (for a local data centre); number 0 stands
  /// for the home data centre.
  std::map<int, std::string> dc_addresses;
  /// Public RSA keys of the servers in PEM; empty: the production (or test) keys built in.
  std::vector<std::string> server_keys;
  /// Lets `server_keys` vouch for Telegram's own addresses too. Only for tests: whoever holds such
  /// a key's other half can read along.
  bool unsafe_server_keys = false;
  bool allow_ipv6 = false;
  /// Believe a server that names addresses of this machine or link, as a data centre for tests
  /// does.
  bool allow_local_addresses = false;

  mtproto::TransportKind transport;
  Connector connector;  ///< null: tcp_connector()
  /// SOCKS5 or HTTP CONNECT, reached by `connector`; null: none.
  std::shared_ptr<const Proxy> proxy;
  /// An MTProxy, which stands for every data centre and decides about the transport; null: none.
  std::shared_ptr<const mtproto::ProxyLink> mtproxy;

  /// Talks under temporary keys that the permanent key only vouches for, so that who gets hold of
  /// the stored session cannot read what was said before.
  bool perfect_forward_secrecy = false;
  /// How long a temporary key lives; 60 s to 7 days.
  std::chrono::seconds temporary_key_life = std::chrono::hours{24};

  std::shared_ptr<RetryPolicy> retry_policy;          ///< null: auto_sleep()
  std::shared_ptr<ReconnectPolicy> reconnect_policy;  ///< null: exponential_backoff()
  std::chrono::milliseconds call_timeout = std::chrono::seconds{60};
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{10};
  std::chrono::milliseconds handshake_timeout = std::chrono::seconds{10};
  std::chrono::milliseconds shutdown_timeout = std::chrono::seconds{2};

  /// What Telegram shows in the list of logged-in devices.
  std::string device_model = "Linux";
  std::string system_version = "1.0";
  std::string app_version;  ///< empty: the library's version
  std::string system_lang_code = "en";
  std::string lang_pack;
  std::string lang_code = "en";

  /// Runs slow arithmetic and the session backend; empty: asio::system_executor.
  asio::any_io_executor worker_executor;

  LogSink log_sink;  ///< null: silent
  LogLevel log_level = LogLevel::info;
};

}  // namespace strata
