// A session's whole life on a virtual clock, with everything that goes wrong in years.
#pragma once

#include "mtproto/life/chance.hpp"
#include "mtproto/life/ledger.hpp"
#include "mtproto/life/server_model.hpp"
#include "mtproto/life/timeline.hpp"
#include "support/scripted_random.hpp"

#include "strata/mtproto/session.hpp"

#include <chrono>
#include <cstdint>
#include <set>

namespace strata::mtproto::life {

/// Plays owner, network, clocks and server of one session. Throws BrokenRule as soon as something
/// does not hold: each call ends exactly once, nothing is executed twice that must not be, nothing
/// waits for hours, updates come once, memory is bounded, no time is spent busily.
class Simulation {
 public:
  explicit Simulation(std::uint64_t seed);

  /// Lets so much time pass with all its incidents.
  void live(nanoseconds time);
  /// Lets everything end well; afterwards nothing may be left.
  void settle();

  struct Totals {
    std::uint64_t connections = 0;
    std::uint64_t outages = 0;
    std::uint64_t restarts = 0;
    std::uint64_t clock_jumps = 0;
    std::uint64_t sleeps = 0;
    std::uint64_t program_restarts = 0;
    std::uint64_t salt_changes = 0;
    std::uint64_t resets = 0;
    std::uint64_t updates = 0;
    std::uint64_t gaps = 0;
    std::size_t most_memory = 0;
  };
  [[nodiscard]] const Totals& totals() const { return totals_; }
  [[nodiscard]] const Ledger& ledger() const { return ledger_; }
  [[nodiscard]] const ServerModel& server() const { return server_; }
  [[nodiscard]] std::chrono::hours age() const;
  [[nodiscard]] std::size_t idle_memory() const { return session_.memory_usage(); }

 private:
  static SessionOptions life_options();

  // owner.cpp: calls, and what comes of them.
  void make_calls();
  void enqueue_one(CallId after);
  void cancel_one();
  void take_events();

  // incidents.cpp: what goes wrong.
  void schedule(nanoseconds mean, void (Simulation::*incident)());
  void schedule_incidents();
  void lose_connection();
  void go_silent();
  void restart_server();
  void change_salts();
  void jump_wall_clock();
  void move_server_clock();
  void sleep();
  void restart_program();
  void push_updates();

  // simulation.cpp: time and the wire.
  void advance_to(nanoseconds time);
  void pass(nanoseconds time);
  void wake();
  void write_all();
  void connect();
  void disconnect(nanoseconds pause);
  void deliver_to_client(Bytes packet);
  void audit();
  [[nodiscard]] nanoseconds latency() {
    return chance_.between(nanoseconds(10'000'000), nanoseconds(200'000'000));
  }

  Chance chance_;
  test::ScriptedRandom random_;
  Now now_;
  nanoseconds server_offset_;
  Timeline timeline_;
  Ledger ledger_;
  ServerModel server_;
  Session session_;
  std::set<std::int64_t> updates_seen_;
  CallId last_call_ = CallId::none;
  nanoseconds started_;
  nanoseconds last_to_server_{};
  nanoseconds last_to_client_{};
  /// Each connection has a number; what is on the wire of an earlier one is lost.
  std::uint64_t connection_ = 0;
  std::uint64_t wakes_ = 0;
  int attempts_ = 0;
  bool connected_ = false;
  bool silent_ = false;
  bool incidents_ = true;
  Totals totals_;
};

}  // namespace strata::mtproto::life
