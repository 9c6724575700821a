// The arena: values stay where they are, memory is bounded and used again.
#include "strata/tl/arena.hpp"

#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/input_user.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace strata::tl {
namespace {

TEST(Arena, Values_KeepTheirAddressesWhileItGrowsAndMoves) {
  Arena arena;
  std::vector<const std::int64_t*> made;
  for (std::int64_t i = 0; i < 10000; ++i) made.push_back(&arena.make(i));
  const Arena moved = std::move(arena);
  for (std::int64_t i = 0; i < 10000; ++i) ASSERT_EQ(*made[static_cast<std::size_t>(i)], i);
  EXPECT_GE(moved.capacity(), 80000U);
}

TEST(Arena, NestedObjects_AreMadeInOneExpression) {
  Arena arena;
  const auto& peer = arena.make(types::InputPeerUser{.user_id = 1, .access_hash = 2});
  const auto& user =
      arena.make(types::InputUserFromMessage{.peer = peer, .msg_id = 3, .user_id = 4});
  const std::span<const enums::InputUser> users =
      arena.vector<enums::InputUser>({user, blank<types::InputUserSelf>});
  ASSERT_EQ(users.size(), 2U);
  const auto* first = users[0].get_if<types::InputUserFromMessage>();
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->peer.get_if<types::InputPeerUser>()->access_hash, 2);
}

TEST(Arena, Vector_IsMadeFromAnyRangeWithASize) {
  Arena arena;
  const std::vector<int> numbers{1, 2, 3};
  const std::span<const std::int64_t> longs = arena.vector<std::int64_t>(numbers);
  EXPECT_EQ(longs[2], 3);
  EXPECT_TRUE(arena.vector<std::int64_t>(std::vector<int>()).empty());
  EXPECT_TRUE(Arena().vector<std::int64_t>({}).empty());
}

TEST(Arena, Copy_OutlivesTheOriginal) {
  Arena arena;
  std::string_view text;
  {
    const std::string original = "a text that is longer than the small string optimisation";
    text = arena.copy(original);
  }
  EXPECT_EQ(text.substr(0, 6), "a text");
  EXPECT_NE(arena.copy(std::string_view()).data(), nullptr);
}

TEST(Arena, Limit_EndsInNull) {
  Arena arena(0, 4096);
  std::size_t got = 0;
  while (arena.allocate(64) != nullptr) got += 64;
  EXPECT_LE(got, 4096U);
  EXPECT_GE(got, 2048U);
  EXPECT_LE(arena.capacity(), 4096U);
  EXPECT_EQ(arena.allocate(static_cast<std::size_t>(-1)), nullptr);
  EXPECT_EQ(arena.allocate(static_cast<std::size_t>(-7)), nullptr);
}

TEST(Arena, Rewind_ForgetsWhatWasMadeSince) {
  Arena arena(256);
  const std::int64_t& kept = arena.make(std::int64_t{7});
  const Arena::Mark mark = arena.mark();
  const std::size_t capacity = arena.capacity();
  const void* next = arena.allocate(8);
  for (int i = 0; i < 100; ++i) static_cast<void>(arena.allocate(64));
  EXPECT_GT(arena.capacity(), capacity);
  arena.rewind(mark);
  EXPECT_EQ(arena.capacity(), capacity);
  EXPECT_EQ(kept, 7);
  EXPECT_EQ(arena.allocate(8), next);

  Arena empty;
  const Arena::Mark start = empty.mark();
  static_cast<void>(empty.allocate(8));
  empty.rewind(start);
  EXPECT_EQ(empty.capacity(), 0U);
}

TEST(Arena, Clear_KeepsTheLargestBlock) {
  Arena arena;
  for (int i = 0; i < 1000; ++i) static_cast<void>(arena.allocate(64));
  const std::size_t before = arena.capacity();
  arena.clear();
  const std::size_t kept = arena.capacity();
  EXPECT_GE(kept * 2, before);
  EXPECT_NE(arena.allocate(kept), nullptr);
  EXPECT_EQ(arena.capacity(), kept);
}

}  // namespace
}  // namespace strata::tl
