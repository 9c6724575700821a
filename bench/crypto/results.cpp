// Collecting rows.
#include "crypto/results.hpp"

#include <algorithm>

namespace strata::bench {

std::string Row::part(std::size_t index) const {
  std::size_t begin = 0;
  for (; index > 0; --index) {
    const std::size_t slash = name.find('/', begin);
    if (slash == std::string::npos) return {};
    begin = slash + 1;
  }
  return name.substr(begin, name.find('/', begin) - begin);
}

void Results::add(const benchmark::BenchmarkReporter::Run& run) {
  if (run.run_type != benchmark::BenchmarkReporter::Run::RT_Iteration || run.error_occurred) return;
  const std::string name =
      run.run_name.function_name + (run.run_name.args.empty() ? "" : "/") + run.run_name.args;
  const double time = run.cpu_accumulated_time * 1e9 / static_cast<double>(run.iterations);
  auto row = std::find_if(rows_.begin(), rows_.end(),
                          [&name](const Row& known) { return known.name == name; });
  if (row == rows_.end()) {
    rows_.push_back({name, time, 0, {}});
    row = rows_.end() - 1;
  }
  row->nanoseconds = std::min(row->nanoseconds, time);
  for (const auto& [key, counter] : run.counters) {
    if (key == "bytes_per_second") {
      // A rate by now; what is wanted is how many bytes an iteration has.
      row->bytes = counter.value * run.cpu_accumulated_time / static_cast<double>(run.iterations);
      continue;
    }
    const auto [found, is_new] = row->counters.try_emplace(key, counter.value);
    if (!is_new) found->second = std::min(found->second, counter.value);
  }
}

const Row* Results::find(const std::string& name) const noexcept {
  const auto row =
      std::find_if(rows_.begin(), rows_.end(), [&name](const Row& r) { return r.name == name; });
  return row == rows_.end() ? nullptr : &*row;
}

std::optional<double> Results::time(const std::string& name) const noexcept {
  const Row* const row = find(name);
  return row == nullptr ? std::nullopt : std::optional(row->nanoseconds);
}

std::optional<double> Results::ratio(const std::string& a, const std::string& b) const {
  const std::optional<double> above = time(a);
  const std::optional<double> below = time(b);
  if (!above || !below) return std::nullopt;
  return *above / *below;
}

}  // namespace strata::bench
