// While the connection is up: the read loop, and the pump that writes what is due.
#include "core/clock.hpp"
#include "net/link.hpp"

#include "strata/client/errors.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>

#include <algorithm>
#include <utility>

namespace strata::detail {
namespace {

/// Packets are collected up to this size, then written at once.
constexpr std::size_t write_size = 64 * 1024;

/// C-22, C-23: an on-path attacker can send -404, so a second connection must confirm it in time.
constexpr std::chrono::seconds key_refusal_window{60};

enum TransportCode : std::int32_t { key_unknown = -404, flooded = -429, wrong_dc = -444 };

Error refused(std::int32_t code) {
  return Error(ClientErrc::server_refused,
               "the server refused the connection with " + std::to_string(code));
}

}  // namespace

/// Connects session and channel for the time that the connection is up.
class Link::Connection {
 public:
  Connection(Link& link, std::shared_ptr<PacketChannel> channel) : link_(link) {
    const mtproto::TransportTraits traits = channel->traits();
    const auto padding = traits.obfuscated ? mtproto::Padding::random : mtproto::Padding::buckets;
    link_.session_->set_transport(padding, traits.pads_packets);
    const mtproto::Now now = read_clocks();
    link_.session_->on_connected(now);
    link_.reconnect_.on_connected(now.monotonic);
    link_.channel_ = std::move(channel);
    link_.ready_ = true;
    link_.failed_attempts_ = 0;
    link_.changed_.notify();
    link_.tell_change();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    link_.channel_->fail(Error(ClientErrc::connection_lost));
    link_.channel_.reset();
    link_.ready_ = false;
    if (link_.session_) link_.session_->on_disconnected(read_clocks());
    link_.due_.notify();
    link_.tell_change();
  }

 private:
  Link& link_;
};

asio::awaitable<Link::Loss> Link::serve(std::shared_ptr<PacketChannel> channel) {
  const Connection connection(*this, channel);
  log(LogLevel::info, "connected", {});
  if (std::exchange(was_ready_, true)) tell_gap(UpdateGap::reconnected);
  asio::co_spawn(environment_->strand, pump(shared_from_this(), channel), asio::detached);

  for (;;) {
    const Result<mtproto::TransportEvent> event = co_await channel->receive();
    if (!event) co_return Loss(event.error(), ConnectionLoss::lost);
    if (const auto* refusal = std::get_if<mtproto::TransportError>(&*event)) {
      co_return on_refusal(refusal->code);
    }
    const Status status = on_event(*event);
    if (!status) co_return Loss(status.error(), ConnectionLoss::lost);
  }
}

Status Link::on_event(const mtproto::TransportEvent& event) {
  if (const auto* packet = std::get_if<mtproto::PacketReceived>(&event)) {
    const Status status = session_->on_packet(read_clocks(), packet->payload);
    take_events();
    due_.notify();
    if (!status) return status;
    key_refused_at_.reset();
  } else if (const auto* ack = std::get_if<mtproto::QuickAck>(&event)) {
    session_->on_quick_ack(ack->token);
  }
  return {};
}

/// Writes until the connection ends. Woken by `due_` and by the one timer over all deadlines.
asio::awaitable<void> Link::pump(std::shared_ptr<Link> self,
                                 std::shared_ptr<PacketChannel> channel) {
  Buffer out;
  while (channel->is_open()) {
    self->check_deadlines(*channel);
    const Status collected = self->collect_packets(*channel, out);
    if (!collected) channel->fail(collected.error());
    self->take_events();
    if (!channel->is_open()) break;
    if (out.empty()) {
      co_await self->due_.wait(self->next_deadline(*channel));
    } else {
      (void)co_await channel->write(out.bytes());
    }
  }
}

void Link::check_deadlines(PacketChannel& channel) {
  const mtproto::Now now = read_clocks();
  const Status alive = session_->on_deadline(now);
  if (!alive) channel.fail(alive.error());
  channel.check(now);
}

/// Puts packets that are due into `out`, framed. The first is framed where it is written.
Status Link::collect_packets(PacketChannel& channel, Buffer& out) {
  const mtproto::Now now = read_clocks();
  out.clear();
  std::optional<mtproto::OutgoingPacket> packet = session_->write_packet(now, out);
  if (!packet) {
    out.clear();
    return {};
  }
  if (Status framed = channel.wrap(out, packet->request_quick_ack); !framed) return framed;

  Buffer more;
  while (out.size() < write_size && (packet = session_->write_packet(now, more))) {
    if (Status framed = channel.wrap(more, packet->request_quick_ack); !framed) return framed;
    out.append(more.bytes());
  }
  return {};
}

AsyncEvent::TimePoint Link::next_deadline(const PacketChannel& channel) const {
  auto deadline = AsyncEvent::TimePoint::max();
  if (const auto session = session_->deadline()) deadline = to_time_point(*session);
  if (const auto frame = channel.deadline()) deadline = std::min(deadline, to_time_point(*frame));
  return deadline;
}

// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-22)
Link::Loss Link::on_refusal(std::int32_t code) {
  if (code == key_unknown) return on_key_unknown();
  if (code == flooded) return Loss(refused(code), ConnectionLoss::flooded);
  if (code == wrong_dc) return Loss(refused(code), ConnectionLoss::unavailable);
  return Loss(refused(code), ConnectionLoss::lost);
}

// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-22, C-23)
Link::Loss Link::on_key_unknown() {
  const std::chrono::nanoseconds now = read_clocks().monotonic;
  const bool confirmed = key_refused_at_ && now - *key_refused_at_ <= key_refusal_window;
  key_refused_at_ = now;
  if (!confirmed) return Loss(refused(key_unknown), ConnectionLoss::unavailable);

  key_refused_at_.reset();
  const bool ends_login =
      target_.dc == environment_->account->home_dc() && environment_->account->user().has_value();
  if (ends_login) return Loss(Error(ClientErrc::auth_key_lost), ConnectionLoss::lost, true);

  // Nothing is lost with this key: make another one. What was under way was not executed.
  environment_->account->change_dc(target_.dc, [](DcEntry& dc) {
    dc.auth_key.reset();
    dc.authorized = false;
  });
  session_->close(Error(ClientErrc::connection_lost));
  take_events();
  session_.reset();
  return Loss(refused(key_unknown), ConnectionLoss::lost);
}

}  // namespace strata::detail
