// CRC-32: published values, a bitwise reference, and continuation.
#include "strata/crypto/crc32.hpp"

#include "crc/crc32_kernel.hpp"
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

std::uint32_t slow_crc32(BytesView data) {
  std::uint32_t state = 0xffffffff;
  for (const std::uint8_t byte : data) {
    state ^= byte;
    for (int bit = 0; bit < 8; ++bit) {
      state = (state & 1U) != 0 ? (state >> 1U) ^ 0xedb88320U : state >> 1U;
    }
  }
  return ~state;
}

TEST(Crc32, PublishedValues) {
  const test::Vectors vectors("digests.txt");
  const auto value = [&vectors](const std::string& name) {
    std::uint32_t result = 0;
    for (const std::uint8_t byte : vectors[name]) result = result << 8U | byte;
    return result;
  };
  EXPECT_EQ(crc32(as_bytes("123456789")), value("v110"));
  EXPECT_EQ(crc32({}), value("crc32.empty"));
  EXPECT_EQ(crc32(as_bytes("1")), value("crc32.one"));
  EXPECT_EQ(crc32(as_bytes("short test string")), value("crc32.text"));
  EXPECT_EQ(crc32(Bytes(1'000'000, 'a')), value("crc32.million"));
}

TEST(Crc32, BothKernels_EveryLength_MatchTheBitwiseForm) {
  test::ScriptedRandom random;
  const std::array<Crc32Kernel, 2> kernels{crc32_tables, crc32_folding()};
  for (const Crc32Kernel kernel : kernels) {
    if (kernel == nullptr) continue;
    for (std::size_t size = 0; size <= 400; ++size) {
      Bytes data(size);
      random.fill(data);
      ASSERT_EQ(~kernel(~0U, data), slow_crc32(data)) << size;
    }
  }
}

TEST(Crc32, EveryLengthAndAlignment_MatchesTheBitwiseForm) {
  test::ScriptedRandom random;
  Bytes memory(700);
  random.fill(memory);
  for (std::size_t size = 0; size <= 600; ++size) {
    const BytesView data = BytesView(memory).subspan(size % 17, size);
    ASSERT_EQ(crc32(data), slow_crc32(data)) << size;
  }
}

TEST(Crc32, Continuation_IsTheSumOfTheWhole) {
  test::ScriptedRandom random;
  Bytes data(400);
  random.fill(data);
  const BytesView view(data);
  for (std::size_t at = 0; at <= data.size(); ++at) {
    ASSERT_EQ(crc32(view.subspan(at), crc32(view.first(at))), crc32(view)) << at;
  }
}

}  // namespace
}  // namespace strata::crypto
