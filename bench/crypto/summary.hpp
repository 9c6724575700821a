// What a run of crypto_bench says at its end: one table, and whether the goals are reached.
#pragma once

#include "crypto/results.hpp"

#include <iosfwd>

namespace strata::bench {

/// All rows beside the one they are compared with and beside the bound of a single stream.
void print_table(const Results& results, std::ostream& out);

/// One line for each goal whose rows have run. Returns whether all of them are reached.
bool print_goals(const Results& results, std::ostream& out);

}  // namespace strata::bench
