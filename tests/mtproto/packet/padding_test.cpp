// Padding: always legal, and shaped by the policy.
#include "packet/padding.hpp"

#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

#include <set>

namespace strata::mtproto::packet {
namespace {

TEST(Padding, ForEverySize_IsLegalAndFillsBlocks) {
  test::ScriptedRandom random;
  for (const Padding policy : {Padding::buckets, Padding::random}) {
    for (std::size_t size = 36; size < 5000; size += 4) {
      const std::size_t padding = padding_for(size, policy, random);
      ASSERT_GE(padding, min_padding) << size;
      ASSERT_LE(padding, max_padding) << size;
      ASSERT_EQ((size + padding) % 16, 0U) << size;
    }
  }
}

TEST(Padding, Buckets_MakeFewSizes) {
  test::ScriptedRandom random;
  std::set<std::size_t> sizes;
  for (std::size_t size = 36; size <= 1280 + 448 - 12; size += 4) {
    sizes.insert(size + padding_for(size, Padding::buckets, random));
  }
  EXPECT_EQ(sizes, (std::set<std::size_t>{64, 128, 192, 256, 384, 512, 768, 1024, 1280, 1728}));
}

TEST(Padding, Random_TakesEveryMultipleUpTo240More) {
  test::ScriptedRandom random;
  std::set<std::size_t> paddings;
  for (int i = 0; i < 2000; ++i) paddings.insert(padding_for(44, Padding::random, random));
  std::set<std::size_t> all;
  for (std::size_t i = 0; i < 16; ++i) all.insert(20 + 16 * i);
  EXPECT_EQ(paddings, all);
}

}  // namespace
}  // namespace strata::mtproto::packet
