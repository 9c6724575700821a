// AES-256 by arithmetic in GF(2^8) on eight bytes of a word at a time.
#include "aes/portable_aes.hpp"

#include "wipe.hpp"

namespace strata::crypto {
namespace {

// Every function below works on each byte of the word by itself; nothing branches or indexes on
// the bytes. Spec: FIPS 197, sections 4 and 5.
using Lanes = std::uint64_t;

constexpr Lanes each(std::uint8_t byte) { return 0x0101010101010101U * byte; }

// Multiplies by x modulo x^8 + x^4 + x^3 + x + 1.
constexpr Lanes times_x(Lanes a) {
  return ((a & each(0x7f)) << 1U) ^ (((a >> 7U) & each(1)) * 0x1bU);
}

constexpr Lanes multiply(Lanes a, Lanes b) {
  Lanes product = 0;
  for (unsigned bit = 0; bit < 8; ++bit) {
    product ^= a & (((b >> bit) & each(1)) * 0xffU);
    a = times_x(a);
  }
  return product;
}

// a^254, which is the inverse, and 0 for 0.
constexpr Lanes invert(Lanes a) {
  const auto square = [](Lanes value, int times) {
    for (; times > 0; --times) value = multiply(value, value);
    return value;
  };
  const Lanes a2 = square(a, 1);
  const Lanes a3 = multiply(a2, a);
  const Lanes a12 = square(a3, 2);
  const Lanes a15 = multiply(a12, a3);
  const Lanes a252 = multiply(square(a15, 4), a12);
  return multiply(a252, a2);
}

constexpr Lanes rotate_bits(Lanes a, unsigned count) {
  const Lanes low = each(static_cast<std::uint8_t>(0xffU >> count));
  return ((a & low) << count) |
         ((a >> (8U - count)) & each(static_cast<std::uint8_t>((1U << count) - 1U)));
}

constexpr Lanes substitute(Lanes a) {
  a = invert(a);
  return a ^ rotate_bits(a, 1) ^ rotate_bits(a, 2) ^ rotate_bits(a, 3) ^ rotate_bits(a, 4) ^
         each(0x63);
}

constexpr Lanes substitute_back(Lanes a) {
  return invert(rotate_bits(a, 1) ^ rotate_bits(a, 3) ^ rotate_bits(a, 6) ^ each(0x05));
}

void for_each_half(Block& block, Lanes (*change)(Lanes)) noexcept {
  for (std::size_t i = 0; i < block.size(); i += 8) {
    store_le(block.data() + i, change(load_le<Lanes>(block.data() + i)));
  }
}

// Row r of column c stands at byte 4c + r and moves by r columns, to the left for encryption.
void shift_rows(Block& block, std::size_t columns_per_row) noexcept {
  const Block before = block;
  for (std::size_t i = 0; i < 16; ++i) block[i] = before[(i + 4 * columns_per_row * (i % 4)) % 16];
}

// Moves each byte of a column (a half of the word) up by `rows` rows.
constexpr Lanes rotate_columns(Lanes a, unsigned rows) {
  const unsigned bits = 8 * rows;
  const Lanes low = 0x0000000100000001U * (0xffffffffU >> bits);
  return ((a >> bits) & low) | ((a << (32U - bits)) & ~low);
}

// b[r] = 2 a[r] + 3 a[r+1] + a[r+2] + a[r+3], rearranged.
constexpr Lanes mix_columns(Lanes a) {
  const Lanes next = rotate_columns(a, 1);
  return times_x(a ^ next) ^ next ^ rotate_columns(a ^ next, 2);
}

// The inverse is the same after adding 4 (a[r] + a[r+2]) to each byte.
constexpr Lanes mix_columns_back(Lanes a) {
  return mix_columns(a ^ times_x(times_x(a ^ rotate_columns(a, 2))));
}

void add_key(Block& block, const Block& key) noexcept {
  block = xor_blocks(block.data(), key.data());
}

}  // namespace

PortableAes::PortableAes(const std::uint8_t* key) noexcept {
  std::memcpy(keys_[0].data(), key, 16);
  std::memcpy(keys_[1].data(), key + 16, 16);
  Lanes round_constant = 1;
  for (std::size_t i = 2; i <= rounds; ++i) {
    // The last word before, rotated and with a round constant for every other key.
    auto word = load_le<std::uint32_t>(keys_[i - 1].data() + 12);
    if (i % 2 == 0) word = std::rotr(word, 8);
    Lanes mixed = substitute(word);
    if (i % 2 == 0) {
      mixed ^= round_constant;
      round_constant = times_x(round_constant);
    }
    word = static_cast<std::uint32_t>(mixed);
    for (std::size_t at = 0; at < 16; at += 4) {
      word ^= load_le<std::uint32_t>(keys_[i - 2].data() + at);
      store_le(keys_[i].data() + at, word);
    }
  }
}

PortableAes::~PortableAes() { wipe_object(keys_); }

void PortableAes::encrypt(Block& block) const noexcept {
  add_key(block, keys_[0]);
  for (std::size_t round = 1; round <= rounds; ++round) {
    for_each_half(block, substitute);
    shift_rows(block, 1);
    if (round != rounds) for_each_half(block, mix_columns);
    add_key(block, keys_[round]);
  }
}

void PortableAes::decrypt(Block& block) const noexcept {
  for (std::size_t round = rounds; round >= 1; --round) {
    add_key(block, keys_[round]);
    if (round != rounds) for_each_half(block, mix_columns_back);
    shift_rows(block, 3);
    for_each_half(block, substitute_back);
  }
  add_key(block, keys_[0]);
}

}  // namespace strata::crypto
