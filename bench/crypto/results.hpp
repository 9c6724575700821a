// The figures of one run: the best repetition of each row.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace strata::bench {

/// One row, named <operation>/<implementation>/<bytes>; the last part may be missing.
struct Row {
  std::string name;
  /// Processor time of one iteration in the fastest repetition. Other programs lengthen some
  /// repetitions, none shortens one.
  double nanoseconds = 0;
  /// Bytes that one iteration goes through; 0 where that means nothing.
  double bytes = 0;
  std::map<std::string, double> counters;

  [[nodiscard]] std::string part(std::size_t index) const;
};

class Results {
 public:
  void add(const benchmark::BenchmarkReporter::Run& run);

  /// In the order in which rows were registered first seen.
  [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }
  [[nodiscard]] const Row* find(const std::string& name) const noexcept;

  /// Nanoseconds of a row, or nothing when it did not run.
  [[nodiscard]] std::optional<double> time(const std::string& name) const noexcept;
  /// Nanoseconds of `a` over those of `b`.
  [[nodiscard]] std::optional<double> ratio(const std::string& a, const std::string& b) const;

 private:
  std::vector<Row> rows_;
};

}  // namespace strata::bench
