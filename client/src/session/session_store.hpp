// SessionStore: writes the account to its backend, soon after it changed.
#pragma once

#include "net/async_event.hpp"

#include "strata/client/account.hpp"
#include "strata/client/logging.hpp"
#include "strata/client/session_backend.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <memory>
#include <mutex>

namespace strata::detail {

/// Collects changes for a moment and saves them together. The backend works on the worker executor,
/// one operation at a time; everything else is on the client's strand.
class SessionStore : public std::enable_shared_from_this<SessionStore> {
 public:
  /// Changes that can be had again from the server wait so long for company.
  static constexpr std::chrono::seconds gather_time{2};

  SessionStore(std::shared_ptr<SessionBackend> backend, std::shared_ptr<Account> account,
               asio::any_io_executor strand, asio::any_io_executor worker, Logger logger);

  /// Begins to save by itself after changes of the account. Ends with `finish`.
  void start();
  [[nodiscard]] bool is_running() const noexcept { return running_; }
  /// Saves now. Error: what the backend says.
  asio::awaitable<Status> save();
  /// Saves what is unsaved and lets go of the backend.
  asio::awaitable<Status> finish();
  /// Deletes what is stored; later changes are not saved until `start`.
  asio::awaitable<Status> remove();

 private:
  static asio::awaitable<void> run(std::shared_ptr<SessionStore> self);
  void on_change(Account::Urgency urgency);
  asio::awaitable<void> wait_turn();

  std::shared_ptr<SessionBackend> backend_;
  /// A cancelled `save` leaves its work running; the next one waits for it here.
  std::mutex backend_mutex_;
  std::shared_ptr<Account> account_;
  asio::any_io_executor strand_;
  asio::any_io_executor worker_;
  Logger logger_;
  AsyncEvent changed_;
  AsyncEvent idle_;
  bool running_ = false;
  bool dirty_ = false;
  bool urgent_ = false;
  bool busy_ = false;
};

}  // namespace strata::detail
