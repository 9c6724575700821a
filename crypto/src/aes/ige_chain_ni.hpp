// The chain of AES-IGE on AES instructions, in steps that other work can be put between.
#pragma once

#if defined(__x86_64__)

#include "aes/aes_ni.hpp"

namespace strata::crypto::aes_ni {

/// One message on its way through IGE with nothing but fourteen instructions per block on the
/// dependency chain.
///
/// IGE chains every block: out[i] = E(in[i] ^ out[i-1]) ^ in[i-1], and decryption has the same
/// shape with the inverse cipher, in and out exchanged. Written like that, three XORs wait for the
/// cipher. Since the last round ends with an XOR of its key k14, these can be folded into that key:
///
/// ```
///   s[i]   = in[i] ^ out[i-1] ^ k0                           what enters round 1
///   s[i+1] = last_round(rounds(s[i]), k14 ^ in[i-1] ^ in[i+1] ^ k0)
///   out[i] = s[i+1] ^ in[i+1] ^ k0                           off the chain
/// ```
template <bool encrypting>
class IgeChain {
 public:
  // The IV is ciphertext before plaintext, whatever the direction.
  static constexpr std::size_t output_half = encrypting ? 0 : 16;
  static constexpr std::size_t input_half = 16 - output_half;

  STRATA_TARGET_AES void start(const Schedule& schedule, const std::uint8_t* iv,
                               const std::uint8_t* in) {
    folded_key_ = _mm_xor_si128(schedule.key[0], schedule.key[14]);
    before_ = load(iv + input_half);
    current_ = load(in);
    state_ = _mm_xor_si128(_mm_xor_si128(current_, load(iv + output_half)), schedule.key[0]);
  }

  /// Rounds `first` … `last` of the current block, within 1 … 13.
  template <int first, int last>
  STRATA_TARGET_AES void rounds(const Schedule& schedule) {
#pragma GCC unroll 13
    for (int i = first; i <= last; ++i) {
      state_ = encrypting ? _mm_aesenc_si128(state_, schedule.key[i])
                          : _mm_aesdec_si128(state_, schedule.key[i]);
    }
  }

  /// Round 14: writes the block to `out` and goes on to the one that stands at `next`.
  STRATA_TARGET_AES void finish(const Schedule& schedule, std::uint8_t* out,
                                const std::uint8_t* next) {
    const __m128i input = load(next);
    last_round(_mm_xor_si128(_mm_xor_si128(folded_key_, before_), input));
    store(out, _mm_xor_si128(state_, _mm_xor_si128(input, schedule.key[0])));
    before_ = current_;
    current_ = input;
  }

  /// Round 14 of the last block; leaves in `iv` what a continuation needs.
  STRATA_TARGET_AES void finish_last(const Schedule& schedule, std::uint8_t* out,
                                     std::uint8_t* iv) {
    last_round(_mm_xor_si128(schedule.key[14], before_));
    store(out, state_);
    store(iv + output_half, state_);
    store(iv + input_half, current_);
  }

 private:
  STRATA_TARGET_AES void last_round(__m128i key) {
    state_ = encrypting ? _mm_aesenclast_si128(state_, key) : _mm_aesdeclast_si128(state_, key);
  }

  __m128i folded_key_;
  __m128i before_;
  __m128i current_;
  __m128i state_;
};

/// All blocks from the chain's current one, which stands at `in`, to the last. `blocks` ≥ 1.
template <bool encrypting>
STRATA_TARGET_AES void finish_chain(IgeChain<encrypting>& chain, const Schedule& schedule,
                                    const std::uint8_t* in, std::uint8_t* out, std::size_t blocks,
                                    std::uint8_t* iv) {
  for (; blocks > 1; --blocks, in += 16, out += 16) {
    chain.template rounds<1, 13>(schedule);
    chain.finish(schedule, out, in + 16);
  }
  chain.template rounds<1, 13>(schedule);
  chain.finish_last(schedule, out, iv);
}

}  // namespace strata::crypto::aes_ni

#endif
