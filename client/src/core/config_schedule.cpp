// The arithmetic of ConfigSchedule.
#include "core/config_schedule.hpp"

#include <algorithm>

namespace strata::detail {

ConfigSchedule::ConfigSchedule(Time now, Time remaining) noexcept
    : due_(now + std::clamp(remaining, Time{0}, longest)), started_(now) {}

ConfigSchedule::Time ConfigSchedule::not_before() const noexcept {
  return asked_ ? started_ + shortest : Time::min();
}

void ConfigSchedule::request(Time now) noexcept {
  again_ = under_way_;
  if (!under_way_) due_ = std::min(due_, std::max(now, not_before()));
}

void ConfigSchedule::on_started(Time now) noexcept {
  asked_ = true;
  under_way_ = true;
  again_ = false;
  started_ = now;
  due_ = Time::max();
}

void ConfigSchedule::on_fetched(Time now, Time lifetime) noexcept {
  under_way_ = false;
  retry_ = shortest;
  due_ = now + std::clamp(lifetime, shortest, longest);
  // What changed while the answer was on its way may not be in it.
  if (again_) request(now);
}

void ConfigSchedule::on_failed(Time now) noexcept {
  under_way_ = false;
  due_ = now + retry_;
  retry_ = std::min(retry_ * 2, longest_retry);
}

}  // namespace strata::detail
