// Instruction latencies of this machine: what bounds a single stream of AES-IGE and SHA-256.
#include <benchmark/benchmark.h>

#if defined(__x86_64__)
#include "cpu/features.hpp"

#include <immintrin.h>

namespace strata::bench {
namespace {

// Sixty-four dependent multiplications: three cycles each on every processor of the last decade, so
// this measures the clock.
[[gnu::noinline]] void clock_chain(benchmark::State& state) {
  std::uint64_t value = 3;
  for (auto _ : state) {
#pragma GCC unroll 64
    for (int i = 0; i < 64; ++i) asm volatile("imul %0, %0" : "+r"(value));
  }
  benchmark::DoNotOptimize(value);
}

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

// What each of the thirteen derived round keys of AES-256 waits for: a permutation of the one
// before, its substitution, and an XOR.
[[gnu::target("aes,sse4.1,ssse3"), gnu::noinline]] void schedule_chain(benchmark::State& state) {
  __m128i value = _mm_set1_epi32(1);
  const __m128i other = _mm_set1_epi32(0x01234567);
  const __m128i last_word = _mm_set1_epi32(0x0f0e0d0c);
  for (auto _ : state) {
#pragma GCC unroll 13
    for (int i = 0; i < 13; ++i) {
      value = _mm_aesenclast_si128(_mm_shuffle_epi8(value, last_word), _mm_setzero_si128());
      value = _mm_xor_si128(value, other);
      asm volatile("" : "+x"(value));
    }
  }
  benchmark::DoNotOptimize(value);
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
  benchmark::RegisterBenchmark("bound/64_imul", clock_chain);
  if (crypto::cpu_features().aes_ni) {
    benchmark::RegisterBenchmark("bound/14_aesenc", aes_chain);
    benchmark::RegisterBenchmark("bound/13_round_keys", schedule_chain);
  }
  if (crypto::cpu_features().sha_ni) {
    benchmark::RegisterBenchmark("bound/32_sha256rnds2", sha256_chain);
  }
  return true;
}();

}  // namespace
}  // namespace strata::bench

#endif
