// The server's time: when the offset is moved, and by which messages.
#include "session/server_time.hpp"

#include "strata/mtproto/limits.hpp"

namespace strata::mtproto::session {

void ServerTime::observe(Now now) noexcept {
  const auto gap = now.unix_time - now.monotonic;
  if (clock_gap_) {
    const auto moved = std::chrono::abs(gap - *clock_gap_);
    if (moved > limits::clock_jump) doubtful_ = true;
  }
  clock_gap_ = gap;
}

ServerTime::Verdict ServerTime::judge(Now now, MsgId id) const noexcept {
  if (!synchronized_ || doubtful_) return Verdict::inside;
  const auto server_now = at(now.monotonic);
  if (id.unix_time() < server_now - limits::max_behind) return Verdict::too_old;
  if (id.unix_time() > server_now + limits::max_ahead) return Verdict::from_future;
  return Verdict::inside;
}

void ServerTime::on_message(Now now, MsgId id) noexcept {
  const auto offset = id.unix_time() - now.monotonic;
  if (!synchronized_ || (offset > offset_ && !doubtful_)) offset_ = offset;
  synchronized_ = true;
}

void ServerTime::on_evidence(Now now, MsgId id) noexcept {
  offset_ = id.unix_time() - now.monotonic;
  synchronized_ = true;
  doubtful_ = false;
}

void ServerTime::on_answer(Now now, MsgId answer, MsgId question) noexcept {
  const bool goes_back = answer.unix_time() + limits::answer_before_question < question.unix_time();
  if (doubtful_ || goes_back) on_evidence(now, answer);
}

}  // namespace strata::mtproto::session
