// ReconnectProcedure: when and where to connect next, without I/O and without a clock.
#pragma once

#include "strata/client/reconnect_policy.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <variant>

namespace strata::detail {

/// Why a connection (or an attempt at one) ended.
enum class ConnectionLoss {
  lost,        ///< refused, broken, silent, or against the protocol
  flooded,     ///< transport error -429: the server asks to slow down
  unavailable  ///< the address did not work; another may
};

/// Connect to address number `address` after `delay`.
struct ConnectAfter {
  std::chrono::nanoseconds delay{};
  std::size_t address = 0;

  friend bool operator==(const ConnectAfter&, const ConnectAfter&) = default;
};

/// The policy allows no further attempt.
struct GiveUp {
  friend bool operator==(const GiveUp&, const GiveUp&) = default;
};

using ReconnectAction = std::variant<ConnectAfter, GiveUp>;

/// Counts attempts of one link. Times are readings of one monotonic clock.
// Spec: B-94
class ReconnectProcedure {
 public:
  /// A connection that held so long starts the count again.
  static constexpr std::chrono::seconds stable_after{60};
  /// Shortest pause after -429 (C-22).
  static constexpr std::chrono::seconds flood_delay{4};

  explicit ReconnectProcedure(std::shared_ptr<ReconnectPolicy> policy);

  /// The first attempt: at once.
  [[nodiscard]] static ReconnectAction start() { return ConnectAfter{}; }
  /// The connection is up.
  void on_connected(std::chrono::nanoseconds now) noexcept { connected_at_ = now; }
  /// It ended, or the attempt failed. `addresses` is how many there are, `jitter` in [0, 1).
  [[nodiscard]] ReconnectAction on_lost(std::chrono::nanoseconds now, ConnectionLoss loss,
                                        std::size_t addresses, double jitter);
  /// The network is known to be back: the count starts again.
  void on_network_restored() noexcept { attempt_ = 0; }

 private:
  std::shared_ptr<ReconnectPolicy> policy_;
  std::optional<std::chrono::nanoseconds> connected_at_;
  int attempt_ = 0;
  std::size_t address_ = 0;
};

}  // namespace strata::detail
