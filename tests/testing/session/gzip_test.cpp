// Tests of gzip in both directions.
#include "session/gzip.hpp"

#include "crypto/random.hpp"
#include "testing/support.hpp"

#include "strata/datacenter/errors.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

constexpr std::size_t most = 1U << 20U;

// V-405: one stored block that holds boolTrue.
const Bytes stored = hex("1f8b08000000000000ff010400fbffb57572999bfb08cd04000000");

TEST(Gzip, InflatesTheVector) { EXPECT_EQ(to_hex(gunzip(stored, most).value()), "b5757299"); }

TEST(Gzip, RoundTripsWhatShrinks) {
  for (const std::size_t size : {600U, 5000U, 100'000U, 1U << 20U}) {
    Bytes text(size);
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<std::uint8_t>(i / 7 % 50);
    const auto packed = gzip(text);
    ASSERT_TRUE(packed.has_value()) << size;
    EXPECT_LT(packed->size(), size / 2);
    EXPECT_EQ(gunzip(*packed, most).value(), text);
  }
}

TEST(Gzip, LeavesAloneWhatDoesNotShrink) {
  EXPECT_FALSE(gzip(make_random(1)->bytes(1000)).has_value());
  EXPECT_FALSE(gzip(make_random(1)->bytes(600'000)).has_value());
  EXPECT_FALSE(gzip({}).has_value());
}

TEST(Gzip, RefusesTruncationAndChanges) {
  for (std::size_t size = 0; size < stored.size(); ++size) {
    EXPECT_FALSE(gunzip(BytesView(stored).first(size), most).has_value()) << size;
  }
  Bytes longer = stored;
  longer.push_back(0);
  EXPECT_FALSE(gunzip(longer, most).has_value()) << "bytes behind the member";
  Bytes checksum = stored;
  checksum[stored.size() - 6] ^= 1U;
  EXPECT_FALSE(gunzip(checksum, most).has_value());
  Bytes size_field = stored;
  size_field.back() ^= 1U;
  EXPECT_FALSE(gunzip(size_field, most).has_value());
}

TEST(Gzip, BoundsTheOutput) {
  const Bytes bomb = gzip(Bytes(2 * most)).value();
  EXPECT_LT(bomb.size(), 10'000U);
  EXPECT_FALSE(gunzip(bomb, most).has_value());
  EXPECT_TRUE(gunzip(bomb, 2 * most).has_value());
  EXPECT_FALSE(gunzip(bomb, 2 * most - 1).has_value());
}

}  // namespace
}  // namespace strata::datacenter
