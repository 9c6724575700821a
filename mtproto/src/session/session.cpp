// The public Session: construction, and passing everything on to the engine.
#include "strata/mtproto/session.hpp"

#include "session/engine.hpp"

#include <utility>

namespace strata::mtproto {
namespace {

/// A session from nothing but a key: no id yet, nothing sent, nothing received.
SessionState fresh_state(const crypto::AuthKey& key, std::int64_t server_salt) {
  SessionState state(key.clone());
  state.server_salt = server_salt;
  return state;
}

}  // namespace

Session::Session(crypto::AuthKey key, std::int64_t server_salt,
                 std::chrono::nanoseconds time_offset, SessionOptions options,
                 crypto::RandomSource& random) {
  const SessionState start = fresh_state(key, server_salt);
  engine_ = std::make_unique<Engine>(std::move(key), start,
                                     session::ServerTime(time_offset, /*synchronized=*/true),
                                     std::move(options), random);
}

Session::Session(Now now, SessionState state, SessionOptions options,
                 crypto::RandomSource& random) {
  const auto offset = now.unix_time + state.unix_time_offset - now.monotonic;
  crypto::AuthKey key = state.auth_key.clone();
  engine_ = std::make_unique<Engine>(std::move(key), state,
                                     session::ServerTime(offset, /*synchronized=*/false),
                                     std::move(options), random);
}

Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

Result<CallId> Session::enqueue(Bytes body, const SendOptions& options) {
  return engine_->enqueue(std::move(body), {}, options);
}

Result<CallId> Session::enqueue(BodyBuilder builder, const SendOptions& options) {
  return engine_->enqueue({}, std::move(builder), options);
}

void Session::destroy_key() { engine_->destroy_key(); }
void Session::cancel(CallId call) { engine_->cancel(call); }
void Session::close(const Error& reason) { engine_->close(reason); }

Status Session::on_packet(Now now, MutableBytes packet) { return engine_->on_packet(now, packet); }
void Session::on_quick_ack(std::uint32_t token) { engine_->on_quick_ack(token); }

void Session::on_long_poll_end() { engine_->on_long_poll_end(); }

std::optional<OutgoingPacket> Session::write_packet(Now now, Buffer& out) {
  return engine_->write_packet(now, out);
}

std::optional<SessionEvent> Session::next_event() { return engine_->next_event(); }

void Session::on_connected(Now now) { engine_->on_connected(now); }
void Session::on_disconnected(Now /*now*/) { engine_->on_disconnected(); }

std::optional<std::chrono::nanoseconds> Session::deadline() const { return engine_->deadline(); }
Status Session::on_deadline(Now now) { return engine_->on_deadline(now); }

void Session::set_init_prefix(Bytes prefix) { engine_->set_init_prefix(std::move(prefix)); }

void Session::on_key_bound() { engine_->on_key_bound(); }

void Session::set_transport(Padding padding, bool transport_pads_packets) {
  engine_->set_transport(padding, transport_pads_packets);
}

SessionState Session::export_state(Now now) const { return engine_->export_state(now); }
std::int64_t Session::session_id() const noexcept { return engine_->session_id(); }
std::chrono::nanoseconds Session::time_offset() const noexcept { return engine_->time().offset(); }
bool Session::is_time_synchronized() const noexcept { return engine_->time().is_synchronized(); }
std::size_t Session::pending_calls() const noexcept { return engine_->pending_calls(); }
std::size_t Session::memory_usage() const noexcept {
  return sizeof *this + engine_->memory_usage();
}

}  // namespace strata::mtproto
