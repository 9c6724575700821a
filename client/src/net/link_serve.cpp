// While the connection is up: the read loop, and the pump that writes what is due.
#include "core/clock.hpp"
#include "net/link.hpp"
#include "net/server_refusal.hpp"

#include "strata/client/errors.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>

#include <algorithm>
#include <utility>

namespace strata::detail {
namespace {

/// Packets are collected up to this size, then written at once.
constexpr std::size_t write_size = 64 * 1024;

Error refused(std::int32_t code) { return server_refusal("the connection", code); }

}  // namespace

/// Connects session and channel for the time that the connection is up.
class Link::Connection {
 public:
  Connection(Link& link, std::shared_ptr<PacketChannel> channel) : link_(link) {
    link_.channel_ = std::move(channel);
    link_.channel_->on_reply([&link] { link.due_.notify(); });
    link_.each_session([&](const In& in) { link_.attach(*in); });
    link_.reconnect_.on_connected(read_clocks().monotonic);
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
    link_.each_session([](const In& in) { in->session.on_disconnected(read_clocks()); });
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

/// The session learns which connection it has.
void Link::attach(LinkSession& session) {
  const mtproto::TransportTraits traits = channel_->traits();
  const auto padding = traits.obfuscated ? mtproto::Padding::random : mtproto::Padding::buckets;
  session.session.set_transport(padding, traits.pads_packets);
  session.session.on_connected(read_clocks());
}

/// The one with the packet's key; the current one judges what belongs to none.
Link::In Link::session_of(BytesView packet) const {
  In found = session_;
  if (packet.size() < sizeof(std::uint64_t)) return found;
  const auto key_id = load_le<std::uint64_t>(packet.data());
  each_session([&](const In& in) {
    if (in->key_id == key_id) found = in;
  });
  return found;
}

Status Link::on_event(const mtproto::TransportEvent& event) {
  if (const auto* packet = std::get_if<mtproto::PacketReceived>(&event)) {
    const In in = session_of(packet->payload);
    const Status status = in->session.on_packet(read_clocks(), packet->payload);
    take_events_of(in);
    due_.notify();
    if (!status) return status;
    key_refusals_.on_verified();
    wrong_dc_count_ = 0;
  } else if (const auto* ack = std::get_if<mtproto::QuickAck>(&event)) {
    each_session([&](const In& in) { in->session.on_quick_ack(ack->token); });
  }
  return {};
}

/// Writes until the connection ends. Woken by `due_` and by the one timer over all deadlines.
asio::awaitable<void> Link::pump(std::shared_ptr<Link> self,
                                 std::shared_ptr<PacketChannel> channel) {
  Buffer out;
  while (channel->is_open()) {
    self->check_deadlines(*channel);
    self->change_keys();
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
  each_session([&](const In& in) {
    const Status alive = in->session.on_deadline(now);
    if (!alive) channel.fail(alive.error());
  });
  channel.check(now);
}

/// Puts packets that are due into `out`, framed. The first is framed where it is written.
Status Link::collect_packets(PacketChannel& channel, Buffer& out) {
  const mtproto::Now now = read_clocks();
  Status framed;
  out.clear();
  Buffer more;
  each_session([&](const In& in) {
    while (framed && out.size() < write_size) {
      Buffer& packet = out.empty() ? out : more;
      const auto written = in->session.write_packet(now, packet);
      if (!written) {
        if (&packet == &out) out.clear();
        break;
      }
      framed = channel.wrap(packet, written->request_quick_ack);
      if (framed && &packet == &more) out.append(more.bytes());
    }
  });
  channel.take_replies(out);
  return framed;
}

AsyncEvent::TimePoint Link::next_deadline(const PacketChannel& channel) const {
  auto deadline = AsyncEvent::TimePoint::max();
  each_session([&](const In& in) {
    if (const auto due = in->session.deadline()) {
      deadline = std::min(deadline, to_time_point(*due));
    }
  });
  if (const auto frame = channel.deadline()) deadline = std::min(deadline, to_time_point(*frame));
  const bool waits_for_renewal =
      temporary_keys_.in_use() && !temporary_keys_.unbound() && !is_renewing_;
  if (waits_for_renewal) {
    if (const auto renewal = temporary_keys_.deadline()) {
      const auto left = *renewal - server_now();
      deadline = std::min(deadline, to_time_point(read_clocks().monotonic + left));
    }
  }
  return deadline;
}

// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-22)
Link::Loss Link::on_refusal(std::int32_t code) {
  if (code == key_unknown) return on_key_unknown();
  if (code == flooded) return Loss(refused(code), ConnectionLoss::flooded);
  if (code == wrong_dc) return on_wrong_dc(refused(code));
  return Loss(refused(code), ConnectionLoss::lost);
}

/// The table of addresses is wrong. When every address has said so, callers are told.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-22)
Link::Loss Link::on_wrong_dc(const Error& refusal) {
  const bool everywhere = ++wrong_dc_count_ >= addresses().size();
  const auto observer = observer_.lock();
  if (everywhere && observer) observer->on_wrong_address(*this);
  return Loss(refusal, ConnectionLoss::unavailable, everywhere);
}

// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-22, C-23)
Link::Loss Link::on_key_unknown() {
  if (target_.retires_key) {
    key_end_ = mtproto::KeyDestroyed::Outcome::unknown;
    return Loss(refused(key_unknown), ConnectionLoss::unavailable, true);
  }
  if (has_secrecy()) return on_temporary_key_unknown(refused(key_unknown));
  const std::chrono::nanoseconds now = read_clocks().monotonic;
  const auto verdict = key_refusals_.on_refused(now, way_.address, way_.is_only);
  if (verdict == KeyRefusals::Verdict::verify) {
    log(LogLevel::warning, "the key was refused; another connection is to confirm it", {});
    return Loss(refused(key_unknown), ConnectionLoss::unavailable);
  }
  return on_key_lost(session_->key_id);
}

/// The login goes with the key at home, and is kept for the user to see; elsewhere nothing is lost:
/// another key will be made. What was under way was not executed.
Link::Loss Link::on_key_lost(std::uint64_t key_id) {
  Account& account = *environment_->account;
  const bool ends_login = target_.dc == account.home_dc() && account.user().has_value();
  if (ends_login) return Loss(Error(ClientErrc::auth_key_lost), ConnectionLoss::lost, true);
  account.change_dc(target_.dc, [key_id](DcEntry& dc) {
    // Another link of this data centre may have been faster.
    if (!dc.auth_key || dc.auth_key->id() != key_id) return;
    dc.auth_key.reset();
    dc.authorized = false;
  });
  drop(session_, Error(ClientErrc::connection_lost));
  return Loss(refused(key_unknown), ConnectionLoss::lost);
}

}  // namespace strata::detail
