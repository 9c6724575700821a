// Keeps the server salts, the one in use and those known ahead of time.
#pragma once

#include "strata/mtproto/session_state.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace strata::mtproto::session {

/// Chooses the salt for each packet by the server's time. All times are the server's Unix time.
/// Spec: core.telegram.org/mtproto/service_messages#request-for-several-future-salts (B-07, B-43)
class SaltStore {
 public:
  explicit SaltStore(std::int64_t salt, std::vector<ServerSalt> future = {});

  /// The salt to send with.
  [[nodiscard]] std::int64_t current() const noexcept { return current_; }
  /// Moves on to the salt that holds at `now`. Returns whether `current` changed.
  bool advance(std::chrono::nanoseconds now);
  /// The server told us to use this one from now on. Salts known ahead are kept only if they
  /// agree that this one holds now. Returns whether it is new.
  bool adopt(std::int64_t salt, std::chrono::nanoseconds now);
  /// The answer to a request for salts. Nonsensical entries are skipped, at most
  /// `limits::max_salts` kept.
  void learn(std::span<const ServerSalt> salts, std::chrono::nanoseconds now);
  /// When to ask for more; the epoch when that is now.
  [[nodiscard]] std::chrono::nanoseconds runs_low_at() const noexcept;

  [[nodiscard]] const std::vector<ServerSalt>& future() const noexcept { return future_; }
  [[nodiscard]] std::size_t memory_usage() const noexcept {
    return future_.capacity() * sizeof(ServerSalt);
  }

 private:
  std::int64_t current_;
  std::vector<ServerSalt> future_;  // by valid_since; the salt in use may be the first
};

}  // namespace strata::mtproto::session
