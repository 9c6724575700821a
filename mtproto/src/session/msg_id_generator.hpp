// Gives the message ids of one session.
#pragma once

#include "strata/crypto/random.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <chrono>

namespace strata::mtproto::session {

/// Ids from the server's time, strictly increasing, divisible by four, their low bits random so
/// that they do not show how fine this machine's clock is. Spec:
/// core.telegram.org/mtproto/description#message-identifier-msg-id (B-10)
class MsgIdGenerator {
 public:
  explicit MsgIdGenerator(MsgId last = {}) noexcept : last_(last) {}

  /// The next id; `server_time` is the server's Unix time now, read anew for every id.
  [[nodiscard]] MsgId next(std::chrono::nanoseconds server_time, crypto::RandomSource& random);

  /// Would the next id lie further ahead of `server_time` than servers accept? (B-11)
  [[nodiscard]] bool is_ahead_of(std::chrono::nanoseconds server_time) const noexcept;

  [[nodiscard]] MsgId last() const noexcept { return last_; }

 private:
  MsgId last_;
};

/// The smallest id that the server could give at this Unix time, without its low bits.
[[nodiscard]] MsgId msg_id_at(std::chrono::nanoseconds unix_time) noexcept;

}  // namespace strata::mtproto::session
