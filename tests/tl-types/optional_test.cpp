// Conditional fields: present, absent, and no larger than they must be.
#include "strata/tl/optional.hpp"

#include "zoo/types/animal.hpp"

#include "strata/tl/types/input_peer.hpp"

#include <gtest/gtest.h>

namespace strata::tl {
namespace {

static_assert(sizeof(Optional<std::string_view>) == sizeof(std::string_view));
static_assert(sizeof(Optional<std::span<const int>>) == sizeof(std::span<const int>));
static_assert(sizeof(Optional<enums::InputPeer>) == sizeof(enums::InputPeer));
static_assert(sizeof(Optional<std::int32_t>) == 8);
static_assert(std::is_trivially_destructible_v<Optional<std::string_view>>);
static_assert(std::is_trivially_copyable_v<Optional<enums::InputPeer>>);
// What the tables assume of the flag's place.
static_assert(sizeof(detail::OptionalStorage<std::int64_t>) == 16);
static_assert(offsetof(detail::OptionalStorage<std::int64_t>, present) == 8);
static_assert(offsetof(detail::OptionalStorage<bool>, present) == 1);

// A temporary would dangle here as well as in a box.
static_assert(!std::is_convertible_v<types::InputPeerUser, Optional<enums::InputPeer>>);
static_assert(std::is_convertible_v<types::InputPeerUser&, Optional<enums::InputPeer>>);
static_assert(std::is_convertible_v<zoo::types::Ghost, Optional<zoo::enums::Animal>>);

TEST(Optional, Default_IsAbsentAndShowsTheDefault) {
  const Optional<std::int32_t> number;
  const Optional<std::string_view> text;
  const Optional<std::span<const int>> vector;
  const Optional<enums::InputPeer> box = std::nullopt;
  EXPECT_FALSE(number.has_value());
  EXPECT_EQ(*number, 0);
  EXPECT_EQ(number.value_or(7), 7);
  EXPECT_FALSE(text.has_value());
  EXPECT_EQ(text.value_or("none"), "none");
  EXPECT_FALSE(vector.has_value());
  EXPECT_FALSE(box.has_value());
  EXPECT_TRUE(number == std::nullopt);
}

TEST(Optional, Zero_IsAValue) {
  const Optional<std::int32_t> number = 0;
  const Optional<bool> flag = false;
  EXPECT_TRUE(number.has_value());
  EXPECT_TRUE(flag.has_value());
  EXPECT_FALSE(*flag);
  EXPECT_EQ(number, 0);
}

TEST(Optional, EmptyTextAndEmptyVector_ArePresent) {
  const Optional<std::string_view> literal = "";
  const Optional<std::string_view> null = std::string_view();
  const Optional<std::span<const int>> vector = std::span<const int>();
  EXPECT_TRUE(literal.has_value());
  EXPECT_TRUE(null.has_value());
  EXPECT_EQ(null, "");
  EXPECT_TRUE(vector.has_value());
  EXPECT_TRUE(vector->empty());
}

TEST(Optional, EmptyBox_IsAbsent) {
  const Optional<enums::InputPeer> box = enums::InputPeer();
  EXPECT_FALSE(box.has_value());
}

TEST(Optional, Reset_MakesItAbsent) {
  Optional<std::string_view> text = "x";
  text.reset();
  EXPECT_FALSE(text.has_value());
}

}  // namespace
}  // namespace strata::tl
