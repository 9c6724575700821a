// Reads the clocks, the only place of the client that does.
#pragma once

#include "strata/mtproto/time.hpp"

#include <chrono>

namespace strata::detail {

/// Both clocks, as the protocol layer wants them.
inline mtproto::Now read_clocks() {
  mtproto::Now now;
  now.monotonic = std::chrono::steady_clock::now().time_since_epoch();
  now.unix_time = std::chrono::system_clock::now().time_since_epoch();
  return now;
}

/// A reading of the monotonic clock as a point in time for timers.
inline std::chrono::steady_clock::time_point to_time_point(std::chrono::nanoseconds monotonic) {
  return std::chrono::steady_clock::time_point(monotonic);
}

}  // namespace strata::detail
