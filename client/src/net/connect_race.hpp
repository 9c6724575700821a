// ConnectRace: several places are tried, a little apart, and the first that answers is taken.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace strata::detail {

/// Decides when which attempt begins (procedure, without I/O and clock).
///
/// ```
///   0 ms: first   +300 ms, or when one has failed: next   …   all have failed: lost
/// ```
// Spec: RFC 8305 "Happy Eyeballs" (B-94)
class ConnectRace {
 public:
  static constexpr std::chrono::milliseconds usual_stagger{300};

  explicit ConnectRace(std::size_t places,
                       std::chrono::nanoseconds stagger = usual_stagger) noexcept
      : places_(places), stagger_(stagger) {}

  /// The number of the place to try now, if one is due. Ask until there is none.
  [[nodiscard]] std::optional<std::size_t> next(std::chrono::nanoseconds now) noexcept {
    if (started_ == places_ || now < next_at_) return std::nullopt;
    next_at_ = now + stagger_;
    return started_++;
  }
  /// When `next` is due again; nothing once every attempt has begun.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const noexcept {
    if (started_ == places_) return std::nullopt;
    return next_at_;
  }
  /// An attempt has failed: the next need not wait.
  void on_failed(std::chrono::nanoseconds now) noexcept {
    ++failed_;
    next_at_ = now;
  }
  /// All have failed.
  [[nodiscard]] bool is_lost() const noexcept { return failed_ == places_; }

 private:
  std::size_t places_;
  std::chrono::nanoseconds stagger_;
  std::chrono::nanoseconds next_at_ = std::chrono::nanoseconds::min();
  std::size_t started_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace strata::detail
