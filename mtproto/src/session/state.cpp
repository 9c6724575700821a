// A session made from a state, and the state made from a session.
#include "session/engine.hpp"

#include <utility>

namespace strata::mtproto {

Session::Engine::Engine(crypto::AuthKey key, const SessionState& start, session::ServerTime time,
                        SessionOptions options, crypto::RandomSource& random)
    : key_(std::move(key)),
      options_(std::move(options)),
      random_(random),
      session_id_(start.session_id),
      time_(time),
      ids_(MsgId{start.last_msg_id}),
      seq_no_(start.content_messages),
      salts_(start.server_salt, start.future_salts),
      keep_alive_(options_.liveness),
      reported_offset_(time.offset()) {
  options_.max_in_flight = std::min(options_.max_in_flight, limits::max_calls_in_flight);
  options_.max_queued = std::min(options_.max_queued, limits::max_calls_queued);
  options_.max_inflated = std::min(options_.max_inflated, limits::max_inflated);
  if (session_id_ == 0) {
    // Ids and numbers count within a session.
    ids_ = session::MsgIdGenerator();
    seq_no_ = session::SeqNo();
    draw_session_id();
    return;
  }
  expects_first_session_ = false;
  for (const std::int64_t id : start.received) received_.insert(MsgId{id});
  for (const std::int64_t id : start.unacknowledged) acks_.add(MsgId{id}, {});
}

SessionState Session::Engine::export_state(Now now) const {
  SessionState state(key_.clone());
  state.server_salt = salts_.current();
  state.future_salts = salts_.future();
  state.unix_time_offset = time_.at(now.monotonic) - now.unix_time;
  state.session_id = session_id_;
  state.content_messages = seq_no_.content_messages();
  state.last_msg_id = ids_.last().value;
  state.received = received_.ids();
  for (const MsgId id : acks_.ids()) state.unacknowledged.push_back(id.value);
  return state;
}

std::size_t Session::Engine::memory_usage() const noexcept {
  std::size_t bytes = sizeof *this + options_.init_prefix.capacity() + inflated_bytes_;
  bytes += received_.memory_usage() + acks_.memory_usage() + salts_.memory_usage();
  bytes += calls_.memory_usage() + sent_.memory_usage() + services_.memory_usage();
  return bytes + quick_acks_.memory_usage() + events_.memory_usage();
}

}  // namespace strata::mtproto
