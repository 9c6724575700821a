// Wakes the waiter of a call, once.
#include "rpc/pending_calls.hpp"

#include <asio/this_coro.hpp>

#include <utility>

namespace strata::detail {

asio::awaitable<void> PendingCall::wait(AsyncEvent::TimePoint deadline) {
  if (!outcome_) co_await done_.wait(deadline);
}

const PendingCall* PendingCalls::find(mtproto::CallId id) const {
  const auto found = waiting_.find(id);
  return found == waiting_.end() ? nullptr : found->second;
}

bool PendingCalls::complete(mtproto::CallId id, Result<Bytes> outcome) {
  const auto found = waiting_.find(id);
  if (found == waiting_.end()) return false;
  PendingCall& call = *found->second;
  waiting_.erase(found);
  call.outcome_ = std::move(outcome);
  call.done_.notify();
  return true;
}

}  // namespace strata::detail
