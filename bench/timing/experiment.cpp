// Takes the timings and tests them.
#include "timing/experiment.hpp"

#include "support/scripted_random.hpp"
#include "timing/welch.hpp"

#include <cstdio>

#if defined(__x86_64__)
#include <x86intrin.h>
#else
#include <ctime>
#endif

namespace strata::bench {
namespace {

constexpr double visible = 4.5;

std::uint64_t ticks() {
#if defined(__x86_64__)
  unsigned processor = 0;
  _mm_lfence();
  const std::uint64_t now = __rdtscp(&processor);
  _mm_lfence();
  return now;
#else
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC_RAW, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U +
         static_cast<std::uint64_t>(time.tv_nsec);
#endif
}

TwoClasses measure(const Experiment& experiment, std::size_t samples) {
  test::ScriptedRandom random({}, 5);
  Bytes work(experiment.inputs[0][0].size());
  TwoClasses result;
  const std::size_t warm_up = samples / 20;
  for (std::size_t i = 0; i < samples + warm_up; ++i) {
    const bool second = random.uniform(2) == 1;
    const std::vector<Bytes>& kind = experiment.inputs[second ? 1 : 0];
    const Bytes& input = kind[random.uniform(kind.size())];
    std::copy(input.begin(), input.end(), work.begin());
    const std::uint64_t start = ticks();
    experiment.run(work);
    const std::uint64_t end = ticks();
    if (i >= warm_up) result.add(second, end - start);
  }
  return result;
}

bool report(const std::string& what, const TwoClasses& timings, bool should_be_visible) {
  const double t = timings.worst_t();
  const bool ok = (t >= visible) == should_be_visible;
  std::printf("%-7s |t| = %8.2f  %zu samples  %s\n",
              ok                  ? "ok"
              : should_be_visible ? "BLIND"
                                  : "VISIBLE",
              t, timings.size(), what.c_str());
  std::fflush(stdout);
  return ok;
}

}  // namespace

bool run_all(const Experiment& control, const std::vector<Experiment>& experiments,
             std::size_t samples) {
  bool ok = report(control.what, measure(control, samples), true);
  for (const Experiment& experiment : experiments) {
    ok = report(experiment.what, measure(experiment, samples), false) && ok;
  }
  return ok;
}

}  // namespace strata::bench
