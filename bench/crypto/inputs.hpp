// Inputs of the crypto benchmarks: reproducible bytes, sizes, what a row says of itself.
#pragma once

#include "support/scripted_random.hpp"

#include "strata/base/bytes.hpp"

#include <benchmark/benchmark.h>

namespace strata::bench {

[[nodiscard]] inline Bytes random_bytes(std::size_t size, std::uint64_t seed = 1) {
  Bytes bytes(size);
  test::ScriptedRandom({}, seed).fill(bytes);
  return bytes;
}

/// Tells how many bytes a row has gone through: `messages` times its argument per iteration.
inline void count_bytes(benchmark::State& state, std::int64_t messages = 1) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * messages *
                          state.range(0));
}

/// The sizes of rows over streams and over messages.
inline void stream_sizes(benchmark::internal::Benchmark* row) {
  for (const std::int64_t size : {64, 1024, 16384, 524288, 1048576}) row->Arg(size);
}
inline void message_sizes(benchmark::internal::Benchmark* row) {
  for (const std::int64_t size : {64, 256, 1024, 16384, 524288, 1048576}) row->Arg(size);
}

}  // namespace strata::bench
