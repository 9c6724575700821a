// Pings into silence, and the end of a connection that stays silent.
#include "session/keep_alive.hpp"

#include <algorithm>

namespace strata::mtproto::session {

void KeepAlive::on_connected(std::chrono::nanoseconds now) noexcept {
  connected_ = true;
  awaits_life_ = false;
  last_received_ = last_ping_ = now;
}

void KeepAlive::on_received(std::chrono::nanoseconds now) noexcept {
  last_received_ = now;
  awaits_life_ = false;
}

void KeepAlive::on_ping(std::chrono::nanoseconds now, std::int64_t ping_id) noexcept {
  ping_ids_[pings_++ % ping_ids_.size()] = ping_id;
  last_ping_ = now;
  awaits_life_ = true;
  requested_ = false;
}

std::chrono::nanoseconds KeepAlive::next_ping() const noexcept {
  return std::min(last_received_ + options_.ping_after_idle, last_ping_ + options_.ping_every);
}

bool KeepAlive::is_due(std::chrono::nanoseconds now) const noexcept {
  if (!connected_ || !options_.ping) return false;
  return requested_ || (!awaits_life_ && next_ping() <= now);
}

bool KeepAlive::is_dead(std::chrono::nanoseconds now) const noexcept {
  return connected_ && awaits_life_ && last_ping_ + options_.pong_timeout <= now;
}

std::optional<std::chrono::nanoseconds> KeepAlive::deadline() const noexcept {
  if (!connected_ || !options_.ping) return std::nullopt;
  return awaits_life_ ? last_ping_ + options_.pong_timeout : next_ping();
}

bool KeepAlive::is_ours(std::int64_t ping_id) const noexcept {
  const auto known =
      ping_ids_.begin() + static_cast<std::ptrdiff_t>(std::min(pings_, ping_ids_.size()));
  return std::find(ping_ids_.begin(), known, ping_id) != known;
}

}  // namespace strata::mtproto::session
