// PendingCalls: who waits for which call's outcome.
#pragma once

#include "net/async_event.hpp"

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/call_id.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace strata::detail {

/// The waiting side of one call; lives in the frame of the coroutine that waits.
class PendingCall {
 public:
  explicit PendingCall(std::uint32_t method) noexcept : method_(method) {}

  /// The constructor id of the method that was called.
  [[nodiscard]] std::uint32_t method() const noexcept { return method_; }
  [[nodiscard]] bool is_done() const noexcept { return outcome_.has_value(); }
  /// Returns when there is an outcome, at the deadline, or when cancelled.
  asio::awaitable<void> wait(AsyncEvent::TimePoint deadline);
  /// The outcome; call once, when `is_done`.
  [[nodiscard]] Result<Bytes> take() { return std::move(*outcome_); }

 private:
  friend class PendingCalls;
  std::uint32_t method_;
  AsyncEvent done_;
  std::optional<Result<Bytes>> outcome_;
};

/// Finds the waiter of an outcome. Each call completes once: a second outcome finds nobody.
// Spec: G-18
class PendingCalls {
 public:
  void add(mtproto::CallId id, PendingCall& call) { waiting_.emplace(id, &call); }
  /// The waiter of a call, or null.
  [[nodiscard]] const PendingCall* find(mtproto::CallId id) const;
  /// Nobody waits any more. True if somebody did.
  bool remove(mtproto::CallId id) { return waiting_.erase(id) != 0; }
  /// Gives the call its outcome and forgets it. False if nobody waits for it.
  bool complete(mtproto::CallId id, Result<Bytes> outcome);
  [[nodiscard]] std::size_t size() const noexcept { return waiting_.size(); }

 private:
  std::unordered_map<mtproto::CallId, PendingCall*> waiting_;
};

}  // namespace strata::detail
