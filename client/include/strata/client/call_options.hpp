// How one call is made: where, how long, and whether it may be repeated.
#pragma once

#include <chrono>
#include <optional>

namespace strata {

/// What may happen when nobody knows whether the server executed a call.
// Spec: G-17
enum class Idempotency {
  automatic,       ///< by the method: reads and calls with a random_id are repeatable
  repeatable,      ///< a second execution changes nothing: send again freely
  not_repeatable,  ///< send again only when the first was certainly not executed
};

/// Which of the client's MTProto sessions carries a call.
enum class SessionKind {
  main,  ///< the session that also receives updates
  file,  ///< a session of its own without updates, for file parts
};

/// Options of one call; every setter returns the object, so that they chain.
class CallOptions {
 public:
  CallOptions() noexcept {}

  /// Sends the call to this data centre instead of the home one; the login is carried over.
  CallOptions& dc(int id) noexcept {
    dc_ = id;
    return *this;
  }
  /// How long the whole call may take, waits and retries included. Default: the client's (60 s).
  CallOptions& timeout(std::chrono::milliseconds limit) noexcept {
    timeout_ = limit;
    return *this;
  }
  CallOptions& idempotency(Idempotency value) noexcept {
    idempotency_ = value;
    return *this;
  }
  CallOptions& session(SessionKind value) noexcept {
    session_ = value;
    return *this;
  }
  /// Longest flood wait that is slept through. Default: the client's RetryPolicy decides.
  CallOptions& flood_wait_limit(std::chrono::seconds limit) noexcept {
    flood_wait_limit_ = limit;
    return *this;
  }
  /// Throws FLOOD_WAIT at once instead of sleeping.
  CallOptions& no_flood_wait() noexcept { return flood_wait_limit(std::chrono::seconds{0}); }
  /// Does not repeat the call after the server failed with a 500 (bot answers, inline queries).
  CallOptions& no_server_error_retry() noexcept {
    retry_server_errors_ = false;
    return *this;
  }

  [[nodiscard]] std::optional<int> dc() const noexcept { return dc_; }
  [[nodiscard]] std::optional<std::chrono::milliseconds> timeout() const noexcept {
    return timeout_;
  }
  [[nodiscard]] Idempotency idempotency() const noexcept { return idempotency_; }
  [[nodiscard]] SessionKind session() const noexcept { return session_; }
  [[nodiscard]] std::optional<std::chrono::seconds> flood_wait_limit() const noexcept {
    return flood_wait_limit_;
  }
  [[nodiscard]] bool retry_server_errors() const noexcept { return retry_server_errors_; }

 private:
  std::optional<int> dc_;
  std::optional<std::chrono::milliseconds> timeout_;
  std::optional<std::chrono::seconds> flood_wait_limit_;
  Idempotency idempotency_ = Idempotency::automatic;
  SessionKind session_ = SessionKind::main;
  bool retry_server_errors_ = true;
};

}  // namespace strata
