// ProxyHandshake: what is said to a proxy before it passes bytes on, without I/O.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <cstddef>

namespace strata::detail {

/// What received bytes have led to.
struct ProxyProgress {
  /// How many of the bytes belong to the handshake, at least one. When it is done, those behind are
  /// the connection's first; otherwise pass them on again, after the reply.
  std::size_t used = 0;
  bool is_done = false;
  /// To be written next; may hold a password. Empty while more must be read.
  Bytes reply = {};
};

/// One attempt: write what `start` gives, then read and pass on until done. Any split of the input
/// gives the same result. After an error the connection is to be closed.
class ProxyHandshake {
 public:
  virtual ~ProxyHandshake() = default;
  [[nodiscard]] virtual Bytes start() = 0;
  /// Error: proxy_failed.
  [[nodiscard]] virtual Result<ProxyProgress> on_bytes(BytesView received) = 0;
};

}  // namespace strata::detail
