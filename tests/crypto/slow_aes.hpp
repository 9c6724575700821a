// AES byte by byte as FIPS 197 describes it, to compare the real kernels with. Slow on purpose.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::test {

class SlowAes {
 public:
  /// A key of 16 or 32 bytes.
  explicit SlowAes(BytesView key) : rounds_(key.size() / 4 + 6) {
    make_boxes();
    words_.assign(key.begin(), key.end());
    const std::size_t key_words = key.size() / 4;
    std::uint8_t round_constant = 1;
    for (std::size_t i = key_words; i < 4 * (rounds_ + 1); ++i) {
      std::array<std::uint8_t, 4> word;
      for (std::size_t j = 0; j < 4; ++j) word[j] = words_[4 * (i - 1) + j];
      if (i % key_words == 0) {
        word = {word[1], word[2], word[3], word[0]};
        for (std::uint8_t& byte : word) byte = box_[byte];
        word[0] ^= round_constant;
        round_constant = multiply(round_constant, 2);
      } else if (key_words > 6 && i % key_words == 4) {
        for (std::uint8_t& byte : word) byte = box_[byte];
      }
      for (std::size_t j = 0; j < 4; ++j) {
        words_.push_back(words_[4 * (i - key_words) + j] ^ word[j]);
      }
    }
  }

  void encrypt(std::uint8_t* block) const {
    add_key(block, 0);
    for (std::size_t round = 1; round <= rounds_; ++round) {
      for (std::size_t i = 0; i < 16; ++i) block[i] = box_[block[i]];
      shift_rows(block, 1);
      if (round < rounds_) mix_columns(block, {2, 3, 1, 1});
      add_key(block, round);
    }
  }

  void decrypt(std::uint8_t* block) const {
    for (std::size_t round = rounds_; round >= 1; --round) {
      add_key(block, round);
      if (round < rounds_) mix_columns(block, {14, 11, 13, 9});
      shift_rows(block, 3);
      for (std::size_t i = 0; i < 16; ++i) block[i] = inverse_box_[block[i]];
    }
    add_key(block, 0);
  }

  static std::uint8_t multiply(unsigned a, unsigned b) {
    unsigned product = 0;
    for (; b != 0; b >>= 1U) {
      if ((b & 1U) != 0) product ^= a;
      a <<= 1U;
      if ((a & 0x100U) != 0) a ^= 0x11bU;
    }
    return static_cast<std::uint8_t>(product);
  }

 private:
  void make_boxes() {
    for (unsigned value = 0; value < 256; ++value) {
      unsigned inverse = 0;
      while (inverse < 255 && multiply(value, inverse) != 1) ++inverse;
      if (value == 0) inverse = 0;
      unsigned mapped = 0x63;
      for (unsigned shift = 0; shift < 5; ++shift) {
        mapped ^= (inverse << shift | inverse >> (8U - shift)) & 0xffU;
      }
      box_[value] = static_cast<std::uint8_t>(mapped);
      inverse_box_[mapped] = static_cast<std::uint8_t>(value);
    }
  }

  void add_key(std::uint8_t* block, std::size_t round) const {
    for (std::size_t i = 0; i < 16; ++i) block[i] ^= words_[16 * round + i];
  }

  static void shift_rows(std::uint8_t* block, std::size_t step) {
    std::array<std::uint8_t, 16> before;
    std::memcpy(before.data(), block, 16);
    for (std::size_t column = 0; column < 4; ++column) {
      for (std::size_t row = 0; row < 4; ++row) {
        block[4 * column + row] = before[4 * ((column + step * row) % 4) + row];
      }
    }
  }

  static void mix_columns(std::uint8_t* block, std::array<unsigned, 4> factors) {
    for (std::size_t column = 0; column < 4; ++column) {
      std::array<std::uint8_t, 4> before;
      std::memcpy(before.data(), block + 4 * column, 4);
      for (std::size_t row = 0; row < 4; ++row) {
        std::uint8_t sum = 0;
        for (std::size_t i = 0; i < 4; ++i) sum ^= multiply(before[i], factors[(i + 4 - row) % 4]);
        block[4 * column + row] = sum;
      }
    }
  }

  std::size_t rounds_;
  Bytes words_;
  std::array<std::uint8_t, 256> box_{};
  std::array<std::uint8_t, 256> inverse_box_{};
};

/// IGE by its definition. `iv` is the ciphertext block, then the plaintext block before the first.
[[nodiscard]] inline Bytes slow_ige(BytesView in, BytesView key, BytesView iv, bool encrypting) {
  const SlowAes aes(key);
  Bytes output_before(iv.begin(), iv.begin() + 16);
  Bytes input_before(iv.begin() + 16, iv.end());
  if (!encrypting) std::swap(output_before, input_before);
  Bytes out;
  for (std::size_t at = 0; at < in.size(); at += 16) {
    Bytes block(in.begin() + static_cast<std::ptrdiff_t>(at),
                in.begin() + static_cast<std::ptrdiff_t>(at + 16));
    const Bytes input = block;
    for (std::size_t i = 0; i < 16; ++i) block[i] ^= output_before[i];
    if (encrypting) {
      aes.encrypt(block.data());
    } else {
      aes.decrypt(block.data());
    }
    for (std::size_t i = 0; i < 16; ++i) block[i] ^= input_before[i];
    out.insert(out.end(), block.begin(), block.end());
    output_before = block;
    input_before = input;
  }
  return out;
}

}  // namespace strata::test
