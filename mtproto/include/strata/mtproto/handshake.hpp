// The key exchange: a procedure that makes an authorization key with a data centre.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/random.hpp"
#include "strata/crypto/rsa.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/time.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace strata::mtproto {

struct HandshakeOptions {
  /// The RSA keys of this environment; production and test keys are never mixed.
  crypto::ServerKeys keys = {};
  /// The data centre: its id, +10000 for a test data centre, negative for a media-only one.
  std::int32_t dc = 0;
  /// Set: makes a temporary key that the server forgets after this time (PFS, 60 s to 7 days).
  std::optional<std::chrono::seconds> expires_in = {};
  /// The ids of the keys that this account has already. A new key with one of them cannot be used
  /// beside the old one, so it is given up as auth_key_unusable.
  std::vector<std::uint64_t> known_key_ids = {};
  /// Budget of the whole exchange. More than the default needs `unsafe_limits`.
  std::chrono::nanoseconds deadline = limits::handshake_deadline;
  /// Allows a deadline up to `limits::max_handshake_deadline`.
  bool unsafe_limits = false;
};

/// Nothing to do but to wait for the next packet, or for the task that still runs.
struct HandshakeWait {};

/// Wrap this packet into the transport and write it.
struct SendPacket {
  Buffer packet;
};

/// Slow arithmetic (factorising pq, checking and computing Diffie-Hellman). Holds secrets and wipes
/// them when it is destroyed.
class HandshakeTask {
 public:
  class Work;

  explicit HandshakeTask(std::unique_ptr<Work> work);
  HandshakeTask(HandshakeTask&& other) noexcept;
  HandshakeTask& operator=(HandshakeTask&& other) noexcept;
  ~HandshakeTask();

  /// Computes; takes milliseconds, at worst about two seconds. Touches nothing but the task, so any
  /// thread may call it. Call once, then give the task back to Handshake::on_task. Dropping the
  /// task instead abandons the exchange.
  void run();

 private:
  friend class Handshake;
  std::unique_ptr<Work> work_;
};

/// Run the task on any thread and give it back to Handshake::on_task.
struct RunTask {
  HandshakeTask task;
};

/// The key is made.
struct HandshakeDone {
  crypto::AuthKey key;
  /// The first server salt.
  std::int64_t server_salt = 0;
  /// Server's Unix time minus the local monotonic clock.
  std::chrono::nanoseconds time_offset{};
  /// Server's Unix time at which a temporary key ends.
  std::optional<std::chrono::seconds> expires_at;
};

/// The attempt is over and its secrets are wiped (ABORT-HS). A new Handshake draws a new nonce; try
/// at most `limits::handshake_attempts` times, `limits::handshake_backoff` apart and doubling.
struct HandshakeFailed {
  Error error;
};

using HandshakeAction =
    std::variant<HandshakeWait, SendPacket, RunTask, HandshakeDone, HandshakeFailed>;

/// One attempt at one key, without I/O and without a clock (procedure: input in, action out).
///
/// ```
///   start ─ req_pq_multi → awaiting_res_pq ─ resPQ → factorizing ─ task → req_DH_params →
///   awaiting_dh_params ─ server_DH_params_ok → computing_dh ─ task → set_client_DH_params →
///   awaiting_dh_answer ─ dh_gen_ok → done;  dh_gen_retry → computing_dh (at most 5 times)
///   any check that fails, any other message, the deadline → failed
/// ```
///
/// Errors come as HandshakeFailed with a code of Errc's key exchange group. A transport error
/// (-404, -429, -444) during the exchange does not pass through here: drop the Handshake.
/// Destroying it at any moment wipes what it knows. Not thread-safe, tasks excepted.
/// Spec: core.telegram.org/mtproto/auth_key (A-01 … A-68)
class Handshake {
 public:
  enum class State {
    idle,
    awaiting_res_pq,
    factorizing,
    awaiting_dh_params,
    computing_dh,
    awaiting_dh_answer,
    done,
    failed,
  };

  /// `random` must outlive the object.
  Handshake(HandshakeOptions options, crypto::RandomSource& random);
  Handshake(Handshake&&) noexcept;
  Handshake& operator=(Handshake&&) noexcept;
  ~Handshake();

  /// Draws the nonce and gives the first packet. Call once.
  [[nodiscard]] HandshakeAction start(Now now);
  /// A packet that the transport received.
  [[nodiscard]] HandshakeAction on_packet(Now now, BytesView packet);
  /// The task of the last RunTask has run. A task of another attempt is ignored.
  [[nodiscard]] HandshakeAction on_task(Now now, HandshakeTask task);
  /// The connection was lost and there is another: gives the request again whose answer may have
  /// been lost with it, the same to the byte but for a new msg_id. Nothing to send while a task
  /// runs and at the end. Servers remember an attempt for ten minutes, which no deadline exceeds
  ///
  [[nodiscard]] HandshakeAction on_reconnected(Now now);
  /// The time of `deadline()` may have come; before that time nothing happens.
  [[nodiscard]] HandshakeAction on_deadline(Now now);

  /// When to call `on_deadline`, in the monotonic clock: the current step's share of the budget.
  [[nodiscard]] std::chrono::nanoseconds deadline() const noexcept;
  [[nodiscard]] State state() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace strata::mtproto
