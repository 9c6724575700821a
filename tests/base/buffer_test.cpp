// The headroom buffer grows at both ends and keeps its content.
#include "strata/base/buffer.hpp"

#include <gtest/gtest.h>

namespace strata {
namespace {

Bytes content(const Buffer& buffer) { return {buffer.bytes().begin(), buffer.bytes().end()}; }

TEST(Buffer, PrependWithinHeadroom_DoesNotMoveTheContent) {
  Buffer buffer(16);
  buffer.append(Bytes{3, 4});
  const std::uint8_t* const before = buffer.data();
  const MutableBytes front = buffer.prepend(2);
  front[0] = 1;
  front[1] = 2;
  EXPECT_EQ(buffer.data() + 2, before);
  EXPECT_EQ(content(buffer), (Bytes{1, 2, 3, 4}));
}

TEST(Buffer, PrependBeyondHeadroom_KeepsTheContent) {
  Buffer buffer;
  buffer.append(Bytes{9});
  std::ranges::fill(buffer.prepend(300), std::uint8_t{7});
  ASSERT_EQ(buffer.size(), 301U);
  EXPECT_EQ(buffer.bytes().front(), 7);
  EXPECT_EQ(buffer.bytes().back(), 9);
}

TEST(Buffer, Drop_IsBoundedByTheSize) {
  Buffer buffer;
  buffer.append(Bytes{1, 2, 3});
  buffer.drop_front(1);
  buffer.drop_back(1);
  EXPECT_EQ(content(buffer), (Bytes{2}));
  buffer.drop_back(9);
  EXPECT_TRUE(buffer.empty());
}

TEST(Buffer, Clear_RestoresTheHeadroomAndKeepsMemory) {
  Buffer buffer(8);
  buffer.append(Bytes(1000, 1));
  buffer.clear(8);
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(buffer.headroom(), 8U);
}

}  // namespace
}  // namespace strata
