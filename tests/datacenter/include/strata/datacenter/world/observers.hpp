// Passes everything that happens in a world on to all who want to hear of it.
#pragma once

#include "strata/datacenter/world/event.hpp"

#include <vector>

namespace strata::datacenter {

class Observers final : public WorldObserver {
 public:
  void add(WorldObserver* observer) { observers_.push_back(observer); }
  void remove(WorldObserver* observer) { std::erase(observers_, observer); }

  void on_event(UserId owner, const Event& event, Origin origin) override {
    for (WorldObserver* observer : observers_) observer->on_event(owner, event, origin);
  }
  void on_notice(UserId owner, const Notice& notice, Origin origin) override {
    for (WorldObserver* observer : observers_) observer->on_notice(owner, notice, origin);
  }
  void on_login_code(const std::string& phone, const std::string& code) override {
    for (WorldObserver* observer : observers_) observer->on_login_code(phone, code);
  }

 private:
  std::vector<WorldObserver*> observers_;
};

}  // namespace strata::datacenter
