// Benchmarks of strata::crypto, each beside OpenSSL or a textbook form in the same run.
//
// Rows are named <operation>/<implementation>/<bytes>. Figures are compared within one run only;
// the rows "bound/…" time chains of dependent instructions, which no single stream can beat.
// Repetitions of all rows are interleaved at random, and the fastest of each counts.
//
// crypto_bench [--goals] [options of Google Benchmark]
//   --goals                               ends with 1 when a goal is missed
//   --benchmark_filter=ige_.*             only some rows; goals without their rows are left out
//   --benchmark_repetitions=N             how often each row is timed (9)
//   --benchmark_out=FILE.json             every repetition as JSON, for tools/bench_plot
#include "crypto/results.hpp"
#include "crypto/summary.hpp"

#include <iostream>
#include <string_view>

namespace {

// Collects rows instead of printing each repetition.
class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      results_.add(run);
      if (run.error_occurred) {
        std::cerr << run.benchmark_name() << ": " << run.error_message << '\n';
      }
    }
  }
  [[nodiscard]] const strata::bench::Results& results() const noexcept { return results_; }

 private:
  strata::bench::Results results_;
};

}  // namespace

int main(int argc, char** argv) {
  // Ours first: options that the caller gives come later and win.
  std::vector<std::string> words{argv[0], "--benchmark_repetitions=9",
                                 "--benchmark_enable_random_interleaving=true",
                                 "--benchmark_min_time=0.02"};
  bool goals_decide = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--goals") {
      goals_decide = true;
    } else {
      words.emplace_back(argv[i]);
    }
  }
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector);
  strata::bench::print_table(collector.results(), std::cout);
  std::cout << '\n';
  const bool reached = strata::bench::print_goals(collector.results(), std::cout);
  return goals_decide && !reached ? 1 : 0;
}
