// FloodGate: remembers which methods the server asked to leave alone for a while.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

namespace strata::detail {

/// Times are readings of one monotonic clock.
// Spec: core.telegram.org/api/errors#420-flood (G-12)
class FloodGate {
 public:
  /// The method (its constructor id) is not to be called before `until`.
  void block(std::uint32_t method, std::chrono::nanoseconds until);
  /// How long the method is still blocked; nothing when it is free.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> wait(std::uint32_t method,
                                                             std::chrono::nanoseconds now);

 private:
  std::map<std::uint32_t, std::chrono::nanoseconds> blocked_;
};

}  // namespace strata::detail
