// Moves packets between a stream and its transport.
#include "net/packet_channel.hpp"

#include "core/clock.hpp"

#include "strata/client/errors.hpp"

#include <utility>

namespace strata::detail {
namespace {

/// Enough for most packets, so that most are read at once.
constexpr std::size_t read_size = 8 * 1024;

Error lost(const std::error_code& reason) {
  return Error(ClientErrc::connection_lost, "the connection was lost: " + reason.message());
}

}  // namespace

PacketChannel::PacketChannel(const asio::any_io_executor& strand, std::unique_ptr<Stream> stream,
                             std::unique_ptr<mtproto::Transport> transport)
    : stream_(std::move(stream)), transport_(std::move(transport)), alarm_(strand) {}

asio::awaitable<Result<mtproto::TransportEvent>> PacketChannel::receive() {
  while (!failure_) {
    Result<std::optional<mtproto::TransportEvent>> next = transport_->next();
    if (!next) {
      fail(next.error());
    } else if (!*next) {
      if (transport_->take_reply(read_clocks(), replies_) && on_reply_) on_reply_();
      const Status status = co_await read();
      if (!status) fail(status.error());
    } else {
      const Status tolerable = watch_.on_event(read_clocks(), **next);
      if (tolerable) co_return **next;
      fail(tolerable.error());
    }
  }
  co_return strata::fail(*failure_);
}

asio::awaitable<Status> PacketChannel::read() {
  std::error_code error;
  const MutableBytes space = transport_->prepare(read_size);
  const std::size_t count = co_await stream_->read_some(space, error);
  if (error) co_return strata::fail(lost(error));
  transport_->commit(count);
  watch_.on_read(read_clocks(), count, transport_->inside_frame());
  co_return Status();
}

void PacketChannel::take_replies(Buffer& out) {
  if (replies_.empty()) return;
  out.append(replies_.bytes());
  replies_.clear();
}

asio::awaitable<Status> PacketChannel::write(BytesView framed) {
  if (failure_) co_return strata::fail(*failure_);
  std::error_code error;
  co_await stream_->write(framed, error);
  // The position of the stream is part of the transport's state: no second try (C-09).
  if (error) fail(lost(error));
  if (failure_) co_return strata::fail(*failure_);
  co_return Status();
}

// The socket is gone when this returns: the key may go to another connection, and two at once would
// cost the login (AUTH_KEY_DUPLICATED). Spec: our rule (B-95)
void PacketChannel::fail(const Error& reason) {
  if (failure_) return;
  failure_ = reason;
  alarm_.cancel();
  if (reason.code() == ClientErrc::closed) {
    stream_->close();
  } else {
    stream_->abort();
  }
}

void PacketChannel::set_deadline(AsyncEvent::TimePoint deadline, const Error& reason) {
  alarm_.expires_at(deadline);
  alarm_.async_wait([weak = weak_from_this(), reason, deadline](const std::error_code& cancelled) {
    const std::shared_ptr<PacketChannel> self = weak.lock();
    // A wait that ended just before it was replaced still arrives without an error.
    if (!self || cancelled || self->alarm_.expiry() != deadline) return;
    self->fail(reason);
  });
}

void PacketChannel::clear_deadline() { alarm_.expires_at(AsyncEvent::TimePoint::max()); }

void PacketChannel::check(mtproto::Now now) {
  if (const Status status = watch_.on_deadline(now); !status) fail(status.error());
}

}  // namespace strata::detail
