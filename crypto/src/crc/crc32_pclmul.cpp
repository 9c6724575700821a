// CRC-32 by folding: 128 bits of the message are replaced by their remainder further on.
#include "cpu/features.hpp"
#include "crc/crc32_kernel.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace strata::crypto {

#if defined(__x86_64__)

namespace {

// x^n modulo the polynomial, bit-reversed as the register is, in the place where the product of
// two reversed numbers needs it.
constexpr std::int64_t power_of_x(int n) {
  std::uint32_t power = 1;
  for (int i = 0; i < n; ++i) {
    power = (power << 1U) ^ ((power >> 31U) != 0 ? 0x04c11db7U : 0U);
  }
  std::uint32_t reversed = 0;
  for (int bit = 0; bit < 32; ++bit) reversed = reversed << 1U | ((power >> bit) & 1U);
  return static_cast<std::int64_t>(std::uint64_t{reversed} << 1U);
}

// Adds to `data` what `block`, standing `bits` before it, contributes there. The first half of a
// block stands 64 bits further away than the second.
template <int bits>
[[gnu::target("pclmul,sse4.1"), gnu::always_inline]] inline __m128i fold(__m128i block,
                                                                         __m128i data) {
  const __m128i factors = _mm_set_epi64x(power_of_x(bits - 32), power_of_x(bits + 32));
  const __m128i first = _mm_clmulepi64_si128(block, factors, 0x00);
  const __m128i second = _mm_clmulepi64_si128(block, factors, 0x11);
  return _mm_xor_si128(_mm_xor_si128(first, second), data);
}

[[gnu::target("pclmul,sse4.1"), gnu::always_inline]] inline __m128i load(const std::uint8_t* at) {
  __m128i value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

constexpr std::size_t stride = 64;

[[gnu::target("pclmul,sse4.1")]] std::uint32_t folding(std::uint32_t state,
                                                       BytesView data) noexcept {
  if (data.size() < stride) return crc32_tables(state, data);
  const std::uint8_t* at = data.data();
  __m128i a = _mm_xor_si128(load(at), _mm_cvtsi32_si128(static_cast<int>(state)));
  __m128i b = load(at + 16);
  __m128i c = load(at + 32);
  __m128i d = load(at + 48);
  std::size_t left = data.size() - stride;
  for (at += stride; left >= stride; left -= stride, at += stride) {
    a = fold<512>(a, load(at));
    b = fold<512>(b, load(at + 16));
    c = fold<512>(c, load(at + 32));
    d = fold<512>(d, load(at + 48));
  }
  d = fold<128>(fold<128>(fold<128>(a, b), c), d);
  for (; left >= 16; left -= 16, at += 16) d = fold<128>(d, load(at));

  // What is left has the same remainder as the whole message.
  std::array<std::uint8_t, 16> rest;
  std::memcpy(rest.data(), &d, rest.size());
  return crc32_tables(crc32_tables(0, rest), {at, left});
}

}  // namespace

Crc32Kernel crc32_folding() noexcept { return cpu_features().pclmul ? folding : nullptr; }

#else

Crc32Kernel crc32_folding() noexcept { return nullptr; }

#endif

}  // namespace strata::crypto
