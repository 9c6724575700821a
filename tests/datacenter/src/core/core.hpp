// The state of a data centre and the few steps that everything else is made of.
#pragma once

#include "core/accounting.hpp"
#include "core/auth_keys.hpp"
#include "core/connection.hpp"
#include "core/layers.hpp"
#include "core/timers.hpp"
#include "handshake/handshakes.hpp"

#include "strata/datacenter/engine.hpp"

#include <map>
#include <set>

namespace strata::datacenter {

class Session;

/// Handling of packets and messages is done by functions in files of their own; they share this.
///
/// ```
///   bytes → ServerStream → packets.cpp ─ plain → Handshakes
///                              └ encrypted → messages.cpp ─ service → service_messages.cpp
///                                                └ call → calls.cpp → Dispatcher → services
///   Outbox ← answers, updates, notices;  delivery.cpp: Outbox → sealed packet → ServerStream
/// ```
class Core final : public Host {
 public:
  using Clock = std::chrono::nanoseconds;

  Core(EngineOptions the_options, Layers the_layers);
  ~Core() override;

  EngineOptions options;
  Layers layers;
  std::unique_ptr<Random> random;
  ServerKey server_key;
  Accounting accounting;
  Faults faults;
  AuthKeys keys;
  Handshakes handshakes;
  Dispatcher dispatcher;
  std::vector<std::unique_ptr<Service>> services;
  std::map<ConnectionId, Connection> connections;
  Timers timers;
  std::string endpoint_address = "127.0.0.1";
  std::uint16_t endpoint_port = 0;

  // Host
  int dc_id() const override { return options.dc_id; }
  std::string address() const override { return endpoint_address; }
  std::uint16_t port() const override { return endpoint_port; }
  bool is_test_environment() const override { return options.test_environment; }
  std::int32_t now() const override;
  std::chrono::nanoseconds unix_time() const override { return now_; }
  void fill_random(MutableBytes bytes) override { random->fill(bytes); }
  void schedule(std::chrono::nanoseconds delay, std::function<void()> task) override;
  std::vector<ClientSession*> update_sessions(std::uint64_t permanent_key_id) override;
  void destroy_key(std::uint64_t permanent_key_id) override;

  // Steps
  /// Everything from outside happens inside one step: the time is set first, and at the end
  /// sessions with something to say are flushed and what was closed is removed.
  template <class Work>
  void step(Clock time, Work&& work) {
    now_ = std::max(now_, time);
    work();
    run_due_timers();
    finish();
  }

  [[nodiscard]] Connection* find(ConnectionId id);
  void send(Connection& connection, BytesView payload);
  void send_error(Connection& connection, std::int32_t code);
  void close(Connection& connection, std::string_view why);
  void write_output(Connection& connection);

  /// The session is flushed at the end of the step.
  void mark_dirty(Session& session);
  /// Takes the sessions that were marked since the last time.
  [[nodiscard]] std::vector<std::shared_ptr<Session>> take_dirty();

  /// Ends a session: its service are told, nothing is sent any more.
  void end_session(AuthKey& key, std::int64_t session_id);
  /// Removes a key at the end of the step.
  void doom_key(std::uint64_t key_id) { doomed_.insert(key_id); }

  void log(std::string_view line) const {
    if (options.log) options.log(line);
  }

 private:
  void run_due_timers();
  void finish();
  void remove_doomed();

  Clock now_{};
  std::set<std::pair<std::uint64_t, std::int64_t>> dirty_;
  std::set<std::uint64_t> doomed_;
};

}  // namespace strata::datacenter
