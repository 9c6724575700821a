// Client: a logged-in (or logging-in) connection to Telegram.
#pragma once

#include "strata/client/client_builder.hpp"
#include "strata/client/operation_sets.hpp"

#include <asio/awaitable.hpp>

#include <memory>
#include <string>

namespace strata {

namespace detail {
class ClientCore;
}

/// A handle on one account's connection: cheap to copy, all copies share it, usable from any
/// thread.
///
/// What it can do beyond its lifecycle comes from the operation sets it inherits. When the last
/// handle goes, the client disconnects at once, as by `disconnect`.
class Client : public virtual OperationSet, public detail::OperationSets {
 public:
  [[nodiscard]] static ClientBuilder builder();

  Client(const Client&) = default;
  Client(Client&&) = default;
  Client& operator=(const Client&) = default;
  Client& operator=(Client&&) = default;
  ~Client();

  /// A connection to the home data centre is up now.
  [[nodiscard]] bool is_connected() const;
  /// The home data centre's id.
  [[nodiscard]] int home_dc() const;
  /// The executor that the client runs on.
  [[nodiscard]] asio::any_io_executor executor() const;

  /// Calls any method of the Telegram API; see Invoker::invoke.
  template <tl::RemoteCall F>
  asio::awaitable<tl::Object<typename F::Result>> invoke(const F& request,
                                                         CallOptions options = {}) const {
    return invoker()->invoke(request, std::move(options));
  }

  /// Connects again after `disconnect`. *Throws* as ClientBuilder::connect.
  asio::awaitable<void> connect();
  /// Ends at once: pending calls fail with ClosedError, the session is saved. May be repeated.
  asio::awaitable<void> disconnect();
  /// Ends gracefully: takes no new calls, waits for pending ones up to the shutdown timeout,
  /// flushes acknowledgements, saves the session. May be repeated.
  asio::awaitable<void> shutdown();
  /// Completes when the client was disconnected, shut down, or gave up reconnecting (then *throws*
  /// the reason).
  asio::awaitable<void> run_until_disconnected();
  /// Reconnects at once instead of waiting for the backoff, for callers that know the network is
  /// back.
  void signal_network_restored() const;

  /// Writes the session now. *Throws* SessionError.
  asio::awaitable<void> save_session();
  /// The session as portable text; treat it as a password.
  [[nodiscard]] std::string export_session_string() const;

 private:
  friend class ClientBuilder;
  explicit Client(std::shared_ptr<detail::ClientCore> core);

  std::shared_ptr<detail::ClientCore> core_;
};

}  // namespace strata
