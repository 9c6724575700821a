// Lets a session live for many simulated hours and says what happened.
//   mtproto-life [HOURS] [SEED]      default 10000 hours, seed 1
#include "mtproto/life/rules.hpp"
#include "mtproto/life/simulation.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <malloc.h>

namespace {

using strata::mtproto::life::BrokenRule;
using strata::mtproto::life::require;
using strata::mtproto::life::Simulation;

// Zero where a sanitizer replaces malloc; leaks are its own business then.
std::size_t allocated() { return mallinfo2().uordblks; }

void print(const Simulation& life) {
  const auto& calls = life.ledger().totals();
  const auto& server = life.server().totals();
  const auto& totals = life.totals();
  std::printf(
      "calls: %lu made, %lu answered, %lu cancelled, %lu of unknown outcome, %lu failed; "
      "%lu executions, %lu of them repeated harmlessly\n",
      calls.made, calls.answered, calls.cancelled, calls.unknown, calls.failed, calls.executions,
      calls.repeated);
  std::printf(
      "incidents: %lu connections, %lu outages, %lu restarts, %lu salt changes, %lu clock jumps, "
      "%lu sleeps, %lu restarts of the program\n",
      totals.connections, totals.outages, totals.restarts, totals.salt_changes, totals.clock_jumps,
      totals.sleeps, totals.program_restarts);
  std::printf(
      "server: %lu packets, %lu sessions, %lu refused salts, %lu refused times, %lu messages "
      "repeated\n",
      server.packets, server.sessions, server.bad_salts, server.bad_times, server.repeated_answers);
  std::printf("session: %lu updates, %lu gaps declared, %lu resets, at most %zu bytes, %zu now\n",
              totals.updates, totals.gaps, totals.resets, totals.most_memory, life.idle_memory());
}

void live(std::uint64_t seed, long hours) {
  Simulation life(seed);
  const long warm_up = hours / 10;
  try {
    life.live(std::chrono::hours(warm_up));
    const std::size_t before = allocated();
    life.live(std::chrono::hours(hours - warm_up));
    const std::size_t after = allocated();
    life.settle();
    print(life);
    require(after < before + 2 * 1024 * 1024, "the process grows");
    require(life.idle_memory() < 64 * 1024, "the session does not become small again");
  } catch (const BrokenRule&) {
    std::fprintf(stderr, "seed %lu, hour %ld:\n", static_cast<unsigned long>(seed),
                 static_cast<long>(life.age().count()));
    print(life);
    throw;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const long hours = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 10'000;
  const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  try {
    live(seed, hours);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "seed %lu: broken: %s\n", static_cast<unsigned long>(seed), error.what());
    return 1;
  }
  return 0;
}
