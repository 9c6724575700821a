// A whole data centre without sockets and clocks: bytes in, bytes out, time as an argument.
#pragma once

#include "strata/base/result.hpp"
#include "strata/datacenter/counters.hpp"
#include "strata/datacenter/faults.hpp"
#include "strata/datacenter/rpc.hpp"
#include "strata/datacenter/server_key.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace strata::datacenter {

/// What a data centre is.
struct EngineOptions {
  /// 1 to 5 in Telegram; also what help.getConfig calls `this_dc`.
  int dc_id = 2;
  bool test_environment = false;
  /// Without one, ServerKey::of_this_process().
  std::optional<ServerKey> key;
  /// Schemas of further layers; the newest and a part of layer 144 are built in.
  std::vector<std::filesystem::path> schemas;
  /// Secrets of 16 bytes under which obfuscated connections may come, as through MTProxy.
  std::vector<Bytes> proxy_secrets;
  /// Makes everything random repeatable. Never for anything but tests.
  std::optional<std::uint64_t> seed;
  /// A salt is used that long and accepted for twice as long.
  std::chrono::nanoseconds salt_period = std::chrono::minutes(30);
  /// Refuse what a real server may let pass: clients of another data centre (-444), seq_no with
  /// the wrong parity on service messages. Such things are counted as violations in any case.
  bool strict = false;
  /// A connection on which nothing complete arrives for that long is closed: before the first
  /// packet, and afterwards.
  std::chrono::nanoseconds first_packet_timeout = std::chrono::seconds(30);
  std::chrono::nanoseconds idle_timeout = std::chrono::minutes(15);
  /// Lines for a person to read; never secrets. May be empty.
  std::function<void(std::string_view line)> log;
};

/// The other end of a connection: where the engine's bytes go.
class ConnectionSink {
 public:
  virtual ~ConnectionSink() = default;
  virtual void write(Bytes bytes) = 0;
  /// Closes after everything written so far; the engine does not use the sink afterwards.
  virtual void close() = 0;
};

using ConnectionId = std::uint64_t;

/// Not thread-safe, and needs no thread: tests drive it with made-up time, DataCenter drives it
/// from an executor. Time is unix time in nanoseconds and must not go backwards.
class Engine {
 public:
  using Clock = std::chrono::nanoseconds;

  /// Fails when a schema does not load.
  [[nodiscard]] static Result<std::unique_ptr<Engine>> create(EngineOptions options);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Adds methods; before the first connection. `service` lives as long as the engine.
  void add_service(std::unique_ptr<Service> service);
  /// What services tell clients of the address.
  void set_endpoint(std::string address, std::uint16_t port);

  [[nodiscard]] ConnectionId open(Clock now, ConnectionSink& sink);
  void receive(Clock now, ConnectionId connection, BytesView bytes);
  /// The client is gone; its sink is not used any more. Unknown connections are ignored.
  void closed(Clock now, ConnectionId connection);
  /// Runs what is due.
  void advance(Clock now);
  /// When advance() should be called next at the latest.
  [[nodiscard]] std::optional<Clock> deadline() const;

  [[nodiscard]] const ServerKey& key() const noexcept;
  [[nodiscard]] Host& host() noexcept;
  /// From any thread.
  [[nodiscard]] Counters counters() const;
  [[nodiscard]] Faults& faults() noexcept;

  // Things that happen to clients when a test says so.
  void drop_connections(Clock now);
  /// Every salt given out is invalid from now on.
  void forget_salts(Clock now);
  /// Sessions are forgotten, keys stay: the next message opens a session anew.
  void forget_sessions(Clock now);
  /// Temporary keys are forgotten, bound or not.
  void forget_temporary_keys(Clock now);
  /// All keys are forgotten: clients get -404.
  void forget_keys(Clock now);

 private:
  class Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace strata::datacenter
