// A data centre with its world on a thread of its own, for tests and examples.
#pragma once

#include "strata/datacenter/data_center.hpp"
#include "strata/datacenter/telegram_services.hpp"
#include "strata/datacenter/world/world.hpp"

#include <functional>
#include <memory>

namespace strata::datacenter {

struct BackgroundOptions {
  DataCenterOptions data_center;
  WorldOptions world;
  ServiceOptions services;
};

/// Listens from start() until it is destroyed.
class BackgroundDataCenter {
 public:
  [[nodiscard]] static Result<std::unique_ptr<BackgroundDataCenter>> start(
      BackgroundOptions options = {});
  /// Stops and joins the thread.
  ~BackgroundDataCenter();
  BackgroundDataCenter(const BackgroundDataCenter&) = delete;
  BackgroundDataCenter& operator=(const BackgroundDataCenter&) = delete;

  // These never change after start().
  [[nodiscard]] const std::string& address() const noexcept;
  [[nodiscard]] std::uint16_t port() const noexcept;
  [[nodiscard]] int dc_id() const noexcept;
  [[nodiscard]] const std::string& public_key_pem() const noexcept;
  [[nodiscard]] std::uint64_t fingerprint() const noexcept;

  [[nodiscard]] Counters counters() const;
  /// Runs `work` on the thread of the data centre and waits for it: the way to change faults, to
  /// look into the world, to act in it. Not from that thread itself.
  void run(const std::function<void(DataCenter&, World&)>& work);

 private:
  struct Impl;
  explicit BackgroundDataCenter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace strata::datacenter
