// SHA-256 rounds on the processor's SHA instructions, as inline pieces for several kernels.
#pragma once

#if defined(__x86_64__)

#include "digest/blocks.hpp"

#include <immintrin.h>

#define STRATA_TARGET_SHA [[gnu::target("sha,sse4.1,ssse3"), gnu::always_inline]] inline

namespace strata::crypto::sha_ni {

alignas(64) inline constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// The chaining state in the order that the instructions want: A B E F and C D G H.
struct Lanes {
  __m128i abef;
  __m128i cdgh;
};

STRATA_TARGET_SHA __m128i load(const void* from) {
  __m128i value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

STRATA_TARGET_SHA Lanes load_state(const Sha256State& state) {
  const __m128i cdab = _mm_shuffle_epi32(load(state.data()), 0xb1);
  const __m128i efgh = _mm_shuffle_epi32(load(state.data() + 4), 0x1b);
  return {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xf0)};
}

STRATA_TARGET_SHA void store_state(Sha256State& state, const Lanes& lanes) {
  const __m128i feba = _mm_shuffle_epi32(lanes.abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(lanes.cdgh, 0xb1);
  const __m128i abcd = _mm_blend_epi16(feba, dchg, 0xf0);
  const __m128i efgh = _mm_alignr_epi8(dchg, feba, 8);
  std::memcpy(state.data(), &abcd, sizeof abcd);
  std::memcpy(state.data() + 4, &efgh, sizeof efgh);
}

/// Four big-endian words of a block.
STRATA_TARGET_SHA __m128i load_words(const std::uint8_t* from) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  return _mm_shuffle_epi8(load(from), swap);
}

/// The message words 4·group … 4·group + 3, from the last four groups in the ring `w`.
STRATA_TARGET_SHA void schedule(__m128i (&w)[4], std::size_t group) {
  const __m128i last = w[(group + 3) % 4];
  const __m128i middle = _mm_alignr_epi8(last, w[(group + 2) % 4], 4);
  const __m128i first = _mm_sha256msg1_epu32(w[group % 4], w[(group + 1) % 4]);
  w[group % 4] = _mm_sha256msg2_epu32(_mm_add_epi32(first, middle), last);
}

/// Four rounds with message words `words`.
STRATA_TARGET_SHA void four_rounds(Lanes& lanes, __m128i words, std::size_t group) {
  const __m128i sum = _mm_add_epi32(words, load(round_constants.data() + 4 * group));
  lanes.cdgh = _mm_sha256rnds2_epu32(lanes.cdgh, lanes.abef, sum);
  lanes.abef = _mm_sha256rnds2_epu32(lanes.abef, lanes.cdgh, _mm_shuffle_epi32(sum, 0x0e));
}

}  // namespace strata::crypto::sha_ni

#endif
