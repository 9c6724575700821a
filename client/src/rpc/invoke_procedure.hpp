// InvokeProcedure: what follows each outcome of a call, without I/O and without a clock.
#pragma once

#include "strata/base/error.hpp"
#include "strata/client/call_options.hpp"
#include "strata/client/retry_policy.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace strata::detail {

/// Send the call to this data centre; nothing means the home one.
struct SendCall {
  std::optional<int> dc;

  friend bool operator==(const SendCall&, const SendCall&) = default;
};

/// Sleep, then `resume`. `blocks_method`: others of the same method should wait as well (G-12).
struct Sleep {
  std::chrono::milliseconds time{};
  bool blocks_method = false;

  friend bool operator==(const Sleep&, const Sleep&) = default;
};

/// Make `dc` the home data centre, then `resume` (D-10).
struct MoveHome {
  int dc = 0;

  friend bool operator==(const MoveHome&, const MoveHome&) = default;
};

/// Carry the login to `dc` anew: its authorisation was lost (G-14); then `resume`.
struct ImportLogin {
  int dc = 0;

  friend bool operator==(const ImportLogin&, const ImportLogin&) = default;
};

/// Introduce the client to the server anew, then `resume` (B-82).
struct InitConnection {
  friend bool operator==(const InitConnection&, const InitConnection&) = default;
};

/// Give this error to the caller. `ends_login`: the session is of no use any more (FATAL-AUTH).
struct FailCall {
  Error error;
  bool ends_login = false;
};

using InvokeAction = std::variant<SendCall, Sleep, MoveHome, ImportLogin, InitConnection, FailCall>;

/// The life of one call from the caller's view.
///
/// ```
///   start ─→ SendCall ─ answer → done
///                     ─ error  → Sleep | MoveHome | ImportLogin | InitConnection ─ resume →
///                     SendCall
///                              → FailCall
/// ```
class InvokeProcedure {
 public:
  static constexpr int max_flood_waits = 5;      // Spec: G-12
  static constexpr int max_migrations = 3;       // Spec: D-10
  static constexpr int max_initializations = 2;  // Spec: B-82

  /// `now` is a reading of a monotonic clock, `deadline` one of the same clock.
  InvokeProcedure(const CallOptions& options, std::shared_ptr<RetryPolicy> policy,
                  std::chrono::nanoseconds now, std::chrono::nanoseconds deadline);

  /// The first action, and the one after a finished Sleep, MoveHome, ImportLogin, InitConnection.
  [[nodiscard]] InvokeAction resume() const { return SendCall{dc_}; }
  /// The attempt failed.
  [[nodiscard]] InvokeAction on_error(std::chrono::nanoseconds now, const Error& error);

  [[nodiscard]] std::chrono::nanoseconds deadline() const noexcept { return deadline_; }

 private:
  [[nodiscard]] InvokeAction on_migrate(const Error& error, int dc, bool moves_home);
  [[nodiscard]] InvokeAction on_logged_out(const Error& error);
  [[nodiscard]] InvokeAction on_flood_wait(std::chrono::nanoseconds now, const Error& error,
                                           std::chrono::seconds wait);
  [[nodiscard]] InvokeAction ask_policy(std::chrono::nanoseconds now, const Error& error);
  [[nodiscard]] InvokeAction sleep(std::chrono::nanoseconds now, const Error& error,
                                   std::chrono::milliseconds time, bool blocks_method) const;

  CallOptions options_;
  std::shared_ptr<RetryPolicy> policy_;
  std::chrono::nanoseconds started_;
  std::chrono::nanoseconds deadline_;
  std::optional<int> dc_;
  std::vector<int> visited_;
  int failures_ = 0;
  int flood_waits_ = 0;
  int initializations_ = 0;
  bool imported_login_ = false;
};

}  // namespace strata::detail
