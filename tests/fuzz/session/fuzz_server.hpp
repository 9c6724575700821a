// The server's end of a session for fuzzers: reads what the client sends, seals what it is told to.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/crypto/auth_key.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace strata::fuzz {

/// A message of the client, as far as fuzzers refer to it.
struct Sent {
  std::int64_t msg_id = 0;
  std::int64_t container = 0;
  std::uint32_t constructor = 0;
  /// The eight bytes behind the constructor: the ping_id of a ping.
  std::int64_t first_long = 0;
};

/// Stops the process when the client breaks a rule about its packets.
class Server {
 public:
  Server();

  [[nodiscard]] static crypto::AuthKey key();

  /// Takes a packet apart; `session_id` is what the client says it uses.
  void open(BytesView packet, std::int64_t session_id);
  [[nodiscard]] Bytes seal(std::int64_t msg_id, std::int32_t seq_no, BytesView body) const;
  /// The same with any header and any padding; `plain` is a multiple of 16.
  [[nodiscard]] Bytes seal_plain(BytesView plain) const;

  /// A rising odd id for this time.
  [[nodiscard]] std::int64_t next_id(std::chrono::nanoseconds server_time);

  /// The last messages, the latest at the end; at most 256.
  [[nodiscard]] const std::vector<Sent>& sent() const { return sent_; }
  /// The last one of this kind; all zeros if there was none.
  [[nodiscard]] Sent last(std::uint32_t constructor) const;
  void expect_session(std::int64_t session_id) { session_id_ = session_id; }

 private:
  void take(const Sent& message, std::int32_t seq_no, BytesView body);

  crypto::AuthKey key_;
  std::int64_t session_id_ = 0;
  std::int64_t last_client_id_ = 0;
  std::int64_t last_server_id_ = 0;
  std::vector<Sent> sent_;
};

/// Stops the process when a rule does not hold.
void require(bool holds, const char* rule);

}  // namespace strata::fuzz
