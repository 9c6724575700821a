// What the owner of a Session decides: per session, and per call.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/mtproto/call_id.hpp"
#include "strata/mtproto/limits.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace strata::mtproto {

/// How outgoing messages are padded (B-03).
enum class Padding : std::uint8_t {
  /// To a few fixed sizes, so that similar messages look alike: for plain framings.
  buckets,
  /// By a random amount: for framings with TransportTraits::obfuscated.
  random,
};

/// May a call be sent again when nobody can tell whether the server has executed it? (G-17)
enum class Idempotency : std::uint8_t {
  /// No: then it fails with Errc::unknown_outcome. It is sent again only when the server says, or
  /// the protocol proves, that it was not received.
  write,
  /// Yes: the body carries a `random_id`, by which the server recognises the repetition.
  write_with_random_id,
  /// Yes: it changes nothing.
  read,
};

/// Which waiting call goes first.
enum class Priority : std::uint8_t { normal, high };

/// The properties of one call.
struct SendOptions {
  Idempotency idempotency = Idempotency::write;
  Priority priority = Priority::normal;
  /// The server executes the call after these (B-80): for what must not change its order, since
  /// anyone on the path can reorder packets (B-81). Calls that have completed are skipped; the
  /// list is copied. At most `limits::max_predecessors`.
  std::span<const CallId> after = {};
  /// Compress the body when that pays (B-65). Switch off for parts of files.
  bool compress = true;
  /// No other call in the same packet: for `upload.getFile` and `auth.bindTempAuthKey` (B-66,
  ///
  bool alone = false;
  /// Send as it is even while the connection is not initialised: for `auth.bindTempAuthKey`, and
  /// for a body that carries its own invokeWithLayer.
  bool without_init = false;
  /// Send it even while the session's temporary key is not bound yet: for auth.bindTempAuthKey
  /// itself, help.getConfig and help.getNearestDc.
  bool before_binding = false;
  /// Ask the transport for a quick acknowledgement; comes as CallQuickAcked (B-93).
  bool quick_ack = false;
};

/// How a session keeps its connection alive (B-90). All times count on the monotonic clock.
struct Liveness {
  /// Off for HTTP, which has no connection to keep (B-92).
  bool ping = true;
  /// Nothing received for so long: ping.
  std::chrono::nanoseconds ping_after_idle = limits::ping_after_idle;
  /// At least one ping in such a time, because the server closes after `disconnect_delay`.
  std::chrono::nanoseconds ping_every = limits::ping_every;
  /// Nothing at all received for so long after a ping: the connection is dead.
  std::chrono::nanoseconds pong_timeout = limits::pong_timeout;
  /// What the server is told: close when no ping came for so long. Whole seconds.
  std::chrono::seconds disconnect_delay = limits::disconnect_delay;
};

/// How long the server may hold back what it has to say, over HTTP (B-92). Whole milliseconds.
/// Spec: core.telegram.org/mtproto/service_messages#long-poll-connection
struct LongPoll {
  /// Gathers messages for so long before it answers.
  std::chrono::milliseconds max_delay = limits::long_poll_max_delay;
  /// Waits for more after the last message.
  std::chrono::milliseconds wait_after = limits::long_poll_wait_after;
  /// Answers after so long even with nothing to say.
  std::chrono::milliseconds max_wait = limits::long_poll_max_wait;
};

/// The properties of one session.
struct SessionOptions {
  Padding padding = Padding::buckets;
  /// Received packets may carry 0 to 15 bytes after the ciphertext: TransportTraits::pads_packets.
  bool transport_pads_packets = false;
  Liveness liveness = {};
  /// Set over HTTP: exactly one long poll is open at any time. Switch `liveness.ping` off then.
  std::optional<LongPoll> long_poll = {};
  /// Ask for server salts ahead of time (B-43).
  bool future_salts = true;
  /// Calls that are sent and unanswered at the same time, at most (B-84).
  std::size_t max_in_flight = limits::max_calls_in_flight;
  /// Calls that wait to be sent, at most; more are refused with Errc::overloaded (B-84).
  std::size_t max_queued = limits::max_calls_queued;
  /// Bytes of one object after decompression, at most (B-64).
  std::size_t max_inflated = limits::max_inflated;
  /// The key is a temporary one that is not bound yet: calls wait for Session::on_key_bound, but
  /// for those with SendOptions::before_binding.
  bool awaits_binding = false;
  /// What stands before a query until the server has answered one well: the bytes of
  /// `invokeWithLayer(layer, initConnection(…` up to the query (B-82). Empty: nothing does.
  Bytes init_prefix = {};
};

}  // namespace strata::mtproto
