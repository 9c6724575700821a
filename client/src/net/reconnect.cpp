// Decides about the next connection attempt.
#include "net/reconnect.hpp"

#include <algorithm>
#include <utility>

namespace strata::detail {

ReconnectProcedure::ReconnectProcedure(std::shared_ptr<ReconnectPolicy> policy)
    : policy_(std::move(policy)) {}

// Spec: B-94
ReconnectAction ReconnectProcedure::on_lost(std::chrono::nanoseconds now, ConnectionLoss loss,
                                            std::size_t addresses, double jitter) {
  const auto connected_at = std::exchange(connected_at_, std::nullopt);
  if (connected_at && now - *connected_at >= stable_after) attempt_ = 0;
  // An address that just worked deserves a second try; one that did not, or that refuses us, less
  // so.
  if (!connected_at || loss != ConnectionLoss::lost) ++address_;
  ++attempt_;

  const auto delay = policy_->next_delay(attempt_, jitter);
  if (!delay) return GiveUp{};
  ConnectAfter next;
  next.delay = std::max<std::chrono::nanoseconds>(*delay, std::chrono::nanoseconds{0});
  if (loss == ConnectionLoss::flooded) {
    next.delay = std::max<std::chrono::nanoseconds>(next.delay, flood_delay);
  }
  next.address = addresses == 0 ? 0 : address_ % addresses;
  return next;
}

}  // namespace strata::detail
