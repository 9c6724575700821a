// Pushes what happens in the world to the sessions of those concerned.
#pragma once

#include "services/call.hpp"

namespace strata::datacenter {

/// Observes the world on behalf of one data centre.
class Publisher final : public WorldObserver {
 public:
  explicit Publisher(ServiceState& state);
  ~Publisher() override;
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  void on_event(UserId owner, const Event& event, Origin origin) override;
  void on_notice(UserId owner, const Notice& notice, Origin origin) override;
  void on_login_code(const std::string& phone, const std::string& code) override;

 private:
  [[nodiscard]] std::vector<ClientSession*> sessions_of(UserId owner, Origin except) const;

  ServiceState& state_;
  std::weak_ptr<Observers> observers_;
};

}  // namespace strata::datacenter
