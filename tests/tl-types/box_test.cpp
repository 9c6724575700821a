// Boxes: what they accept, and how they are looked into.
#include "strata/tl/box.hpp"

#include "zoo/types/animal.hpp"
#include "zoo/types/zoo/leaf.hpp"

#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/peer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace strata::tl {
namespace {

static_assert(sizeof(enums::InputPeer) == 8);
static_assert(std::is_trivially_destructible_v<enums::InputPeer>);
static_assert(std::is_trivially_copyable_v<enums::InputPeer>);

// A box takes a constructor of its type that has a name of its own …
static_assert(std::is_convertible_v<const types::InputPeerUser&, enums::InputPeer>);
static_assert(std::is_convertible_v<types::InputPeerUser&, enums::InputPeer>);
// … or one that has no fields and so cannot dangle …
static_assert(std::is_convertible_v<zoo::types::Ghost, zoo::enums::Animal>);
// … but no temporary with fields and no constructor of another type.
static_assert(!std::is_convertible_v<types::InputPeerUser, enums::InputPeer>);
static_assert(!std::is_convertible_v<const types::InputPeerUser, enums::InputPeer>);
static_assert(!std::is_convertible_v<const types::PeerUser&, enums::InputPeer>);
static_assert(!std::is_convertible_v<types::PeerUser, enums::InputPeer>);

TEST(Box, Default_IsEmpty) {
  const enums::InputPeer box;
  EXPECT_FALSE(box.has_value());
  EXPECT_EQ(box.id(), 0U);
  EXPECT_EQ(box.get_if<types::InputPeerUser>(), nullptr);
  EXPECT_FALSE(box.is<types::InputPeerSelf>());
}

TEST(Box, OfANamedStruct_RefersToIt) {
  types::InputPeerUser user{.user_id = 1, .access_hash = 2};
  const enums::InputPeer box = user;
  EXPECT_TRUE(box.is<types::InputPeerUser>());
  EXPECT_FALSE(box.is<types::InputPeerChat>());
  EXPECT_EQ(box.id(), types::InputPeerUser::ID);
  EXPECT_EQ(box.get_if<types::InputPeerUser>(), &user);
  EXPECT_EQ(box.get_if<types::InputPeerChat>(), nullptr);
}

TEST(Box, TryAs_CopiesTheConstructorThatIsThere) {
  const types::InputPeerUser user{.user_id = 1, .access_hash = 2};
  const enums::InputPeer box = user;
  const std::optional<types::InputPeerUser> copy = box.try_as<types::InputPeerUser>();
  ASSERT_TRUE(copy.has_value());
  EXPECT_EQ(copy->access_hash, 2);
  EXPECT_FALSE(box.try_as<types::InputPeerChat>().has_value());
  EXPECT_FALSE(enums::InputPeer().try_as<types::InputPeerUser>().has_value());
  EXPECT_TRUE(zoo::enums::Animal(zoo::types::Ghost{}).try_as<zoo::types::Ghost>().has_value());
}

TEST(Box, OfAConstructorWithoutFields_NeedsNoAddress) {
  constexpr zoo::enums::Animal box = zoo::types::Ghost{};
  EXPECT_TRUE(box.is<zoo::types::Ghost>());
  EXPECT_NE(box.get_if<zoo::types::Ghost>(), nullptr);
}

// Whether a constructor has fields or not, in this layer or a later one.
TEST(Box, OfABlank_NeedsNoOwner) {
  const enums::InputPeer self = blank<types::InputPeerSelf>;
  EXPECT_TRUE(self.is<types::InputPeerSelf>());
  const enums::InputPeer user = blank<types::InputPeerUser>;
  ASSERT_NE(user.get_if<types::InputPeerUser>(), nullptr);
  EXPECT_EQ(user.get_if<types::InputPeerUser>()->user_id, 0);
}

TEST(Box, As_ShowsTheConstructorOrItsDefaults) {
  const types::InputPeerUser user{.user_id = 1};
  const enums::InputPeer box = user;
  EXPECT_EQ(&box.as<types::InputPeerUser>(), &user);
  EXPECT_EQ(box.as<types::InputPeerChat>().chat_id, 0);
  EXPECT_EQ(enums::InputPeer().as<types::InputPeerUser>().user_id, 0);
}

struct NameOf {
  std::string operator()(const types::InputPeerUser& user) const {
    return "user " + std::to_string(user.user_id);
  }
  std::string operator()(const Unknown& unknown) const {
    return "unknown " + std::to_string(unknown.id);
  }
  template <class T>
  std::string operator()(const T&) const {
    return "another";
  }
};

TEST(Box, Visit_CallsWithTheConstructorThatIsThere) {
  const types::InputPeerUser user{.user_id = 1};
  const types::InputPeerChat chat{.chat_id = 2};
  EXPECT_EQ(enums::InputPeer(user).visit(NameOf{}), "user 1");
  EXPECT_EQ(enums::InputPeer(chat).visit(NameOf{}), "another");
  EXPECT_EQ(enums::InputPeer(blank<types::InputPeerSelf>).visit(NameOf{}), "another");
  EXPECT_EQ(enums::InputPeer().visit(NameOf{}), "unknown 0");
  const Unknown unknown{.id = 5};
  EXPECT_EQ(enums::InputPeer(unknown).visit(NameOf{}), "unknown 5");
}

TEST(Box, OfATypeWithOneConstructor_IsUsedLikeAPointer) {
  const zoo::types::zoo::Leaf leaf{.weight = 3};
  const zoo::enums::zoo::Leaf box = leaf;
  EXPECT_EQ(box->weight, 3);
  EXPECT_EQ(&*box, &leaf);
  EXPECT_EQ(zoo::enums::zoo::Leaf()->weight, 0);
  const Unknown unknown{.id = 5};
  EXPECT_EQ(zoo::enums::zoo::Leaf(unknown)->weight, 0);
}

TEST(Box, OfTheUnknown_HasItsIdAndBytes) {
  const Unknown unknown{.id = 0x12345678};
  const enums::InputPeer box(unknown);
  EXPECT_TRUE(box.has_value());
  EXPECT_TRUE(box.is_unknown());
  EXPECT_EQ(box.id(), 0x12345678U);
  EXPECT_EQ(box.unknown(), &unknown);
  EXPECT_FALSE(box.is<types::InputPeerSelf>());
}

}  // namespace
}  // namespace strata::tl
