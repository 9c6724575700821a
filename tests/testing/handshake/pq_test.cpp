// Tests of the proof of work.
#include "handshake/pq.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

TEST(Pq, IsAProductOfTwoOddPrimesBelow2To63) {
  const auto random = make_random(3);
  for (int i = 0; i < 200; ++i) {
    const Pq pq = make_pq(*random);
    EXPECT_LT(pq.p, pq.q);
    EXPECT_TRUE(is_prime(pq.p));
    EXPECT_TRUE(is_prime(pq.q));
    EXPECT_LT(pq.product(), std::uint64_t{1} << 63U);
  }
}

TEST(Pq, KnowsPrimesFromComposites) {
  for (const std::uint32_t prime : {2U, 3U, 5U, 7U, 61U, 1229739323U, 1402015859U, 4294967291U}) {
    EXPECT_TRUE(is_prime(prime)) << prime;
  }
  // Carmichael numbers and strong pseudoprimes among them.
  for (const std::uint32_t composite : {0U, 1U, 4U, 561U, 2047U, 3215031751U, 4294967295U}) {
    EXPECT_FALSE(is_prime(composite)) << composite;
  }
}

TEST(Pq, BigEndianHasNoLeadingZeros) {
  EXPECT_EQ(to_hex(big_endian(0x17ed48941a08f981)), "17ed48941a08f981");
  EXPECT_EQ(to_hex(big_endian(0x100)), "0100");
  EXPECT_TRUE(big_endian(0).empty());
}

}  // namespace
}  // namespace strata::datacenter
