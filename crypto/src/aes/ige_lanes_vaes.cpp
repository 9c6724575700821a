// Four or eight messages side by side, one AES instruction for the blocks of two of them.
#include "aes/ige_lanes.hpp"
#include "cpu/features.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace strata::crypto {

#if defined(__x86_64__)

namespace {

#define STRATA_VAES_INSTRUCTIONS "vaes,avx2,aes"
#define STRATA_TARGET_VAES [[gnu::target(STRATA_VAES_INSTRUCTIONS), gnu::always_inline]] inline

// Blocks of two lanes, the first one in the lower half.
STRATA_TARGET_VAES __m256i load_two(const std::uint8_t* first, const std::uint8_t* second) {
  __m128i low;
  __m128i high;
  std::memcpy(&low, first, sizeof low);
  std::memcpy(&high, second, sizeof high);
  return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}

STRATA_TARGET_VAES void store_two(std::uint8_t* first, std::uint8_t* second, __m256i blocks) {
  const __m128i low = _mm256_castsi256_si128(blocks);
  const __m128i high = _mm256_extracti128_si256(blocks, 1);
  std::memcpy(first, &low, sizeof low);
  std::memcpy(second, &high, sizeof high);
}

// The keys of one round for the lanes 2·pair and 2·pair + 1, which stand side by side.
STRATA_TARGET_VAES __m256i round_key(const LaneKeys& keys, int round, std::size_t pair) {
  __m256i key;
  std::memcpy(&key, keys.round[round][2 * pair], sizeof key);
  return key;
}

// See IgeChain for the recurrence; here every variable of it is one per pair of lanes.
template <bool encrypting, std::size_t pairs>
[[gnu::target(STRATA_VAES_INSTRUCTIONS)]] void run(const LaneKeys& keys, const IgeLane* lanes,
                                                   std::size_t blocks) noexcept {
  constexpr std::size_t output_half = encrypting ? 0 : 16;
  constexpr std::size_t input_half = 16 - output_half;
  __m256i before[pairs];
  __m256i current[pairs];
  __m256i state[pairs];
#pragma GCC unroll 4
  for (std::size_t i = 0; i < pairs; ++i) {
    const IgeLane& a = lanes[2 * i];
    const IgeLane& b = lanes[2 * i + 1];
    before[i] = load_two(a.iv + input_half, b.iv + input_half);
    current[i] = load_two(a.in, b.in);
    const __m256i output_before = load_two(a.iv + output_half, b.iv + output_half);
    state[i] = _mm256_xor_si256(_mm256_xor_si256(current[i], output_before), round_key(keys, 0, i));
  }
  for (std::size_t at = 16;; at += 16) {
#pragma GCC unroll 13
    for (int round = 1; round <= 13; ++round) {
#pragma GCC unroll 4
      for (std::size_t i = 0; i < pairs; ++i) {
        const __m256i key = round_key(keys, round, i);
        state[i] =
            encrypting ? _mm256_aesenc_epi128(state[i], key) : _mm256_aesdec_epi128(state[i], key);
      }
    }
    if (at == 16 * blocks) break;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < pairs; ++i) {
      const IgeLane& a = lanes[2 * i];
      const IgeLane& b = lanes[2 * i + 1];
      const __m256i next = load_two(a.in + at, b.in + at);
      const __m256i next_and_key = _mm256_xor_si256(next, round_key(keys, 0, i));
      const __m256i last =
          _mm256_xor_si256(_mm256_xor_si256(round_key(keys, 14, i), before[i]), next_and_key);
      state[i] = encrypting ? _mm256_aesenclast_epi128(state[i], last)
                            : _mm256_aesdeclast_epi128(state[i], last);
      store_two(a.out + at - 16, b.out + at - 16, _mm256_xor_si256(state[i], next_and_key));
      before[i] = current[i];
      current[i] = next;
    }
  }
#pragma GCC unroll 4
  for (std::size_t i = 0; i < pairs; ++i) {
    const IgeLane& a = lanes[2 * i];
    const IgeLane& b = lanes[2 * i + 1];
    const __m256i last = _mm256_xor_si256(round_key(keys, 14, i), before[i]);
    const __m256i output = encrypting ? _mm256_aesenclast_epi128(state[i], last)
                                      : _mm256_aesdeclast_epi128(state[i], last);
    const std::size_t end = 16 * (blocks - 1);
    store_two(a.out + end, b.out + end, output);
    store_two(a.iv + output_half, b.iv + output_half, output);
    store_two(a.iv + input_half, b.iv + input_half, current[i]);
  }
}

}  // namespace

const IgeLanesKernel* vaes_lanes() noexcept {
  const IgeLanesKernel* const narrow = aes_ni_lanes();
  if (narrow == nullptr || !cpu_features().vaes) return nullptr;
  // The key schedule is the same; it is a chain of its own that the processor overlaps.
  static const IgeLanesKernel kernel{
      "vaes", narrow->expand, {run<true, 2>, run<false, 2>}, {run<true, 4>, run<false, 4>}};
  return &kernel;
}

#else

const IgeLanesKernel* vaes_lanes() noexcept { return nullptr; }

#endif

}  // namespace strata::crypto
