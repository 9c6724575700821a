// Counts how often something has happened lately.
#pragma once

#include <chrono>

namespace strata::mtproto::session {

/// Lets something happen at most `most` times in `period`, so that a broken or hostile server
/// cannot make this side repeat itself without end.
class RetryGuard {
 public:
  /// Counts one more; false when that is one too many.
  [[nodiscard]] bool allow(std::chrono::nanoseconds now, int most,
                           std::chrono::nanoseconds period) noexcept {
    if (count_ == 0 || now - start_ >= period) {
      start_ = now;
      count_ = 0;
    }
    if (count_ >= most) return false;
    ++count_;
    return true;
  }

 private:
  std::chrono::nanoseconds start_{};
  int count_ = 0;
};

}  // namespace strata::mtproto::session
