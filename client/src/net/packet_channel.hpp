// PacketChannel: one connection, a byte stream with a transport's framing over it.
#pragma once

#include "net/async_event.hpp"

#include "strata/base/buffer.hpp"
#include "strata/base/result.hpp"
#include "strata/client/stream.hpp"
#include "strata/mtproto/transport.hpp"
#include "strata/mtproto/transport_watch.hpp"

#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace strata::detail {

/// Receives events and sends packets until it fails or is closed; the first failure is what every
/// operation reports from then on. All use is on one strand.
class PacketChannel : public std::enable_shared_from_this<PacketChannel> {
 public:
  PacketChannel(const asio::any_io_executor& strand, std::unique_ptr<Stream> stream,
                std::unique_ptr<mtproto::Transport> transport);

  /// The next event. A payload in it stays valid until the next call.
  asio::awaitable<Result<mtproto::TransportEvent>> receive();

  /// Frames a packet in place. Everything framed must be written, in this order.
  [[nodiscard]] Status wrap(Buffer& packet, bool request_quick_ack) {
    return transport_->wrap(packet, request_quick_ack);
  }
  /// Appends what the transport itself has to say (a WebSocket's pong); to be written as well.
  void take_replies(Buffer& out);
  /// Called when there is something to take.
  void on_reply(std::function<void()> listener) { on_reply_ = std::move(listener); }
  /// Writes framed bytes; one write at a time.
  asio::awaitable<Status> write(BytesView framed);

  /// Ends the connection; whoever waits gets `reason`.
  void fail(const Error& reason);
  [[nodiscard]] bool is_open() const noexcept { return !failure_; }

  /// Fails with `reason` at `deadline` unless the deadline is moved or taken away before.
  void set_deadline(AsyncEvent::TimePoint deadline, const Error& reason);
  void clear_deadline();

  /// When `check` is due: the limit of a frame under way, if there is one (C-26).
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const noexcept {
    return watch_.deadline();
  }
  /// Fails the channel if the frame under way is too slow.
  void check(mtproto::Now now);

  [[nodiscard]] mtproto::TransportTraits traits() const noexcept { return transport_->traits(); }

 private:
  asio::awaitable<Status> read();

  std::unique_ptr<Stream> stream_;
  std::unique_ptr<mtproto::Transport> transport_;
  mtproto::TransportWatch watch_;
  asio::steady_timer alarm_;
  std::optional<Error> failure_;
  Buffer replies_;
  std::function<void()> on_reply_;
};

}  // namespace strata::detail
