// Counts what the measured code allocates and copies.
#pragma once

#include <cstddef>

namespace strata::mtproto::bench {

struct Counts {
  std::size_t allocations = 0;
  /// By memcpy and memmove, in pieces of at least 48 bytes: what is smaller is a header or a field.
  std::size_t copied_bytes = 0;
};

/// Counts between construction and `stop()`; one at a time.
class Watch {
 public:
  Watch() noexcept;
  ~Watch() { static_cast<void>(stop()); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  Counts stop() noexcept;
};

}  // namespace strata::mtproto::bench
