// Weighs refusals of a key.
#include "net/key_refusals.hpp"

#include "net/connect_plan.hpp"

namespace strata::detail {

// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-23)
KeyRefusals::Verdict KeyRefusals::on_refused(std::chrono::nanoseconds now, const DcAddress& place,
                                             bool only_way) {
  if (!first_ || now - first_->at > window) {
    first_ = First{now, place};
    return Verdict::verify;
  }
  const bool independent = only_way || !is_same_place(first_->place, place);
  const bool too_often = lost_at_ && now - *lost_at_ < between_losses;
  if (!independent || too_often) return Verdict::verify;
  lost_at_ = now;
  first_.reset();
  return Verdict::lost;
}

}  // namespace strata::detail
