// The table of all rows.
#include "crypto/bounds.hpp"
#include "crypto/summary.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ostream>

namespace strata::bench {
namespace {

// How many messages an iteration of "…_8" has.
double messages_of(const Row& row) {
  const std::string implementation = row.part(1);
  const std::size_t underscore = implementation.rfind('_');
  if (underscore == std::string::npos) return 1;
  const std::string end = implementation.substr(underscore + 1);
  return end == "2" ? 2 : end == "4" ? 4 : end == "8" ? 8 : 1;
}

// The row of the same operation and size that others are measured by: OpenSSL's, or zlib's, or one
// of our own where nobody else has the operation.
const Row* baseline_of(const Results& results, const Row& row) {
  const std::string size = row.part(2);
  const std::string end = size.empty() ? "" : "/" + size;
  for (const char* name : {"/openssl_ecb", "/openssl", "/openssl_evp", "/openssl_power_only",
                           "/openssl_two_primes", "/zlib", "/textbook_floyd", "/strata_1"}) {
    if (const Row* found = results.find(row.part(0) + name + end)) return found;
  }
  return nullptr;
}

std::string formatted(const char* format, double value) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

std::string time_text(double nanoseconds) {
  if (nanoseconds < 1e4) return formatted("%.0f ns", nanoseconds);
  if (nanoseconds < 1e7) return formatted("%.1f us", nanoseconds / 1e3);
  return formatted("%.1f ms", nanoseconds / 1e6);
}

// One line: an operation in one implementation, its times by size.
struct Line {
  std::string name;
  std::map<long, const Row*> by_size;  // 0 where there is none
};

// Lines in the order of their names.
std::vector<Line> lines_of(const Results& results) {
  std::map<std::string, Line> found;
  for (const Row& row : results.rows()) {
    const std::string name = row.part(0) + "/" + row.part(1);
    Line& line = found[name];
    line.name = name;
    line.by_size[std::strtol(row.part(2).c_str(), nullptr, 10)] = &row;
  }
  std::vector<Line> lines;
  for (auto& [name, line] : found) lines.push_back(std::move(line));
  return lines;
}

constexpr std::array<long, 6> sizes{64, 256, 1024, 16384, 524288, 1048576};
constexpr std::array<const char*, 6> size_names{"64 B",   "256 B",   "1 KiB",
                                                "16 KiB", "512 KiB", "1 MiB"};

using Cells = std::array<std::string, sizes.size() + 3>;

void print_cells(std::ostream& out, const std::string& name, const Cells& cells) {
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), "%-44s", name.c_str());
  std::string line = text.data();
  for (const std::string& cell : cells) {
    std::snprintf(text.data(), text.size(), "%10s", cell.c_str());
    line += text.data();
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

Cells cells_of(const Results& results, const Line& line) {
  Cells cells;
  for (const auto& [size, row] : line.by_size) {
    // What has no size stands in the first column.
    const auto column = std::find(sizes.begin(), sizes.end(), size);
    const auto index = column == sizes.end() ? 0 : column - sizes.begin();
    cells.at(static_cast<std::size_t>(index)) = time_text(row->nanoseconds / messages_of(*row));
  }
  const Row& largest = *line.by_size.rbegin()->second;
  const double time = largest.nanoseconds / messages_of(largest);
  const std::optional<double> clock = clock_of(results);
  if (largest.bytes > 0 && clock) {
    cells[6] = formatted("%.2f", time * *clock / (largest.bytes / messages_of(largest)));
  }
  const Row* const baseline = baseline_of(results, largest);
  if (baseline == &largest) {
    cells[7] = "1";
  } else if (baseline != nullptr) {
    cells[7] = formatted("%.2f", baseline->nanoseconds / messages_of(*baseline) / time);
  }
  const std::optional<double> bound = bound_of(results, largest);
  if (bound) cells[8] = formatted("%.0f %%", 100 * *bound / time);
  return cells;
}

}  // namespace

void print_table(const Results& results, std::ostream& out) {
  out << "Time of one message; c/B, speed (times the baseline's, which has 1) and share of the\n"
         "latency bound of one stream at the largest size.";
  if (const auto clock = clock_of(results)) {
    out << " Clock " << formatted("%.2f", *clock) << " GHz.";
  }
  out << "\n\n";
  Cells head;
  std::copy(size_names.begin(), size_names.end(), head.begin());
  std::copy_n(std::array{"c/B", "speed", "of bound"}.begin(), 3, head.end() - 3);
  print_cells(out, "operation/implementation", head);
  for (const Line& line : lines_of(results)) print_cells(out, line.name, cells_of(results, line));
}

}  // namespace strata::bench
