// Queries are compressed only when that pays.
#include "session/gzip.hpp"
#include "support/scripted_random.hpp"

#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

Bytes noise(std::size_t size) {
  Bytes bytes(size);
  test::ScriptedRandom random;
  random.fill(bytes);
  return bytes;
}

TEST(Deflate, ShortQueries_StayAsTheyAre) {
  EXPECT_FALSE(deflate_if_worth_it(Bytes(limits::min_deflated)));
  EXPECT_TRUE(deflate_if_worth_it(Bytes(limits::min_deflated + 1)));
}

TEST(Deflate, Compressed_ComesBack) {
  for (const std::size_t size : {256U, 4095U, 4096U, 300'000U}) {
    const Bytes query(size, 0x41);
    const auto packed = deflate_if_worth_it(query);
    ASSERT_TRUE(packed) << size;
    EXPECT_LE(packed->size(), size - size / 10);
    const auto again = inflate_gzip(*packed, size);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, query);
  }
}

TEST(Deflate, WhatIsCompressedAlready_StaysAsItIs) {
  EXPECT_FALSE(deflate_if_worth_it(noise(1000)));
  EXPECT_FALSE(deflate_if_worth_it(noise(500'000)));
}

TEST(Deflate, LessThanATenthShorter_StaysAsItIs) {
  Bytes query = noise(950);
  query.resize(1000, 0);
  EXPECT_FALSE(deflate_if_worth_it(query));
}

TEST(Deflate, NoiseInTheMiddleOfALongQuery_IsNotTried) {
  Bytes query(2000, 0);
  append(query, noise(4000));
  query.resize(8000, 0);
  EXPECT_FALSE(deflate_if_worth_it(query));
}

}  // namespace
}  // namespace strata::mtproto::session
