// RetryPolicy: whether a refused or interrupted call is made again, and when.
#pragma once

#include "strata/base/error.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace strata {

/// What a policy may base its decision on.
class RetryContext {
 public:
  RetryContext(const Error& error, int attempt, std::chrono::milliseconds elapsed)
      : error_(error), attempt_(attempt), elapsed_(elapsed) {}

  /// What the last attempt ended with.
  [[nodiscard]] const Error& error() const noexcept { return error_; }
  [[nodiscard]] const std::string& error_message() const noexcept { return error_.message(); }
  /// How many attempts have failed: 1 after the first.
  [[nodiscard]] int attempt() const noexcept { return attempt_; }
  /// Time since the call was made.
  [[nodiscard]] std::chrono::milliseconds elapsed() const noexcept { return elapsed_; }
  /// The wait that Telegram asks for (FLOOD_WAIT_X and the like), if it does.
  [[nodiscard]] std::optional<std::chrono::seconds> flood_wait() const noexcept;
  /// The server failed (500 class), a later attempt may succeed.
  [[nodiscard]] bool is_internal_error() const noexcept;
  /// The connection failed before an answer came, and repeating the call is safe.
  [[nodiscard]] bool is_transport_error() const noexcept;

 private:
  const Error& error_;
  int attempt_;
  std::chrono::milliseconds elapsed_;
};

/// Decides after each failed attempt. One object may serve many clients: `should_retry` is called
/// from their strands, so it must be thread-safe.
class RetryPolicy {
 public:
  virtual ~RetryPolicy() = default;
  /// The delay before the next attempt, or nothing to give the error to the caller.
  virtual std::optional<std::chrono::milliseconds> should_retry(const RetryContext& context) = 0;
};

/// The default: sleeps through flood waits up to `threshold`, backs off on server errors, repeats
/// once after a connection error.
std::shared_ptr<RetryPolicy> auto_sleep(std::chrono::seconds threshold = std::chrono::seconds{60});

/// Gives every error to the caller at once.
std::shared_ptr<RetryPolicy> no_retries();

}  // namespace strata
