// Decides when to ping and when a silent connection counts as dead.
#pragma once

#include "strata/mtproto/session_options.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace strata::mtproto::session {

/// The life signs of one connection at a time. Any verified packet is one; a ping is sent into
/// silence, and regularly because the server closes connections without pings.
/// Spec: core.telegram.org/mtproto/service_messages#deferred-connection-closure--ping (B-90, B-91)
class KeepAlive {
 public:
  explicit KeepAlive(const Liveness& options) noexcept : options_(options) {}

  void on_connected(std::chrono::nanoseconds now) noexcept;
  void on_disconnected() noexcept { connected_ = false; }
  /// A verified packet came.
  void on_received(std::chrono::nanoseconds now) noexcept;
  /// A ping went out.
  void on_ping(std::chrono::nanoseconds now, std::int64_t ping_id) noexcept;
  /// Ping at the next opportunity: there is something to find out, or a ping was refused.
  void request_ping() noexcept { requested_ = options_.ping; }

  [[nodiscard]] bool is_due(std::chrono::nanoseconds now) const noexcept;
  [[nodiscard]] bool is_dead(std::chrono::nanoseconds now) const noexcept;
  /// When either of the two becomes true; nothing without a connection.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const noexcept;
  /// Is this one of the last pings? (B-44)
  [[nodiscard]] bool is_ours(std::int64_t ping_id) const noexcept;

 private:
  [[nodiscard]] std::chrono::nanoseconds next_ping() const noexcept;

  Liveness options_;
  std::chrono::nanoseconds last_received_{};
  std::chrono::nanoseconds last_ping_{};
  std::array<std::int64_t, 4> ping_ids_{};
  std::size_t pings_ = 0;
  bool connected_ = false;
  bool awaits_life_ = false;
  bool requested_ = false;
};

}  // namespace strata::mtproto::session
