// Time and the wire of a simulated life.
#include "mtproto/life/simulation.hpp"

#include "mtproto/life/rules.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto::life {
namespace {

using namespace std::chrono_literals;

constexpr nanoseconds start_unix = 1'609'459'200s;
constexpr nanoseconds start_monotonic = 1000s;
// The server is a little ahead at first.
constexpr nanoseconds start_error = 700ms;

crypto::AuthKey make_key() {
  return std::move(*crypto::AuthKey::from_bytes(session_test::test_key()));
}

}  // namespace

SessionOptions Simulation::life_options() {
  SessionOptions options;
  options.init_prefix = init_prefix();
  options.transport_pads_packets = true;
  return options;
}

Simulation::Simulation(std::uint64_t seed)
    : chance_(seed),
      random_({}, seed + 1),
      now_{start_monotonic, start_unix},
      server_offset_(start_unix - start_monotonic + start_error),
      server_(ledger_, chance_,
              {.time = [this] { return now_.monotonic + server_offset_; },
               .later =
                   [this](nanoseconds delay, std::function<void()> action) {
                     timeline_.at(now_.monotonic + delay, std::move(action));
                   },
               .send =
                   [this](Bytes packet) {
                     if (!connected_ || silent_) return;
                     last_to_client_ = std::max(last_to_client_, now_.monotonic + latency());
                     timeline_.at(last_to_client_, [this, connection = connection_,
                                                    packet = std::move(packet)]() mutable {
                       if (connection == connection_) deliver_to_client(std::move(packet));
                     });
                   }}),
      session_(make_key(), server_.salt_now(), start_unix - start_monotonic, life_options(),
               random_),
      started_(start_monotonic) {
  server_.expect_session(session_.session_id());
  connect();
  schedule_incidents();
}

std::chrono::hours Simulation::age() const {
  return std::chrono::floor<std::chrono::hours>(now_.monotonic - started_);
}

void Simulation::live(nanoseconds time) {
  const nanoseconds end = now_.monotonic + time;
  while (now_.monotonic < end) {
    advance_to(std::min(end, now_.monotonic + 1h));
    audit();
  }
}

void Simulation::settle() {
  incidents_ = false;
  silent_ = false;
  if (!connected_) connect();
  for (int hour = 0; hour < 3; ++hour) live(1h);
  require(ledger_.open() == 0, "calls are left at the end");
  require(session_.pending_calls() == 0, "the session holds calls that nobody made");
}

// From one thing that happens to the next: something on the timeline, or the session's deadline.
void Simulation::advance_to(nanoseconds time) {
  int at_once = 0;
  while (now_.monotonic < time) {
    const nanoseconds deadline = session_.deadline().value_or(time);
    const nanoseconds planned = timeline_.empty() ? time : timeline_.next();
    const nanoseconds next = std::clamp(std::min(deadline, planned), now_.monotonic, time);
    const bool due = deadline <= next;
    at_once = due && next == now_.monotonic ? at_once + 1 : 0;
    require(at_once < 4, "a deadline stays in the past");
    pass(next - now_.monotonic);
    if (due) wake();
    while (!timeline_.empty() && timeline_.next() <= now_.monotonic) {
      const auto action = timeline_.take();
      action();
      write_all();
      take_events();
    }
  }
}

void Simulation::pass(nanoseconds time) {
  now_.monotonic += time;
  now_.unix_time += time;
}

void Simulation::wake() {
  ++wakes_;
  if (!session_.on_deadline(now_)) disconnect(250ms);
  write_all();
  take_events();
}

void Simulation::write_all() {
  Buffer out;
  int rounds = 0;
  while (session_.write_packet(now_, out)) {
    require(++rounds < 1000, "writing does not end");
    if (silent_) continue;
    const BytesView packet = std::as_const(out).bytes();
    last_to_server_ = std::max(last_to_server_, now_.monotonic + latency());
    timeline_.at(last_to_server_, [this, connection = connection_,
                                   bytes = Bytes(packet.begin(), packet.end())] {
      if (connection != connection_ || silent_) return;
      server_.on_packet(bytes);
      require(server_.violations().empty(), "the client breaks a rule of the protocol");
    });
  }
}

void Simulation::deliver_to_client(Bytes packet) {
  if (silent_) return;
  attempts_ = 0;
  const bool accepted = session_.on_packet(now_, packet).has_value();
  take_events();  // they refer to the packet
  if (!accepted) disconnect(250ms);
}

void Simulation::connect() {
  if (connected_) return;
  connected_ = true;
  silent_ = false;
  ++connection_;
  ++totals_.connections;
  last_to_client_ = last_to_server_ = now_.monotonic;
  session_.on_connected(now_);
  server_.on_connected();
  write_all();
}

// The owner connects again after a pause that grows while nothing comes back.
void Simulation::disconnect(nanoseconds pause) {
  if (!connected_) return;
  connected_ = false;
  ++connection_;
  session_.on_disconnected(now_);
  const nanoseconds backoff = std::min<nanoseconds>(pause * (1 << std::min(attempts_++, 7)), 30s);
  timeline_.at(now_.monotonic + backoff, [this] { connect(); });
}

void Simulation::audit() {
  ledger_.audit(now_.monotonic, 90min);
  require(session_.pending_calls() == ledger_.open(),
          "session and owner disagree about open calls");
  require(wakes_ < 4000, "the session wakes up more often than once a second");
  wakes_ = 0;
  totals_.most_memory = std::max(totals_.most_memory, session_.memory_usage());
  require(session_.memory_usage() < 1024 * 1024, "the session grows");
  require(timeline_.size() < 20'000, "the simulation grows");
  while (updates_seen_.size() > 4096) updates_seen_.erase(updates_seen_.begin());
}

}  // namespace strata::mtproto::life
