// Proxies that carry TCP connections: SOCKS5 and HTTP CONNECT.
#pragma once

#include "strata/client/stream.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace strata {

/// Where a proxy is, and who we are to it. The password is wiped with the object and never logged.
class Proxy {
 public:
  enum class Kind {
    socks5,        ///< RFC 1928, with the password method of RFC 1929
    http_connect,  ///< the method CONNECT of HTTP/1.1, with Basic authentication
  };

  /// `address` is "host:port" or "[ipv6]:port". User name and password are empty both, or have 1 to
  /// 255 bytes each. *Throws* Error (invalid_argument).
  Proxy(Kind kind, std::string_view address, std::string username = {}, std::string password = {});
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;
  ~Proxy();

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] const std::string& host() const noexcept { return host_; }
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] bool has_credentials() const noexcept { return !username_.empty(); }
  [[nodiscard]] const std::string& username() const noexcept { return username_; }
  [[nodiscard]] const std::string& password() const noexcept { return password_; }

 private:
  Kind kind_;
  std::uint16_t port_ = 0;
  std::string host_;
  std::string username_;
  std::string password_;
};

/// Opens streams through a proxy, which itself is reached by `inner`. The exchange with the proxy
/// takes ten seconds at most; what it refuses, or answers against the protocol, *throws*
/// TransportError (proxy_failed). Host names are resolved by the proxy.
Connector through_proxy(std::shared_ptr<const Proxy> proxy, Connector inner = tcp_connector());

}  // namespace strata
