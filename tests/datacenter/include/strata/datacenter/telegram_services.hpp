// Telegram's methods over a world: what a local data centre answers with.
#pragma once

#include "strata/datacenter/rpc.hpp"
#include "strata/datacenter/world/world.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace strata::datacenter {

/// Another data centre that clients may be told of in help.getConfig.
struct DcAddress {
  std::int32_t id = 0;
  std::string address;
  std::uint16_t port = 0;
  bool media_only = false;
};

/// How the services behave; the world itself has WorldOptions.
struct ServiceOptions {
  /// Data centres besides the one that runs the services; auth.exportAuthorization knows them.
  std::vector<DcAddress> other_dcs;
  /// Seconds until a client should ask for the configuration again.
  std::int32_t config_lifetime = 3600;
  /// Two-letter code of the country that help.getNearestDc names.
  std::string country = "DE";
  /// Called with every login code that is sent: a program prints it.
  std::function<void(const std::string& phone, const std::string& code)> on_login_code;
};

/// The methods of auth, account, users, contacts, messages, bots, updates, upload and help that
/// README.md lists. Pushes what happens in the world to the sessions concerned, in pts order.
///
/// The world must live as long as requests come in; several data centres on one strand may share
/// a world.
class TelegramServices final : public Service {
 public:
  explicit TelegramServices(World& world, ServiceOptions options = {});
  ~TelegramServices() override;

  void install(Dispatcher& dispatcher, Host& host) override;
  void on_key_destroyed(std::uint64_t permanent_key_id) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace strata::datacenter
