// Benchmarks of strata::crypto, each beside OpenSSL or a textbook form in the same run.
//
// Rows are named <operation>/<implementation>/<bytes>. Figures are compared within one run only;
// the rows "bound/…" time chains of dependent instructions, which no single stream can beat.
#include <benchmark/benchmark.h>

BENCHMARK_MAIN();
