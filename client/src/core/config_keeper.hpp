// ConfigKeeper: keeps the addresses of the data centres as the server's configuration has them.
#pragma once

#include "core/config_schedule.hpp"
#include "net/async_event.hpp"
#include "net/link_pool.hpp"

#include "strata/base/bytes.hpp"

#include <asio/awaitable.hpp>

#include <memory>
#include <optional>

namespace strata::detail {

/// Asks for help.getConfig over the encrypted home session, and for nothing while the user has
/// named addresses by hand: they lead to a data centre that the table would not fit. All use is on
/// the client's strand.
// Spec: core.telegram.org/method/help.getConfig (C-29, C-30)
class ConfigKeeper {
 public:
  ConfigKeeper(std::shared_ptr<LinkEnvironment> environment, LinkPool& links)
      : environment_(std::move(environment)), links_(links) {}

  /// `owner` owns this object and lives until `stop` has had its effect.
  void start(std::shared_ptr<void> owner);
  void stop();
  /// The addresses are of no use, or said to have changed.
  void request();
  /// Requests when these updates say that the configuration has changed.
  void on_updates(BytesView updates);

 private:
  static asio::awaitable<void> run(std::shared_ptr<void> owner, ConfigKeeper* self);
  asio::awaitable<void> ask();
  asio::awaitable<Status> fetch();

  std::shared_ptr<LinkEnvironment> environment_;
  LinkPool& links_;
  std::optional<ConfigSchedule> schedule_;  ///< while running
  AsyncEvent changed_;
  bool runs_ = false;
};

/// Whether an encoded object of type Updates has updateConfig or updateDcOptions in it.
[[nodiscard]] bool says_config_changed(BytesView updates);

}  // namespace strata::detail
