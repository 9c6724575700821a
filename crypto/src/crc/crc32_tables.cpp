// CRC-32 with eight tables, eight bytes at a step.
#include "crc/crc32_kernel.hpp"

namespace strata::crypto {
namespace {

constexpr std::uint32_t polynomial = 0xedb88320;
using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

// tables[n][b] is the effect of byte b followed by n zero bytes.
constexpr Tables make_tables() {
  Tables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t value = byte;
    for (int bit = 0; bit < 8; ++bit) {
      value = (value >> 1U) ^ ((value & 1U) != 0 ? polynomial : 0U);
    }
    tables[0][byte] = value;
  }
  for (std::size_t table = 1; table < 8; ++table) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[table - 1][byte];
      tables[table][byte] = (before >> 8U) ^ tables[0][before & 0xffU];
    }
  }
  return tables;
}

constexpr Tables tables = make_tables();

}  // namespace

std::uint32_t crc32_tables(std::uint32_t state, BytesView data) noexcept {
  for (; data.size() >= 8; data = data.subspan(8)) {
    const std::uint64_t word = load_le<std::uint64_t>(data.data()) ^ state;
    state = 0;
    for (std::size_t i = 0; i < 8; ++i) state ^= tables[7 - i][(word >> (8 * i)) & 0xffU];
  }
  for (const std::uint8_t byte : data) state = (state >> 8U) ^ tables[0][(state ^ byte) & 0xffU];
  return state;
}

}  // namespace strata::crypto
