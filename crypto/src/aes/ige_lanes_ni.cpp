// Four or eight messages side by side, one AES instruction for each block.
#include "aes/aes_ni.hpp"
#include "aes/ige_lanes.hpp"
#include "cpu/features.hpp"

namespace strata::crypto {

#if defined(__x86_64__)

namespace {

using aes_ni::load;
using aes_ni::store;

// See IgeChain for the recurrence; here every variable of it is one per lane.
template <bool encrypting, std::size_t width>
[[gnu::target(STRATA_AES_INSTRUCTIONS)]] void run(const LaneKeys& keys, const IgeLane* lanes,
                                                  std::size_t blocks) noexcept {
  constexpr std::size_t output_half = encrypting ? 0 : 16;
  constexpr std::size_t input_half = 16 - output_half;
  __m128i before[width];
  __m128i current[width];
  __m128i state[width];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < width; ++i) {
    before[i] = load(lanes[i].iv + input_half);
    current[i] = load(lanes[i].in);
    state[i] = _mm_xor_si128(_mm_xor_si128(current[i], load(lanes[i].iv + output_half)),
                             load(keys.round[0][i]));
  }
  for (std::size_t at = 16;; at += 16) {
#pragma GCC unroll 13
    for (int round = 1; round <= 13; ++round) {
#pragma GCC unroll 8
      for (std::size_t i = 0; i < width; ++i) {
        const __m128i key = load(keys.round[round][i]);
        state[i] = encrypting ? _mm_aesenc_si128(state[i], key) : _mm_aesdec_si128(state[i], key);
      }
    }
    if (at == 16 * blocks) break;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < width; ++i) {
      const __m128i next = load(lanes[i].in + at);
      const __m128i next_and_key = _mm_xor_si128(next, load(keys.round[0][i]));
      const __m128i last =
          _mm_xor_si128(_mm_xor_si128(load(keys.round[14][i]), before[i]), next_and_key);
      state[i] =
          encrypting ? _mm_aesenclast_si128(state[i], last) : _mm_aesdeclast_si128(state[i], last);
      store(lanes[i].out + at - 16, _mm_xor_si128(state[i], next_and_key));
      before[i] = current[i];
      current[i] = next;
    }
  }
#pragma GCC unroll 8
  for (std::size_t i = 0; i < width; ++i) {
    const __m128i last = _mm_xor_si128(load(keys.round[14][i]), before[i]);
    const __m128i output =
        encrypting ? _mm_aesenclast_si128(state[i], last) : _mm_aesdeclast_si128(state[i], last);
    store(lanes[i].out + 16 * (blocks - 1), output);
    store(lanes[i].iv + output_half, output);
    store(lanes[i].iv + input_half, current[i]);
  }
}

[[gnu::target(STRATA_AES_INSTRUCTIONS)]] void expand(const std::uint8_t* key, bool encrypting,
                                                     LaneKeys& keys, std::size_t lane) noexcept {
  aes_ni::Schedule schedule;
  aes_ni::expand_key(key, schedule);
  if (!encrypting) aes_ni::invert_schedule(schedule);
  for (std::size_t i = 0; i < 15; ++i) store(keys.round[i][lane], schedule.key[i]);
  wipe_object(schedule);
}

}  // namespace

const IgeLanesKernel* aes_ni_lanes() noexcept {
  static constexpr IgeLanesKernel kernel{
      "aes-ni", expand, {run<true, 4>, run<false, 4>}, {run<true, 8>, run<false, 8>}};
  return cpu_features().aes_ni ? &kernel : nullptr;
}

#else

const IgeLanesKernel* aes_ni_lanes() noexcept { return nullptr; }

#endif

}  // namespace strata::crypto
