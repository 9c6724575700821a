// What no single stream can beat, from the chains of dependent instructions timed in the same run.
#pragma once

#include "crypto/results.hpp"

namespace strata::bench {

/// Nanoseconds that a row takes at least, where that is known: fourteen AES latencies for each
/// block of IGE, thirty-two of the SHA instruction for each block of SHA-256.
[[nodiscard]] std::optional<double> bound_of(const Results& results, const Row& row);

/// The clock in GHz, which turns nanoseconds into cycles.
[[nodiscard]] std::optional<double> clock_of(const Results& results);

}  // namespace strata::bench
