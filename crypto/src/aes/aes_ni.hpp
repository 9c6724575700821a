// AES-256 rounds and key schedules on the processor's AES instructions, as inline pieces.
#pragma once

#if defined(__x86_64__)

#include "wipe.hpp"

#include <cstdint>
#include <cstring>
#include <immintrin.h>

#define STRATA_AES_INSTRUCTIONS "aes,sse4.1,ssse3"
#define STRATA_TARGET_AES [[gnu::target(STRATA_AES_INSTRUCTIONS), gnu::always_inline]] inline

namespace strata::crypto::aes_ni {

inline constexpr int rounds = 14;

STRATA_TARGET_AES __m128i load(const void* from) {
  __m128i value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

STRATA_TARGET_AES void store(void* to, __m128i value) { std::memcpy(to, &value, sizeof value); }

/// Round keys 0 … 14 in the order of use. Secret: wipe with the scope that holds it.
struct Schedule {
  __m128i key[rounds + 1];
};

/// Each word XORed with all words before it.
STRATA_TARGET_AES __m128i running_xor(__m128i words) {
  words = _mm_xor_si128(words, _mm_slli_si128(words, 4));
  return _mm_xor_si128(words, _mm_slli_si128(words, 8));
}

/// Spec: FIPS 197, 5.2. The last round of encryption substitutes the bytes; since all four columns
/// are the same word there, the shifting of rows changes nothing. This has half the latency of
/// the instruction made for key expansion.
STRATA_TARGET_AES void expand_key(const std::uint8_t* key, Schedule& schedule) {
  const __m128i last_word_rotated = _mm_set1_epi32(0x0c0f0e0d);
  const __m128i last_word = _mm_set1_epi32(0x0f0e0d0c);
  __m128i even = load(key);
  __m128i odd = load(key + 16);
  __m128i round_constant = _mm_set1_epi32(1);
  schedule.key[0] = even;
  schedule.key[1] = odd;
#pragma GCC unroll 7
  for (int i = 2; i <= rounds; i += 2) {
    const __m128i to_even =
        _mm_aesenclast_si128(_mm_shuffle_epi8(odd, last_word_rotated), round_constant);
    even = _mm_xor_si128(running_xor(even), to_even);
    schedule.key[i] = even;
    round_constant = _mm_slli_epi32(round_constant, 1);
    if (i == rounds) break;
    const __m128i to_odd =
        _mm_aesenclast_si128(_mm_shuffle_epi8(even, last_word), _mm_setzero_si128());
    odd = _mm_xor_si128(running_xor(odd), to_odd);
    schedule.key[i + 1] = odd;
  }
}

/// The schedule of the equivalent inverse cipher (FIPS 197, 5.3.5).
STRATA_TARGET_AES void invert_schedule(Schedule& schedule) {
  Schedule inverse;
  inverse.key[0] = schedule.key[rounds];
  inverse.key[rounds] = schedule.key[0];
#pragma GCC unroll 13
  for (int i = 1; i < rounds; ++i) {
    inverse.key[i] = _mm_aesimc_si128(schedule.key[rounds - i]);
  }
  schedule = inverse;
}

}  // namespace strata::crypto::aes_ni

#endif
