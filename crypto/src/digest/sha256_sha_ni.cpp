// SHA-256's block function on the processor's SHA instructions.
#include "cpu/features.hpp"
#include "digest/sha256_kernel.hpp"
#include "digest/sha_ni.hpp"

namespace strata::crypto {

#if defined(__x86_64__)

namespace {

[[gnu::target("sha,sse4.1,ssse3")]] void blocks(Sha256State& state, const std::uint8_t* data,
                                                std::size_t count) noexcept {
  sha_ni::Lanes lanes = sha_ni::load_state(state);
  for (; count != 0; --count, data += 64) {
    const sha_ni::Lanes before = lanes;
    __m128i w[4];
#pragma GCC unroll 16
    for (std::size_t group = 0; group < 16; ++group) {
      if (group < 4) {
        w[group] = sha_ni::load_words(data + 16 * group);
      } else {
        sha_ni::schedule(w, group);
      }
      sha_ni::four_rounds(lanes, w[group % 4], group);
    }
    lanes.abef = _mm_add_epi32(lanes.abef, before.abef);
    lanes.cdgh = _mm_add_epi32(lanes.cdgh, before.cdgh);
  }
  sha_ni::store_state(state, lanes);
}

// One hash leaves the unit idle half of the time: each round waits for the one before.
[[gnu::target("sha,sse4.1,ssse3")]] void pair(Sha256State& a, const std::uint8_t* block_a,
                                              Sha256State& b,
                                              const std::uint8_t* block_b) noexcept {
  sha_ni::Lanes lanes_a = sha_ni::load_state(a);
  sha_ni::Lanes lanes_b = sha_ni::load_state(b);
  const sha_ni::Lanes before_a = lanes_a;
  const sha_ni::Lanes before_b = lanes_b;
  __m128i words_a[4];
  __m128i words_b[4];
#pragma GCC unroll 16
  for (std::size_t group = 0; group < 16; ++group) {
    if (group < 4) {
      words_a[group] = sha_ni::load_words(block_a + 16 * group);
      words_b[group] = sha_ni::load_words(block_b + 16 * group);
    } else {
      sha_ni::schedule(words_a, group);
      sha_ni::schedule(words_b, group);
    }
    sha_ni::four_rounds(lanes_a, words_a[group % 4], group);
    sha_ni::four_rounds(lanes_b, words_b[group % 4], group);
  }
  lanes_a.abef = _mm_add_epi32(lanes_a.abef, before_a.abef);
  lanes_a.cdgh = _mm_add_epi32(lanes_a.cdgh, before_a.cdgh);
  lanes_b.abef = _mm_add_epi32(lanes_b.abef, before_b.abef);
  lanes_b.cdgh = _mm_add_epi32(lanes_b.cdgh, before_b.cdgh);
  sha_ni::store_state(a, lanes_a);
  sha_ni::store_state(b, lanes_b);
}

// Four keep the unit busy; what does not fit the registers waits in the cache.
[[gnu::target("sha,sse4.1,ssse3")]] void four(const Sha256Lane* from, std::size_t count) noexcept {
  constexpr std::size_t width = 4;
  sha_ni::Lanes lanes[width];
#pragma GCC unroll 4
  for (std::size_t i = 0; i < width; ++i) lanes[i] = sha_ni::load_state(*from[i].state);
  for (std::size_t at = 0; at != 64 * count; at += 64) {
    sha_ni::Lanes before[width];
    __m128i words[width][4];
#pragma GCC unroll 4
    for (std::size_t i = 0; i < width; ++i) before[i] = lanes[i];
#pragma GCC unroll 16
    for (std::size_t group = 0; group < 16; ++group) {
#pragma GCC unroll 4
      for (std::size_t i = 0; i < width; ++i) {
        if (group < 4) {
          words[i][group] = sha_ni::load_words(from[i].data + at + 16 * group);
        } else {
          sha_ni::schedule(words[i], group);
        }
        sha_ni::four_rounds(lanes[i], words[i][group % 4], group);
      }
    }
#pragma GCC unroll 4
    for (std::size_t i = 0; i < width; ++i) {
      lanes[i].abef = _mm_add_epi32(lanes[i].abef, before[i].abef);
      lanes[i].cdgh = _mm_add_epi32(lanes[i].cdgh, before[i].cdgh);
    }
  }
#pragma GCC unroll 4
  for (std::size_t i = 0; i < width; ++i) sha_ni::store_state(*from[i].state, lanes[i]);
}

}  // namespace

const Sha256Kernel* sha_ni_sha256() noexcept {
  static constexpr Sha256Kernel kernel{"sha-ni", blocks, pair, four};
  return cpu_features().sha_ni ? &kernel : nullptr;
}

#else

const Sha256Kernel* sha_ni_sha256() noexcept { return nullptr; }

#endif

}  // namespace strata::crypto
