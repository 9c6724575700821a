// Instruction latencies of this machine: what bounds a single stream of AES-IGE and SHA-256.
#include <benchmark/benchmark.h>

#if defined(__x86_64__)
#include "cpu/features.hpp"

#include <immintrin.h>

namespace strata::bench {
namespace {

// Fourteen dependent rounds, as one block of AES-256 has.
[[gnu::target("aes,sse4.1"), gnu::noinline]] void aes_chain(benchmark::State& state) {
  __m128i value = _mm_set1_epi32(1);
  const __m128i key = _mm_set1_epi32(0x01234567);
  for (auto _ : state) {
#pragma GCC unroll 14
    for (int i = 0; i < 14; ++i) {
      value = _mm_aesenc_si128(value, key);
      asm volatile("" : "+x"(value));
    }
  }
  benchmark::DoNotOptimize(value);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * 16);
}

// Thirty-two dependent double rounds, as one block of SHA-256 has.
[[gnu::target("sha,sse4.1"), gnu::noinline]] void sha256_chain(benchmark::State& state) {
  __m128i value = _mm_set1_epi32(1);
  const __m128i other = _mm_set1_epi32(0x01234567);
  for (auto _ : state) {
#pragma GCC unroll 32
    for (int i = 0; i < 32; ++i) {
      value = _mm_sha256rnds2_epu32(other, value, other);
      asm volatile("" : "+x"(value));
    }
  }
  benchmark::DoNotOptimize(value);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * 64);
}

[[maybe_unused]] const bool registered = [] {
  if (crypto::cpu_features().aes_ni) {
    benchmark::RegisterBenchmark("bound/14_aesenc_per_16", aes_chain);
  }
  if (crypto::cpu_features().sha_ni) {
    benchmark::RegisterBenchmark("bound/32_sha256rnds2_per_64", sha256_chain);
  }
  return true;
}();

}  // namespace
}  // namespace strata::bench

#endif
