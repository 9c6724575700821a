// ReconnectPolicy: how long to wait before the next connection attempt.
#pragma once

#include <chrono>
#include <memory>
#include <optional>

namespace strata {

/// Decides after each failed or lost connection. Called on the strand of one client.
class ReconnectPolicy {
 public:
  virtual ~ReconnectPolicy() = default;
  /// The delay before attempt number `attempt` (1 = first after a loss), or nothing to give up.
  /// `jitter` is uniform in [0, 1).
  virtual std::optional<std::chrono::milliseconds> next_delay(int attempt, double jitter) = 0;
};

/// 0, then 0.25 s doubling up to 30 s, ±20 %: the default.
std::shared_ptr<ReconnectPolicy> exponential_backoff(
    std::chrono::milliseconds first = std::chrono::milliseconds{250},
    std::chrono::milliseconds cap = std::chrono::seconds{30});
/// Always the same pause.
std::shared_ptr<ReconnectPolicy> fixed_interval(std::chrono::milliseconds interval);
/// A lost connection ends the client.
std::shared_ptr<ReconnectPolicy> never_reconnect();

}  // namespace strata
