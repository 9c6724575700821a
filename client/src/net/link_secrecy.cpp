// Perfect forward secrecy: temporary keys are made, bound, renewed and replaced.
//
// ```
//   prepare: permanent key → temporary key → session_ (its calls wait until it is bound)
//   renewal: a second connection makes a key → next_, bound over the first → session_
// ```
// The old session is previous_ until its calls are answered; one key never has two connections.
#include "core/clock.hpp"
#include "net/dc_table.hpp"
#include "net/key_exchange.hpp"
#include "net/link.hpp"
#include "net/server_refusal.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/help/get_nearest_dc.hpp"

#include <asio/bind_cancellation_slot.hpp>
#include <asio/co_spawn.hpp>

#include <algorithm>
#include <utility>

namespace strata::detail {
namespace {

using std::chrono::duration_cast;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using Step = mtproto::TemporaryKeys::Step;

/// Writes all that the session has to say.
asio::awaitable<Status> write_all(PacketChannel& channel, mtproto::Session& session) {
  Buffer out;
  while (const auto packet = session.write_packet(read_clocks(), out)) {
    Status sent = channel.wrap(out, packet->request_quick_ack);
    if (sent) sent = co_await channel.write(out.bytes());
    if (!sent) co_return sent;
  }
  co_return Status();
}

}  // namespace

/// Keys of CDN data centres are never bound, and a key is destroyed under itself.
// Spec: core.telegram.org/api/pfs
bool Link::has_secrecy() const {
  return environment_->config.perfect_forward_secrecy && !target_.retires_key &&
         !is_cdn(environment_->account->dc(target_.dc));
}

// Spec: core.telegram.org/api/pfs
asio::awaitable<Status> Link::prepare_temporary_key(std::shared_ptr<PacketChannel> channel) {
  if (temporary_keys_.next(server_now()) == Step::check_permanent_key) {
    const Status works = co_await check_permanent_key(channel);
    if (!works) co_return fail(works.error());
  }
  Result<mtproto::HandshakeDone> done =
      co_await exchange(std::move(channel), temporary_keys_.life(), way_.address.media_only);
  if (!done) {
    const Status bearable = temporary_keys_.on_failure(server_now());
    if (!bearable) binding_error_ = bearable.error();
    co_return fail(done.error());
  }
  session_ = begin_temporary(std::move(*done));
  changed_.notify();
  co_return Status();
}

/// A refused binding may mean that the permanent key is gone; a call under that key shows it. A
/// -404 to the call counts as everywhere: it takes two, elsewhere if possible.
// Spec: core.telegram.org/method/auth.bindTempAuthKey#possible-errors (A-76, C-23)
asio::awaitable<Status> Link::check_permanent_key(std::shared_ptr<PacketChannel> channel) {
  log(LogLevel::warning, "checking the permanent key", {});
  mtproto::Session session = stored_session(environment_->account->dc(target_.dc));
  const mtproto::TransportTraits traits = channel->traits();
  session.set_transport(mtproto::Padding::random, traits.pads_packets);
  session.on_connected(read_clocks());
  Result<Bytes> question = tl::to_bytes(tl::functions::help::GetNearestDc{});
  if (!question) co_return fail(question.error());
  const auto asked = session.enqueue(std::move(*question));
  if (!asked) co_return fail(asked.error());

  const auto limit = AsyncEvent::Clock::now() + environment_->config.handshake_timeout;
  channel->set_deadline(limit, Error(ClientErrc::timed_out));
  Status alive = co_await write_all(*channel, session);
  bool works = false;
  while (alive && !works) {
    const Result<mtproto::TransportEvent> event = co_await channel->receive();
    if (!event) co_return fail(event.error());
    if (const auto* refusal = std::get_if<mtproto::TransportError>(&*event)) {
      const auto now = read_clocks().monotonic;
      const bool unknown = refusal->code == key_unknown;
      const bool lost = unknown && key_refusals_.on_refused(now, way_.address, way_.is_only) ==
                                       KeyRefusals::Verdict::lost;
      if (lost) co_return temporary_keys_.on_permanent_key_checked(server_now(), false);
      co_return fail(server_refusal("the permanent key", refusal->code));
    }
    if (const auto* packet = std::get_if<mtproto::PacketReceived>(&*event)) {
      alive = session.on_packet(read_clocks(), packet->payload);
      works = alive.has_value();
    }
  }
  channel->clear_deadline();
  if (!alive) co_return fail(alive.error());
  key_refusals_.on_verified();
  co_return temporary_keys_.on_permanent_key_checked(server_now(), true);
}

// Spec: core.telegram.org/api/pfs
std::shared_ptr<LinkSession> Link::begin_temporary(mtproto::HandshakeDone done) {
  const seconds ends = done.expires_at.value_or(server_now() + temporary_keys_.life());
  const mtproto::TemporaryKey key{.id = done.key.id(), .expires_at = ends};
  temporary_keys_.on_key_made(key);
  mtproto::SessionOptions options = session_options();
  options.awaits_binding = true;
  auto in = std::make_shared<LinkSession>(
      key.id, mtproto::Session(std::move(done.key), done.server_salt, done.time_offset,
                               std::move(options), crypto::system_random()));
  in->is_bound = false;
  const auto permanent = environment_->account->dc(target_.dc).auth_key;
  if (!permanent) return in;
  const auto call =
      in->session.enqueue(mtproto::bind_temp_auth_key(*permanent, key, crypto::system_random()),
                          mtproto::bind_options());
  if (call) in->binding = *call;
  return in;
}

/// Called by the pump: begins a renewal that is due, and forgets a session whose calls are
/// answered.
// Spec: core.telegram.org/api/pfs
void Link::change_keys() {
  if (previous_ && previous_->pending.size() == 0) previous_.reset();
  const bool is_due = temporary_keys_.in_use() && !temporary_keys_.unbound() && !is_renewing_ &&
                      temporary_keys_.next(server_now()) == Step::make_key;
  if (!is_due) return;
  is_renewing_ = true;
  // The signal must outlive the coroutine, so the one who hears of its end keeps the link.
  auto keep = [self = shared_from_this()](std::exception_ptr) {};
  asio::co_spawn(environment_->strand, renew_key(shared_from_this()),
                 asio::bind_cancellation_slot(cancel_renewal_.slot(), std::move(keep)));
}

asio::awaitable<void> Link::renew_key(std::shared_ptr<Link> self) {
  Status made;
  try {
    made = co_await self->make_next_key();
  } catch (const std::exception& failure) {
    made = fail(Error(ClientErrc::connection_lost, failure.what()));
  }
  self->is_renewing_ = false;
  if (self->end_) co_return;
  if (!made) {
    self->log(LogLevel::warning, "no new temporary key",
              {LogField("reason", escape_for_log(made.error().what()))});
    // The key in use is good for a while.
    static_cast<void>(self->temporary_keys_.on_failure(self->server_now()));
  }
  self->due_.notify();
}

asio::awaitable<Status> Link::make_next_key() {
  const Status usable = check_addresses();
  if (!usable) co_return fail(usable.error());
  Result<Opened> opened = co_await open(0);
  if (!opened) co_return fail(opened.error());
  const std::shared_ptr<PacketChannel> channel = std::move(opened->channel);
  Result<mtproto::HandshakeDone> done =
      co_await exchange(channel, temporary_keys_.life(), opened->way.address.media_only);
  channel->fail(Error(ClientErrc::closed));
  if (!done) co_return fail(done.error());
  if (end_ || !session_) co_return fail(Error(ClientErrc::connection_lost));
  next_ = begin_temporary(std::move(*done));
  if (channel_) attach(*next_);
  co_return Status();
}

// Spec: core.telegram.org/method/auth.bindTempAuthKey
void Link::on_binding(const In& in, const Status& outcome) {
  in->binding.reset();
  if (end_) return;
  if (outcome) return on_bound(in);
  log(LogLevel::warning, "a temporary key was not bound",
      {LogField("reason", escape_for_log(outcome.error().what()))});

  Status bearable;
  if (const auto refusal = RpcError::from(outcome.error())) {
    const auto made_at = environment_->keys_made_at.find(target_.dc);
    mtproto::BindContext context;
    context.permanent_key_age = std::chrono::hours{1};  // stored, so older than this process
    if (made_at != environment_->keys_made_at.end()) {
      context.permanent_key_age = duration_cast<seconds>(read_clocks().monotonic - made_at->second);
    }
    context.is_time_reliable = in->session.is_time_synchronized();
    bearable = temporary_keys_.on_bind_error(server_now(), refusal->message(), context);
  } else {
    bearable = temporary_keys_.on_failure(server_now());
  }
  if (!bearable) binding_error_ = bearable.error();
  const Error reason = bearable ? Error(ClientErrc::connection_lost) : bearable.error();
  if (in == next_) return drop(next_, reason);
  drop(session_, reason);
  if (channel_) channel_->fail(reason);
}

void Link::on_bound(const In& in) {
  log(LogLevel::info, "a temporary key is bound", {});
  temporary_keys_.on_bound(server_now());
  binding_error_.reset();
  in->is_bound = true;
  in->session.on_key_bound();
  if (in == next_) {
    drop(previous_, Error(ClientErrc::connection_lost));
    previous_ = std::exchange(session_, std::exchange(next_, nullptr));
    // The server pushes updates into the new session from now on.
    tell_gap(UpdateGap::new_session);
  }
  due_.notify();
}

/// -404 names no key: with two of them in use, the old one is the likely one.
// Spec: core.telegram.org/api/pfs (A-75, C-22)
Link::Loss Link::on_temporary_key_unknown(const Error& refusal) {
  if (previous_) {
    drop(previous_, Error(ClientErrc::connection_lost));
  } else {
    lose_temporary_key(Error(ClientErrc::connection_lost));
  }
  return Loss(refusal, ConnectionLoss::lost);
}

/// The permanent key stays; the next connection makes another temporary one.
// Spec: core.telegram.org/api/pfs
void Link::lose_temporary_key(const Error& reason) {
  if (next_) {
    static_cast<void>(temporary_keys_.on_key_lost(server_now(), next_->key_id));
    drop(next_, reason);
  }
  if (!session_) return;
  const Status bearable = temporary_keys_.on_key_lost(server_now(), session_->key_id);
  if (!bearable) binding_error_ = bearable.error();
  drop(session_, bearable ? reason : bearable.error());
  if (channel_) channel_->fail(reason);
}

void Link::drop(std::shared_ptr<LinkSession>& session, const Error& reason) {
  const In ended = std::exchange(session, nullptr);
  if (!ended) return;
  time_offset_ = ended->session.time_offset();
  ended->binding.reset();
  ended->session.close(reason);
  take_events_of(ended);
  changed_.notify();
}

seconds Link::server_now() const {
  const mtproto::Now now = read_clocks();
  if (session_) return duration_cast<seconds>(now.monotonic + session_->session.time_offset());
  if (time_offset_) return duration_cast<seconds>(now.monotonic + *time_offset_);
  const seconds stored{environment_->account->dc(target_.dc).time_offset};
  return duration_cast<seconds>(now.unix_time) + stored;
}

nanoseconds Link::temporary_key_pause() const {
  if (!has_secrecy() || session_) return nanoseconds{0};
  const auto due = temporary_keys_.deadline();
  if (!due) return nanoseconds{0};
  return std::max<nanoseconds>(*due - server_now(), nanoseconds{0});
}

}  // namespace strata::detail
