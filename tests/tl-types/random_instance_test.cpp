// Random values are reproducible and stay within their options.
#include "strata/tl/random_instance.hpp"

#include "strata/tl/encode.hpp"
#include "strata/tl/types/messages/messages.hpp"
#include "strata/tl/types/rich_text.hpp"

#include <gtest/gtest.h>

namespace strata::tl {
namespace {

Bytes made(std::uint64_t seed) {
  Arena arena;
  RandomInstances random(schema(), seed);
  return to_bytes(random.make<enums::messages::Messages>(arena)).value();
}

TEST(RandomInstances, Seed_DecidesTheValue) {
  EXPECT_EQ(made(5), made(5));
  EXPECT_NE(made(5), made(6));
}

TEST(RandomInstances, RecursiveTypes_EndAtTheDepth) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Arena arena;
    RandomInstances random(schema(), seed, {.depth = 20, .elements = 2});
    EXPECT_TRUE(to_bytes(random.make<enums::RichText>(arena)));
  }
}

}  // namespace
}  // namespace strata::tl
