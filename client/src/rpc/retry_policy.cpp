// The retry policies that come with the library.
#include "strata/client/retry_policy.hpp"

#include "strata/client/errors.hpp"

#include <algorithm>

namespace strata {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// 1, 2, 4 … 60 s.
// Spec: G-13
milliseconds server_error_backoff(int attempt) {
  constexpr int doublings_to_cap = 6;
  return std::min<milliseconds>(1s * (1 << std::min(attempt - 1, doublings_to_cap)), 60s);
}

class AutoSleep final : public RetryPolicy {
 public:
  explicit AutoSleep(std::chrono::seconds threshold) : threshold_(threshold) {}

  std::optional<milliseconds> should_retry(const RetryContext& context) override {
    if (const auto wait = context.flood_wait()) {
      if (*wait > threshold_) return std::nullopt;
      return *wait;
    }
    if (context.is_internal_error()) return server_error_backoff(context.attempt());
    if (context.is_transport_error() && context.attempt() == 1) return 0ms;
    return std::nullopt;
  }

 private:
  std::chrono::seconds threshold_;
};

class NoRetries final : public RetryPolicy {
 public:
  std::optional<milliseconds> should_retry(const RetryContext&) override { return std::nullopt; }
};

}  // namespace

std::optional<std::chrono::seconds> RetryContext::flood_wait() const noexcept {
  const auto rpc = RpcError::from(error_);
  return rpc ? rpc->wait_time() : std::nullopt;
}

// Spec: G-13
bool RetryContext::is_internal_error() const noexcept {
  const auto rpc = RpcError::from(error_);
  // RANDOM_ID_DUPLICATE says that an earlier attempt succeeded.
  return rpc && rpc->is_internal() && !rpc->is("RANDOM_ID_DUPLICATE");
}

bool RetryContext::is_transport_error() const noexcept {
  return error_.code() == ClientErrc::connection_lost;
}

std::shared_ptr<RetryPolicy> auto_sleep(std::chrono::seconds threshold) {
  return std::make_shared<AutoSleep>(threshold);
}

std::shared_ptr<RetryPolicy> no_retries() { return std::make_shared<NoRetries>(); }

}  // namespace strata
