// How long to go on fetching a difference, and when to stop.
#include "updates/difference_procedure.hpp"

#include "strata/client/errors.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace strata::updates {

namespace {

bool is_one_of(const RpcError& error, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return error.is(name); });
}

}  // namespace

DifferenceStep DifferenceProcedure::on_slice(const UpdateState& reached) {
  return next_round(reached);
}

DifferenceStep DifferenceProcedure::on_final(const UpdateState& reached) {
  position_ = reached;
  return DifferenceStep::done;
}

DifferenceStep DifferenceProcedure::on_too_long(std::int32_t pts) {
  UpdateState reached = position_;
  reached.pts = pts;
  return next_round(reached);
}

// Never spins: an answer that brings nothing forward, or the 200th without an end, earns a pause.
DifferenceStep DifferenceProcedure::next_round(const UpdateState& reached) {
  failures_ = 0;
  unreadable_ = 0;
  const bool advanced = reached.pts != position_.pts || reached.qts != position_.qts ||
                        reached.date != position_.date || reached.seq != position_.seq;
  position_ = reached;
  if (advanced && ++rounds_ < limits_.rounds) return DifferenceStep::fetch;
  rounds_ = 0;
  pause_ = limits_.guard_pause;
  return DifferenceStep::pause;
}

DifferenceStep DifferenceProcedure::on_error(const Error& error) {
  const auto code = error.code();
  if (code == ClientErrc::closed || code == ClientErrc::cancelled) return DifferenceStep::stop;
  const auto rpc = RpcError::from(error);
  if (!rpc) return back_off();

  if (is_one_of(*rpc, {"PERSISTENT_TIMESTAMP_EMPTY", "PERSISTENT_TIMESTAMP_INVALID"})) {
    return DifferenceStep::fetch_state;
  }
  if (is_one_of(*rpc, {"CHANNEL_PRIVATE", "CHANNEL_INVALID", "USER_BANNED_IN_CHANNEL",
                       "CHANNEL_PUBLIC_GROUP_NA"})) {
    return DifferenceStep::forget;
  }
  if (rpc->is_logged_out()) return DifferenceStep::stop;
  if (const auto wait = rpc->wait_time()) {
    pause_ = *wait;
    return DifferenceStep::pause;
  }
  return back_off();
}

DifferenceStep DifferenceProcedure::on_unreadable() {
  if (++unreadable_ >= limits_.unreadable) return DifferenceStep::lost_state;
  return back_off();
}

DifferenceStep DifferenceProcedure::back_off() {
  const std::chrono::nanoseconds grown = limits_.first_pause * (1 << std::min(failures_, 20));
  pause_ = std::min(grown, limits_.longest_pause);
  ++failures_;
  return DifferenceStep::pause;
}

}  // namespace strata::updates
