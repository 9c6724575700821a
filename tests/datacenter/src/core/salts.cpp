// Draws the salts of a key as time passes.
#include "core/salts.hpp"

#include <algorithm>

namespace strata::datacenter {

SaltSchedule::SaltSchedule(std::int64_t first, Clock start, Clock period) : period_(period) {
  salts_.push_back({start, start + 2 * period, first});
}

void SaltSchedule::extend(Clock until, Random& random) {
  while (salts_.back().since + period_ <= until) {
    const Clock since = salts_.back().since + period_;
    salts_.push_back({since, since + 2 * period_, static_cast<std::int64_t>(random.next())});
  }
}

void SaltSchedule::forget_past(Clock now, Random& random) {
  // After a long silence the steps between are not worth drawing.
  if (salts_.back().until + period_ < now) {
    salts_.clear();
    salts_.push_back({now, now + 2 * period_, static_cast<std::int64_t>(random.next())});
  }
  extend(now, random);
  while (salts_.size() > 1 && salts_.front().until <= now) salts_.pop_front();
}

std::int64_t SaltSchedule::current(Clock now, Random& random) {
  forget_past(now, random);
  std::int64_t value = salts_.front().value;
  for (const Salt& salt : salts_) {
    if (salt.since <= now) value = salt.value;
  }
  return value;
}

bool SaltSchedule::accepts(std::int64_t salt, Clock now, Random& random) {
  forget_past(now, random);
  // A client's clock may be ahead a little: the next salt is accepted early.
  return std::ranges::any_of(salts_, [&](const Salt& each) {
    return each.value == salt && each.since <= now + period_ && now < each.until;
  });
}

std::vector<SaltSchedule::Salt> SaltSchedule::upcoming(std::size_t count, Clock now,
                                                       Random& random) {
  const std::int64_t first = current(now, random);
  extend(now + period_ * static_cast<std::int64_t>(count), random);
  const auto begin = std::ranges::find(salts_, first, &Salt::value);
  std::vector<Salt> result(begin, salts_.end());
  result.resize(std::min(result.size(), count));
  return result;
}

void SaltSchedule::forget(Clock now, Random& random) {
  salts_.clear();
  salts_.push_back({now, now + 2 * period_, static_cast<std::int64_t>(random.next())});
}

}  // namespace strata::datacenter
