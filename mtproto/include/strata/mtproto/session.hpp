// The encrypted session: calls in, packets out; packets in, events out.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/random.hpp"
#include "strata/mtproto/call_id.hpp"
#include "strata/mtproto/msg_id.hpp"
#include "strata/mtproto/session_events.hpp"
#include "strata/mtproto/session_options.hpp"
#include "strata/mtproto/session_state.hpp"
#include "strata/mtproto/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace strata::mtproto {

/// What the transport must know of a packet that `Session::write_packet` wrote.
struct OutgoingPacket {
  /// Pass on to Transport::wrap.
  bool request_quick_ack = false;
  /// The answer to this packet's HTTP request is the long poll: see Session::on_long_poll_end.
  bool long_poll = false;
};

/// One MTProto session under one authorization key, without I/O and without a clock (engine).
///
/// ```
///   calls     id = enqueue(body)            ─→  … CallResult | CallError | CallFailed, exactly one
///   out       while (write_packet(now, buffer)) wrap and write          after every other step
///   in        on_packet(now, payload);  while (event = next_event()) …  for each packet
///   time      at deadline(): on_deadline(now)
///   life      on_connected(now) … on_disconnected(now)                  any number of times
/// ```
///
/// It survives connections: calls, acknowledgements, message ids and the window of received ids
/// stay until the session is reset by a rule of the protocol. A function that returns an error asks
/// for CLOSE: discard the connection, call `on_disconnected`, connect again with backoff; whatever
/// is unanswered is then looked after. Events stay queued across all of that.
///
/// Every call completes exactly once, by one of the three events above, or without an event by
/// `cancel`. Memory is bounded by `limits.hpp` and by what the owner enqueues. Not thread-safe.
/// Spec: core.telegram.org/mtproto/description, …/service_messages (section B)
class Session {
 public:
  /// Builds the body of a call for the message id and the session_id under which it is about to go
  /// out.
  using BodyBuilder = std::function<Result<Bytes>(MsgId, std::int64_t session_id)>;

  /// A new session under a key that the handshake has just made: `time_offset` is the server's Unix
  /// time minus the local monotonic clock and is trusted. `random` must outlive the object.
  Session(crypto::AuthKey key, std::int64_t server_salt, std::chrono::nanoseconds time_offset,
          SessionOptions options, crypto::RandomSource& random);
  /// A session from a saved state. Its time is an estimate until a packet arrives.
  Session(Now now, SessionState state, SessionOptions options, crypto::RandomSource& random);
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  // Calls ------------------------------------------------------------------------------------

  /// Queues a call; `body` is the serialised function, a multiple of 4 bytes.
  /// Errors: overloaded (too many calls wait; try later), packet_too_large, invalid_argument.
  [[nodiscard]] Result<CallId> enqueue(Bytes body, const SendOptions& options = {});
  /// The same for a body that depends on its own msg_id, such as the encrypted_message of
  /// auth.bindTempAuthKey. The builder runs inside write_packet each time the call goes out;
  /// its error becomes the CallFailed. The body is neither compressed nor wrapped.
  [[nodiscard]] Result<CallId> enqueue(BodyBuilder builder, const SendOptions& options = {});
  /// Gives up a call: no event for it will follow, not even one that is queued already. The server
  /// is told with rpc_drop_answer when the call was written (B-74). Unknown ids are ignored.
  void cancel(CallId call);
  /// Asks the server to forget this session's key for good; a KeyDestroyed follows, unless the
  /// connection is lost for ever. Asked again on each connection until there is an answer. Not for
  /// a temporary key.
  void destroy_key();
  /// Ends the session: every call that is left completes with CallFailed(reason), nothing more is
  /// written, and later calls are refused with `reason`.
  void close(const Error& reason);

  // Packets ----------------------------------------------------------------------------------

  /// Takes one packet, decrypting it in place. Take all events before the next one.
  /// An error means CLOSE; nothing of a packet that fails its checks has any effect (B-06).
  [[nodiscard]] Status on_packet(Now now, MutableBytes packet);
  /// The transport's quick acknowledgement. Unknown tokens are ignored.
  void on_quick_ack(std::uint32_t token);
  /// The HTTP request that carried the packet with OutgoingPacket::long_poll is over, answered or
  /// failed (B-92). The next packet carries the next one.
  void on_long_poll_end();
  /// Writes what is due as one encrypted packet into `out`, whose content is replaced and whose
  /// headroom is left for the transport. Returns nothing when nothing is due. To be called until
  /// then; each packet once written must be sent or the connection be dropped.
  [[nodiscard]] std::optional<OutgoingPacket> write_packet(Now now, Buffer& out);
  /// The next event, in order. A body in it stays valid until the next `on_packet`, `close` or
  /// move.
  [[nodiscard]] std::optional<SessionEvent> next_event();

  // Life -------------------------------------------------------------------------------------

  /// A connection to the key's data centre is ready for packets. What was in flight on an earlier
  /// one is asked for or sent again.
  void on_connected(Now now);
  /// The connection is gone.
  void on_disconnected(Now now);
  /// When to call `on_deadline` and then `write_packet`, in the monotonic clock; nothing while
  /// there is nothing to wait for.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const;
  /// The time of `deadline()` has come; earlier calls do no harm. An error means CLOSE
  /// (connection_dead).
  [[nodiscard]] Status on_deadline(Now now);

  /// Replaces SessionOptions::init_prefix and wraps again from the next call on (layer or
  /// language changed, key bound).
  void set_init_prefix(Bytes prefix);
  /// The temporary key is bound: lets the waiting calls go, and initialises the connection again
  ///
  void on_key_bound();
  /// The connection has other properties than the last one.
  void set_transport(Padding padding, bool transport_pads_packets);

  // State ------------------------------------------------------------------------------------

  [[nodiscard]] SessionState export_state(Now now) const;
  [[nodiscard]] std::int64_t session_id() const noexcept;
  /// Server's Unix time minus the local monotonic clock, as known now.
  [[nodiscard]] std::chrono::nanoseconds time_offset() const noexcept;
  /// Is `time_offset` more than an estimate?
  [[nodiscard]] bool is_time_synchronized() const noexcept;
  /// Calls that have not completed.
  [[nodiscard]] std::size_t pending_calls() const noexcept;
  /// Bytes of memory that this session holds, itself included.
  [[nodiscard]] std::size_t memory_usage() const noexcept;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace strata::mtproto
