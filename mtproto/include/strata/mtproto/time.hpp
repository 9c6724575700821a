// The moment at which something happens, as every engine and procedure of this library is told it.
#pragma once

#include <chrono>

namespace strata::mtproto {

/// Both clocks at one moment. Nothing in this library reads a clock: the caller does, once per
/// event, and passes the reading on, so that tests run on a virtual clock.
struct Now {
  /// A clock that never jumps (since any fixed start); all deadlines are in this clock.
  std::chrono::nanoseconds monotonic{};
  /// Time since 1970-01-01 UTC as the local machine believes it; may be wrong and may jump.
  std::chrono::nanoseconds unix_time{};
};

}  // namespace strata::mtproto
