// The reconnect policies that come with the library.
#include "strata/client/reconnect_policy.hpp"

#include <algorithm>

namespace strata {
namespace {

using std::chrono::milliseconds;

class ExponentialBackoff final : public ReconnectPolicy {
 public:
  ExponentialBackoff(milliseconds first, milliseconds cap) : first_(first), cap_(cap) {}

  // Spec: B-94
  std::optional<milliseconds> next_delay(int attempt, double jitter) override {
    if (attempt <= 1) return milliseconds{0};
    constexpr int doublings_to_any_cap = 40;
    const int doublings = std::min(attempt - 2, doublings_to_any_cap);
    milliseconds delay = first_;
    for (int i = 0; i < doublings && delay < cap_; ++i) delay *= 2;
    delay = std::min(delay, cap_);
    constexpr double spread = 0.2;
    const double factor = 1 - spread + 2 * spread * jitter;
    return milliseconds{
        static_cast<milliseconds::rep>(static_cast<double>(delay.count()) * factor)};
  }

 private:
  milliseconds first_;
  milliseconds cap_;
};

class FixedInterval final : public ReconnectPolicy {
 public:
  explicit FixedInterval(milliseconds interval) : interval_(interval) {}
  std::optional<milliseconds> next_delay(int, double) override { return interval_; }

 private:
  milliseconds interval_;
};

class NeverReconnect final : public ReconnectPolicy {
 public:
  std::optional<milliseconds> next_delay(int, double) override { return std::nullopt; }
};

}  // namespace

std::shared_ptr<ReconnectPolicy> exponential_backoff(milliseconds first, milliseconds cap) {
  return std::make_shared<ExponentialBackoff>(first, cap);
}

std::shared_ptr<ReconnectPolicy> fixed_interval(milliseconds interval) {
  return std::make_shared<FixedInterval>(interval);
}

std::shared_ptr<ReconnectPolicy> never_reconnect() { return std::make_shared<NeverReconnect>(); }

}  // namespace strata
