// Server salts: which one holds now, and when to ask for more.
#include "session/salt_store.hpp"

#include "strata/mtproto/limits.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto::session {
namespace {

bool begins_earlier(const ServerSalt& a, const ServerSalt& b) noexcept {
  return a.valid_since < b.valid_since;
}

// A salt that has just begun waits a minute, so that a small error of the clock does no harm: the
// one before it holds for half an hour longer.
bool has_begun(const ServerSalt& salt, std::chrono::nanoseconds now) noexcept {
  return salt.valid_since + limits::salt_hysteresis <= now;
}

}  // namespace

SaltStore::SaltStore(std::int64_t salt, std::vector<ServerSalt> future)
    : current_(salt), future_(std::move(future)) {
  std::ranges::sort(future_, begins_earlier);
  if (future_.size() > limits::max_salts) future_.resize(limits::max_salts);
}

bool SaltStore::advance(std::chrono::nanoseconds now) {
  std::erase_if(future_, [&](const ServerSalt& salt) { return salt.valid_until <= now; });
  std::int64_t chosen = current_;
  for (const ServerSalt& salt : future_) {
    if (!has_begun(salt, now)) break;
    chosen = salt.value;
  }
  return std::exchange(current_, chosen) != chosen;
}

bool SaltStore::adopt(std::int64_t salt, std::chrono::nanoseconds now) {
  const auto known = std::ranges::find(future_, salt, &ServerSalt::value);
  const bool contradicts =
      known == future_.end() || std::any_of(known + 1, future_.end(), [&](const ServerSalt& later) {
        return has_begun(later, now);
      });
  if (contradicts) {
    future_.clear();
  } else {
    future_.erase(future_.begin(), known);
  }
  return std::exchange(current_, salt) != salt;
}

void SaltStore::learn(std::span<const ServerSalt> salts, std::chrono::nanoseconds now) {
  future_.clear();
  for (const ServerSalt& salt : salts) {
    const bool sane = salt.valid_since < salt.valid_until && salt.valid_until > now;
    if (sane && future_.size() < limits::max_salts) future_.push_back(salt);
  }
  std::ranges::sort(future_, begins_earlier);
}

std::chrono::nanoseconds SaltStore::runs_low_at() const noexcept {
  if (future_.size() < limits::min_salts) return {};
  // Asking is due as well when only the last one is left to come.
  return std::min<std::chrono::nanoseconds>(future_[future_.size() - 2].valid_until,
                                            future_.back().valid_until - limits::salts_run_out);
}

}  // namespace strata::mtproto::session
