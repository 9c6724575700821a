// Boxes: what they accept, and how they are looked into.
#include "strata/tl/box.hpp"

#include "strata/tl/types/bot_command.hpp"
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
static_assert(std::is_convertible_v<types::InputPeerSelf, enums::InputPeer>);
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
  EXPECT_TRUE(enums::InputPeer(types::InputPeerSelf{}).try_as<types::InputPeerSelf>().has_value());
}

TEST(Box, OfAConstructorWithoutFields_NeedsNoAddress) {
  constexpr enums::InputPeer box = types::InputPeerSelf{};
  EXPECT_TRUE(box.is<types::InputPeerSelf>());
  EXPECT_NE(box.get_if<types::InputPeerSelf>(), nullptr);
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
  EXPECT_EQ(enums::InputPeer(types::InputPeerSelf{}).visit(NameOf{}), "another");
  EXPECT_EQ(enums::InputPeer().visit(NameOf{}), "unknown 0");
  const Unknown unknown{.id = 5};
  EXPECT_EQ(enums::InputPeer(unknown).visit(NameOf{}), "unknown 5");
}

TEST(Box, OfATypeWithOneConstructor_IsUsedLikeAPointer) {
  const types::BotCommand command{.command = "start", .description = "begin"};
  const enums::BotCommand box = command;
  EXPECT_EQ(box->command, "start");
  EXPECT_EQ(&*box, &command);
  EXPECT_EQ(enums::BotCommand()->command, "");
  const Unknown unknown{.id = 5};
  EXPECT_EQ(enums::BotCommand(unknown)->command, "");
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
