// What goes wrong in a simulated life, and about how often.
#include "mtproto/life/rules.hpp"
#include "mtproto/life/simulation.hpp"

#include "strata/mtproto/errors.hpp"

#include <utility>

namespace strata::mtproto::life {
namespace {

using namespace std::chrono_literals;

}  // namespace

void Simulation::schedule(nanoseconds mean, void (Simulation::*incident)()) {
  timeline_.at(now_.monotonic + chance_.after_about(mean), [this, mean, incident] {
    if (!incidents_) return;
    (this->*incident)();
    schedule(mean, incident);
  });
}

void Simulation::schedule_incidents() {
  schedule(100s, &Simulation::make_calls);
  schedule(180s, &Simulation::push_updates);
  schedule(20min, &Simulation::lose_connection);
  schedule(2h, &Simulation::go_silent);
  schedule(5h, &Simulation::restart_server);
  schedule(7h, &Simulation::change_salts);
  schedule(11h, &Simulation::jump_wall_clock);
  schedule(9h, &Simulation::move_server_clock);
  schedule(13h, &Simulation::sleep);
  schedule(17h, &Simulation::restart_program);
}

// What is on the wire is lost in both directions.
void Simulation::lose_connection() {
  disconnect(chance_.per_mille(700) ? nanoseconds(0) : chance_.between(1s, 30s));
}

// Half-open: bytes vanish, and nobody says so.
void Simulation::go_silent() {
  silent_ = true;
  ++totals_.outages;
  timeline_.at(now_.monotonic + chance_.between(5s, 180s), [this] { silent_ = false; });
}

void Simulation::restart_server() {
  ++totals_.restarts;
  server_.restart();
  if (chance_.per_mille(800)) disconnect(chance_.between(0s, 20s));
}

void Simulation::change_salts() {
  ++totals_.salt_changes;
  server_.change_salts();
}

void Simulation::jump_wall_clock() {
  ++totals_.clock_jumps;
  now_.unix_time += chance_.between(-48h, 48h);
}

// The two clocks move against each other. A server's own clock never goes back by much, or its ids
// would not rise; this machine's may stand still, which looks like the server's leaping ahead.
void Simulation::move_server_clock() {
  server_offset_ += chance_.per_mille(700) ? chance_.between(-3s, 3s) : chance_.between(-20s, 400s);
}

// The machine sleeps: its monotonic clock stands still while the world goes on.
void Simulation::sleep() {
  ++totals_.sleeps;
  const nanoseconds time = chance_.between(1min, 10h);
  now_.unix_time += time;
  server_offset_ += time;
  // Nobody waits so long with a connection.
  if (time > 2min) silent_ = true;
}

// The program ends and starts again with what it has saved; by then its wall clock may be wrong.
void Simulation::restart_program() {
  ++totals_.program_restarts;
  SessionState state = session_.export_state(now_);
  if (chance_.per_mille(300)) state.session_id = 0;
  session_.close(Error(Errc::session_closed, "the program ends"));
  take_events();
  require(ledger_.open() == 0, "the end of the program leaves calls open");
  disconnect(nanoseconds(0));
  if (chance_.per_mille(500)) now_.unix_time += chance_.between(-1h, 1h);
  session_ = Session(now_, std::move(state), life_options(), random_);
}

void Simulation::push_updates() {
  server_.push_update();
  if (chance_.per_mille(200)) server_.remark();
}

}  // namespace strata::mtproto::life
