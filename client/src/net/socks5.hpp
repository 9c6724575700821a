// SOCKS5, the client's side.
#pragma once

#include "net/proxy_handshake.hpp"

#include "strata/client/proxy.hpp"
#include "strata/client/stream.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace strata::detail {

/// ```
///   greeting → method ─┬─ password → accepted ─┬→ request → reply → done
///                      └───── no password ─────┘
/// ```
// Spec: RFC 1928, RFC 1929 (C-18)
class Socks5 final : public ProxyHandshake {
 public:
  /// The longest reply: four bytes, a domain of 255 with its length, a port.
  static constexpr std::size_t max_reply = 262;

  /// Error: invalid_argument for a host name that SOCKS5 cannot carry.
  [[nodiscard]] static Result<std::unique_ptr<ProxyHandshake>> make(
      std::shared_ptr<const Proxy> proxy, const Endpoint& target);

  Socks5(std::shared_ptr<const Proxy> proxy, Bytes request);

  [[nodiscard]] Bytes start() override;
  [[nodiscard]] Result<ProxyProgress> on_bytes(BytesView received) override;

 private:
  enum class State { method, password, reply, done };

  /// The size of the answer under way, as far as it is known yet.
  [[nodiscard]] Result<std::size_t> needed() const;
  /// The answer is complete: what to send next.
  [[nodiscard]] Result<Bytes> on_answer();
  [[nodiscard]] Result<Bytes> on_method();
  [[nodiscard]] Result<Bytes> on_password();

  std::shared_ptr<const Proxy> proxy_;
  Bytes request_;
  State state_ = State::method;
  std::array<std::uint8_t, max_reply> answer_{};
  std::size_t size_ = 0;
};

}  // namespace strata::detail
