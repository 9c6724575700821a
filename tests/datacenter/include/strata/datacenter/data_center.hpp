// A data centre on a socket: what tests, examples and the program start.
#pragma once

#include "strata/datacenter/engine.hpp"

#include <asio/any_io_executor.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace strata::datacenter {

struct DataCenterOptions {
  EngineOptions engine;
  /// A loopback address; others are refused.
  std::string address = "127.0.0.1";
  /// 0 chooses a free port.
  std::uint16_t port = 0;
  /// Further connections wait in the system's queue.
  std::size_t most_connections = 4096;
};

/// Speaks MTProto with any client that knows its address and public key.
///
/// Threads: everything but `counters()` belongs to the executor, which must not run handlers
/// concurrently: a strand, or an io_context that one thread runs. Several data centres on one such
/// executor may share a world of accounts.
class DataCenter {
 public:
  /// Fails when a schema does not load.
  [[nodiscard]] static Result<std::unique_ptr<DataCenter>> create(asio::any_io_executor executor,
                                                                  DataCenterOptions options = {});
  /// Stops; the executor may still hold handlers, which then do nothing.
  ~DataCenter();
  DataCenter(const DataCenter&) = delete;
  DataCenter& operator=(const DataCenter&) = delete;

  /// Adds methods; before start().
  void add_service(std::unique_ptr<Service> service);

  /// Listens. Fails when the address is no loopback address or cannot be had. Afterwards
  /// `address()` and `port()` say where; clients are served as soon as the executor runs.
  [[nodiscard]] Status start();
  /// Closes the listening socket and all connections. Keys and sessions stay: start() may follow.
  void stop();

  [[nodiscard]] std::string address() const;
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] int dc_id() const;
  [[nodiscard]] const std::string& public_key_pem() const;
  [[nodiscard]] std::uint64_t fingerprint() const;

  /// From any thread.
  [[nodiscard]] Counters counters() const;
  [[nodiscard]] Faults& faults();

  /// Moves the time of the data centre forward: salts, keys and timers age at once.
  void advance_clock(std::chrono::nanoseconds by);
  [[nodiscard]] std::chrono::nanoseconds unix_time() const;

  // As in Engine.
  void drop_connections();
  void forget_salts();
  void forget_sessions();
  void forget_temporary_keys();
  void forget_keys();

 private:
  class Impl;
  explicit DataCenter(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace strata::datacenter
