// ClientCore: what all handles of one client share.
#pragma once

#include "core/config_keeper.hpp"
#include "core/login_transfer.hpp"
#include "net/link_environment.hpp"
#include "net/link_pool.hpp"
#include "rpc/flood_gate.hpp"
#include "rpc/invoke_procedure.hpp"
#include "session/session_store.hpp"

#include "strata/client/invoker.hpp"
#include "strata/client/update_sink.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace strata::detail {

/// Owns the links and the policies. The coroutines take the core as an argument, so that it lives
/// as long as they run; they and everything else run on its strand, except where it says "any
/// thread".
class ClientCore : public LinkObserver, public std::enable_shared_from_this<ClientCore> {
 public:
  ClientCore(std::shared_ptr<LinkEnvironment> environment, std::shared_ptr<SessionStore> store);

  // Any thread
  [[nodiscard]] const LinkEnvironment& environment() const noexcept { return *environment_; }
  [[nodiscard]] bool is_connected() const noexcept { return connected_; }
  /// Ends everything at once without telling anyone; what the last handle does when it goes.
  void abandon();
  void network_restored();
  void set_update_sink(std::shared_ptr<UpdateSink> sink);
  [[nodiscard]] std::shared_ptr<UpdateSink> update_sink() const;

  // lifecycle.cpp
  static asio::awaitable<void> connect(std::shared_ptr<ClientCore> self);
  static asio::awaitable<void> disconnect(std::shared_ptr<ClientCore> self);
  static asio::awaitable<void> shutdown(std::shared_ptr<ClientCore> self);
  static asio::awaitable<void> wait_until_closed(std::shared_ptr<ClientCore> self);
  static asio::awaitable<void> save(std::shared_ptr<ClientCore> self);

  // forget_login.cpp
  static asio::awaitable<void> forget_login(std::shared_ptr<ClientCore> self);

  // invoke.cpp
  static asio::awaitable<RawAnswer> invoke(std::shared_ptr<ClientCore> self, RawCall call);

 private:
  asio::awaitable<void> retire_keys(AsyncEvent::TimePoint deadline);
  enum class State { closed, open, closing };

  // lifecycle.cpp
  void close(const Error& reason);
  asio::awaitable<void> wait_for_calls(AsyncEvent::TimePoint deadline);

  // invoke.cpp
  class CallCounter;
  [[nodiscard]] InvokeProcedure make_procedure(const CallOptions& options) const;
  [[nodiscard]] InvokeAction first_action(InvokeProcedure& procedure, std::uint32_t method);
  asio::awaitable<Result<Bytes>> send(const RawCall& call, std::optional<int> dc,
                                      AsyncEvent::TimePoint deadline);
  asio::awaitable<InvokeAction> perform(InvokeAction action, const InvokeProcedure& procedure,
                                        std::uint32_t method);
  asio::awaitable<void> sleep(std::chrono::milliseconds time);
  void move_home(int dc);
  void end_login(const Error& reason);

  // observer.cpp
  void on_link_changed(const Link& link) override;
  void on_updates(const Link& link, BytesView body) override;
  void on_gap(const Link& link, UpdateGap reason) override;
  void on_wrong_address(const Link& link) override;
  void on_addresses_failed(const Link& link) override;
  void on_link_failed(const Link& link, const Error& reason) override;

  std::shared_ptr<LinkEnvironment> environment_;
  std::shared_ptr<SessionStore> store_;
  LinkPool links_;
  LoginTransfer logins_;
  ConfigKeeper config_;
  FloodGate floods_;

  mutable std::mutex sink_mutex_;
  std::shared_ptr<UpdateSink> sink_;

  State state_ = State::closed;
  std::atomic<bool> connected_ = false;
  std::optional<Error> closed_by_;
  std::size_t calls_ = 0;
  AsyncEvent changed_;  ///< state or number of calls
};

}  // namespace strata::detail
