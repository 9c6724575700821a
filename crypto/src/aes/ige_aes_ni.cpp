// AES-256-IGE on AES instructions with nothing but the fourteen rounds on the dependency chain.
#include "aes/aes_ni.hpp"
#include "aes/ige_kernel.hpp"
#include "cpu/features.hpp"

namespace strata::crypto {

#if defined(__x86_64__)

namespace {

// IGE chains every block: out[i] = E(in[i] ^ out[i-1]) ^ in[i-1], and decryption has the same
// shape with the inverse cipher, in and out exchanged. Written like that, three XORs wait for the
// cipher. Since the last round ends with an XOR of its key k14, these can be folded into that key:
//
//   s[i]   = in[i] ^ out[i-1] ^ k0                            what enters round 1
//   s[i+1] = last_round(rounds(s[i]), k14 ^ in[i-1] ^ in[i+1] ^ k0)
//   out[i] = s[i+1] ^ in[i+1] ^ k0                            off the chain
//
// The loop is bounded by 14 instruction latencies per block; no form of one stream is faster.
template <bool encrypting>
[[gnu::target(STRATA_AES_INSTRUCTIONS)]] void run(const std::uint8_t* key, std::uint8_t* iv,
                                                  const std::uint8_t* in, std::uint8_t* out,
                                                  std::size_t blocks) noexcept {
  if (blocks == 0) return;
  aes_ni::Schedule schedule;
  aes_ni::expand_key(key, schedule);
  if constexpr (!encrypting) aes_ni::invert_schedule(schedule);

  const __m128i first_key = schedule.key[0];
  const __m128i last_key = schedule.key[aes_ni::rounds];
  const __m128i folded_key = _mm_xor_si128(first_key, last_key);
  // The IV is ciphertext before plaintext, whatever the direction.
  constexpr std::size_t output_half = encrypting ? 0 : 16;
  constexpr std::size_t input_half = 16 - output_half;
  __m128i before = aes_ni::load(iv + input_half);
  __m128i current = aes_ni::load(in);
  __m128i state = _mm_xor_si128(_mm_xor_si128(current, aes_ni::load(iv + output_half)), first_key);

  for (std::size_t left = blocks - 1; left != 0; --left, in += 16, out += 16) {
    const __m128i next = aes_ni::load(in + 16);
    const __m128i key14 = _mm_xor_si128(_mm_xor_si128(folded_key, before), next);
    state =
        aes_ni::last_round<encrypting>(aes_ni::inner_rounds<encrypting>(state, schedule), key14);
    aes_ni::store(out, _mm_xor_si128(state, _mm_xor_si128(next, first_key)));
    before = current;
    current = next;
  }
  const __m128i result = aes_ni::last_round<encrypting>(
      aes_ni::inner_rounds<encrypting>(state, schedule), _mm_xor_si128(last_key, before));
  aes_ni::store(out, result);
  aes_ni::store(iv + output_half, result);
  aes_ni::store(iv + input_half, current);
  wipe_object(schedule);
}

}  // namespace

const IgeKernel* aes_ni_ige() noexcept {
  static constexpr IgeKernel kernel{"aes-ni", run<true>, run<false>};
  return cpu_features().aes_ni ? &kernel : nullptr;
}

#else

const IgeKernel* aes_ni_ige() noexcept { return nullptr; }

#endif

}  // namespace strata::crypto
