// HTTP CONNECT, the client's side.
#pragma once

#include "net/proxy_handshake.hpp"

#include "strata/client/proxy.hpp"
#include "strata/client/stream.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace strata::detail {

/// One request, one response head; what follows the head is the connection. Redirects are refusals.
// Spec: RFC 9110, section 9.3.6 (C-18)
class HttpConnect final : public ProxyHandshake {
 public:
  /// Bytes of a response head, its empty line included.
  static constexpr std::size_t max_head = 8 * 1024;

  /// Error: invalid_argument for a host name that a request cannot carry.
  [[nodiscard]] static Result<std::unique_ptr<ProxyHandshake>> make(
      std::shared_ptr<const Proxy> proxy, const Endpoint& target);

  HttpConnect(std::shared_ptr<const Proxy> proxy, std::string authority)
      : proxy_(std::move(proxy)), authority_(std::move(authority)) {}

  [[nodiscard]] Bytes start() override;
  [[nodiscard]] Result<ProxyProgress> on_bytes(BytesView received) override;

 private:
  [[nodiscard]] Status take(char next);
  [[nodiscard]] Status on_head() const;

  std::shared_ptr<const Proxy> proxy_;
  std::string authority_;
  std::string head_;
  bool is_done_ = false;
};

}  // namespace strata::detail
