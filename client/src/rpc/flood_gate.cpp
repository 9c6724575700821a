// Keeps and forgets the waits of methods.
#include "rpc/flood_gate.hpp"

#include <algorithm>

namespace strata::detail {

void FloodGate::block(std::uint32_t method, std::chrono::nanoseconds until) {
  std::chrono::nanoseconds& blocked = blocked_[method];
  blocked = std::max(blocked, until);
}

std::optional<std::chrono::nanoseconds> FloodGate::wait(std::uint32_t method,
                                                        std::chrono::nanoseconds now) {
  const auto found = blocked_.find(method);
  if (found == blocked_.end()) return std::nullopt;
  if (found->second <= now) {
    blocked_.erase(found);
    return std::nullopt;
  }
  return found->second - now;
}

}  // namespace strata::detail
