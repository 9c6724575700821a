// Preambles: what a connection has to say and hear before its transport can carry packets.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/time.hpp"
#include "strata/mtproto/transport.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>

namespace strata::mtproto {

/// How far the peer's answer has come.
struct PreambleProgress {
  /// How many of the bytes given belong to the preamble: all of them until it is done. Those behind
  /// are the transport's first: `prepare`, copy, `commit`.
  std::size_t used = 0;
  bool is_done = false;
};

/// A procedure of one question and one answer, without a socket:
///
/// ```
///   write(start(now));  while (!done) { read; on_bytes(read) }      before Transport's first byte
///
///   idle ── start ──► waiting ── on_bytes ──► done
///                        └─ on_bytes, on_deadline, on_end ──► failed
/// ```
///
/// After a failure nothing more may be sent on the connection: close it, and never continue without
/// the preamble (C-15). Any split of the answer gives the same result; memory is bounded.
class Preamble {
 public:
  virtual ~Preamble() = default;
  Preamble(const Preamble&) = delete;
  Preamble& operator=(const Preamble&) = delete;

  /// What to write first. `now.unix_time` enters the hello of fake TLS, and proxies refuse a wrong
  /// one: pass the server's time where it is known.
  /// Errors: invalid_argument when it was started before.
  [[nodiscard]] Result<Bytes> start(Now now);

  /// Takes what the peer sent.
  /// Errors: proxy_handshake_failed, websocket_refused, bad_http; invalid_argument in another state
  /// than waiting.
  [[nodiscard]] Result<PreambleProgress> on_bytes(BytesView received);

  /// The peer closed the connection before the end: the error to report, with advice.
  [[nodiscard]] Error on_end();

  /// When to call `on_deadline`, in the monotonic clock; nothing unless waiting.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const noexcept;

  /// Errors: preamble_timeout when the deadline has passed.
  [[nodiscard]] Status on_deadline(Now now);

 protected:
  Preamble() = default;

  virtual Bytes compose(Now now) = 0;
  virtual Result<PreambleProgress> take(BytesView received) = 0;
  virtual Error ended_early() const = 0;

 private:
  enum class State { idle, waiting, done, failed };

  State state_ = State::idle;
  std::chrono::nanoseconds started_{};
};

/// Makes the preamble of one new connection with the same arguments as its transport, or null where
/// the kind needs none. `random` must outlive it.
/// Errors: invalid_argument (a secret or a host that the kind needs is missing or malformed).
[[nodiscard]] Result<std::unique_ptr<Preamble>> make_preamble(TransportKind kind,
                                                              crypto::RandomSource& random,
                                                              const TransportOptions& options);

}  // namespace strata::mtproto
