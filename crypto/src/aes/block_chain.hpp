// IGE over any cipher that takes one block at a time.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::crypto {

using Block = std::array<std::uint8_t, 16>;

[[nodiscard]] inline Block xor_blocks(const std::uint8_t* a, const std::uint8_t* b) noexcept {
  Block result;
  for (std::size_t i = 0; i < 16; i += 8) {
    store_le(result.data() + i, load_le<std::uint64_t>(a + i) ^ load_le<std::uint64_t>(b + i));
  }
  return result;
}

/// out[i] = cipher(in[i] ^ out[i-1]) ^ in[i-1]. `output_before` and `input_before` are the two
/// halves of the IV and are moved on. `out` may be `in`.
template <class Cipher>
void ige_chain(Cipher&& cipher, std::uint8_t* output_before, std::uint8_t* input_before,
               const std::uint8_t* in, std::uint8_t* out, std::size_t blocks) noexcept {
  for (; blocks != 0; --blocks, in += 16, out += 16) {
    Block input;
    std::memcpy(input.data(), in, input.size());
    Block state = xor_blocks(input.data(), output_before);
    cipher(state);
    state = xor_blocks(state.data(), input_before);
    std::memcpy(out, state.data(), state.size());
    std::memcpy(output_before, state.data(), state.size());
    std::memcpy(input_before, input.data(), input.size());
  }
}

}  // namespace strata::crypto
