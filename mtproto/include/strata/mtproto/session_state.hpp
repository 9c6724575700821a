// What of a Session outlives the process.
#pragma once

#include "strata/crypto/auth_key.hpp"

#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

namespace strata::mtproto {

/// A server salt and when it holds, in the server's Unix time (B-43).
struct ServerSalt {
  std::int64_t value = 0;
  std::chrono::seconds valid_since{};
  std::chrono::seconds valid_until{};

  friend bool operator==(const ServerSalt&, const ServerSalt&) = default;
};

/// Everything that a Session can be made again from. Without a `session_id` it is the start of a
/// new session under a known key, which is what a restarted program wants; with it, the same
/// session goes on. Calls are not part of it.
struct SessionState {
  explicit SessionState(crypto::AuthKey key) : auth_key(std::move(key)) {}

  crypto::AuthKey auth_key;
  std::int64_t server_salt = 0;
  /// Salts known ahead of time, in the order of their validity.
  std::vector<ServerSalt> future_salts;
  /// Server's Unix time minus local Unix time: a first estimate, since the monotonic clock of
  /// another process means nothing.
  std::chrono::nanoseconds unix_time_offset{};

  /// Zero: draw a new one.
  std::int64_t session_id = 0;
  /// Content-related messages sent so far.
  std::uint32_t content_messages = 0;
  /// The last msg_id used.
  std::int64_t last_msg_id = 0;
  /// The duplicate window, ascending (B-20). Optional.
  std::vector<std::int64_t> received;
  /// Received messages that are not acknowledged yet (B-53).
  std::vector<std::int64_t> unacknowledged;
};

}  // namespace strata::mtproto
