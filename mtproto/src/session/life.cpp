// Connections that come and go, and time that passes.
#include "session/engine.hpp"
#include "session/release.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto {

// What was in flight may have been received, and its answer may have got lost: ask. States that
// follow decide what goes out again, so that nothing is executed twice (B-75).
void Session::Engine::on_connected(Now now) {
  if (closed_) return;
  connected_ = true;
  heard_ = false;
  unwanted_bytes_ = 0;
  keep_alive_.on_connected(now.monotonic);
  observe(now);
  if (time_.is_doubtful()) keep_alive_.request_ping();
  ask_again_for_key_end();
  services_.state_questions.clear();
  for (const CallId id : calls_.in_flight_ids()) services_.ask_for_state(calls_.find(id)->msg_id);
  state_check_at_.reset();
  if (calls_.in_flight() != 0) state_check_at_ = now.monotonic + limits::state_check_after;
}

void Session::Engine::on_disconnected() {
  connected_ = false;
  heard_ = false;
  keep_alive_.on_disconnected();
  long_poll_until_.reset();
  quick_acks_.clear();
}

void Session::Engine::on_quick_ack(std::uint32_t token) {
  for (const CallId id : quick_acks_.take(token)) {
    if (calls_.find(id) != nullptr) events_.push(CallQuickAcked{.call = id});
  }
}

// A wall clock that jumped may mean that the machine slept: find out (B-34).
void Session::Engine::observe(Now now) {
  const bool doubted = time_.is_doubtful();
  time_.observe(now);
  if (!doubted && time_.is_doubtful()) keep_alive_.request_ping();
}

std::optional<std::chrono::nanoseconds> Session::Engine::deadline() const {
  if (!connected_) return std::nullopt;
  std::optional<std::chrono::nanoseconds> earliest;
  for (const auto& candidate : {acks_.deadline(), keep_alive_.deadline(), salts_due_at(),
                                state_check_at_, long_poll_until_}) {
    if (candidate && (!earliest || *candidate < *earliest)) earliest = candidate;
  }
  return earliest;
}

Status Session::Engine::on_deadline(Now now) {
  if (!connected_) return {};
  observe(now);
  if (keep_alive_.is_dead(now.monotonic)) {
    return strata::fail(Errc::connection_dead, "the server does not answer a ping");
  }
  if (long_poll_until_ && *long_poll_until_ <= now.monotonic) {
    return strata::fail(Errc::connection_dead, "the server does not answer a long poll");
  }
  check_states(now.monotonic);
  if (keep_alive_.is_due(now.monotonic)) trim(now.monotonic);
  return {};
}

// A ping is due when nothing has happened for a while: a good moment to be small.
void Session::Engine::trim(std::chrono::nanoseconds now) {
  calls_.trim();
  sent_.trim(now);
  acks_.trim();
  events_.trim();
  if (!events_.has_bodies()) session::release(inflated_);
}

// Calls that the server says nothing about, neither answer nor acknowledgement (B-75).
void Session::Engine::check_states(std::chrono::nanoseconds now) {
  if (!state_check_at_ || *state_check_at_ > now) return;
  state_check_at_.reset();
  for (auto slot = calls_.first(session::CallTable::List::in_flight);
       slot != session::CallTable::end; slot = calls_.next(slot)) {
    const Call& call = calls_.at(slot);
    if (call.received) continue;
    const bool due = call.sent_at + limits::state_check_after <= now;
    if (due) services_.ask_for_state(call.msg_id);
    const auto next = (due ? now : call.sent_at) + limits::state_check_after;
    state_check_at_ = std::min(state_check_at_.value_or(next), next);
  }
}

void Session::Engine::set_init_prefix(Bytes prefix) {
  options_.init_prefix = std::move(prefix);
  initialized_ = false;
}

// Spec: core.telegram.org/api/pfs
void Session::Engine::on_key_bound() noexcept {
  options_.awaits_binding = false;
  initialized_ = false;
}

void Session::Engine::set_transport(Padding padding, bool pads_packets) noexcept {
  options_.padding = padding;
  options_.transport_pads_packets = pads_packets;
}

}  // namespace strata::mtproto
