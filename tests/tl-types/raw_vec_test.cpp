// Vectors without their id, standing alone.
#include "strata/tl/raw_vec.hpp"

#include "pinned/types/peer.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/to_string.hpp"

#include <gtest/gtest.h>

#include <array>

namespace strata::tl {
namespace {

namespace types = pinned::types;
namespace enums = pinned::enums;

TEST(RawVec, HasACountAndNoId) {
  const std::array<std::int64_t, 2> numbers{1, -1};
  const RawVec<std::int64_t> vector{numbers};
  const Bytes bytes = to_bytes(vector).value();
  EXPECT_EQ(to_hex(bytes), "020000000100000000000000ffffffffffffffff");
  const auto decoded = decode<RawVec<std::int64_t>>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_TRUE(equal(**decoded, vector));
  EXPECT_EQ((**decoded)[1], -1);
  EXPECT_EQ((*decoded)->size(), 2U);
  EXPECT_EQ(to_string(**decoded), "[1, -1]");
  EXPECT_FALSE(decode<std::span<const std::int64_t>>(bytes));
}

TEST(RawVec, OfBoxes_HoldsTheirIds) {
  const types::PeerUser user{.user_id = 7};
  const std::array<enums::Peer, 1> peers{user};
  const auto copy = clone(RawVec<enums::Peer>{peers});
  const Bytes bytes = to_bytes(*copy).value();
  EXPECT_EQ(bytes.size(), 4U + 12U);
  const auto decoded = decode<RawVec<enums::Peer>>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  for (const enums::Peer& peer : **decoded) EXPECT_TRUE(peer.is<types::PeerUser>());
}

// H-03
TEST(RawVec, CountBeyondTheInput_IsRefused) {
  for (const char* hex : {"02000000"
                          "00000000",
                          "ffffffff", "ffffff7f", "000000"}) {
    EXPECT_FALSE(decode<RawVec<std::int32_t>>(*from_hex(hex))) << hex;
  }
  const auto empty = decode<RawVec<std::int32_t>>(*from_hex("00000000"));
  ASSERT_TRUE(empty);
  EXPECT_TRUE((*empty)->empty());
}

}  // namespace
}  // namespace strata::tl
