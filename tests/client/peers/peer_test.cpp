// Ids of peers, texts that name them, and the cache that finds their access hashes.
#include "strata/client/peer.hpp"

#include "client/updates/update_samples.hpp"
#include "peers/peer_cache.hpp"

#include "strata/client/account.hpp"
#include "strata/client/user.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/types/input_channel.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/input_user.hpp"

#include <gtest/gtest.h>

namespace strata {
namespace {

using testing_support::Samples;

TEST(PeerId, BotApiNumbers_KeepTheThreeKindsApart) {
  EXPECT_EQ(PeerId::from_bot_api(42), PeerId::user(42));
  EXPECT_EQ(PeerId::from_bot_api(-42), PeerId::chat(42));
  EXPECT_EQ(PeerId::from_bot_api(-1000000000042), PeerId::channel(42));
  for (const PeerId id : {PeerId::user(7), PeerId::chat(7), PeerId::channel(7)}) {
    EXPECT_EQ(PeerId::from_bot_api(id.to_bot_api()), id);
  }
}

TEST(PeerId, NumbersThatMeanNothing_AreInvalid) {
  EXPECT_FALSE(PeerId::from_bot_api(0).is_valid());
  EXPECT_FALSE(PeerId::from_bot_api(-1000000000000).is_valid());
  EXPECT_FALSE(PeerId::from_bot_api(PeerId::limit).is_valid());
  EXPECT_FALSE(PeerId::from_bot_api(std::numeric_limits<std::int64_t>::min()).is_valid());
  EXPECT_FALSE(PeerId::from(tl::enums::Peer()).is_valid());
}

std::string name_in(const PeerRef& peer) {
  const auto* username = std::get_if<PeerRef::Username>(&peer.value());
  return username != nullptr ? username->name : "";
}

TEST(PeerRef, Usernames_AreFoundInEveryForm) {
  for (const char* text :
       {"durov", "@durov", "t.me/durov", "https://t.me/durov", "HTTPS://T.ME/durov/15",
        "http://telegram.me/durov?start=1", "tg://resolve?domain=durov&start=1"}) {
    EXPECT_EQ(name_in(text), "durov") << text;
  }
}

TEST(PeerRef, OtherTexts_AreSelfPhoneOrId) {
  const PeerRef self("me");
  EXPECT_TRUE(std::get<PeerAddress>(self.value()).is_self());
  const PeerRef phone("+49 (30) 12-34");
  EXPECT_EQ(std::get<PeerRef::Phone>(phone.value()).digits, "49301234");
  const PeerRef id("-1000000000042");
  EXPECT_EQ(std::get<PeerId>(id.value()), PeerId::channel(42));
}

TEST(PeerRef, User_BringsItsAccessHashUnlessItIsMin) {
  Samples samples;
  const auto whole = User::from(nullptr, samples.user(42, 7));
  const auto min = User::from(nullptr, samples.user(42, 7, true));
  EXPECT_EQ(std::get<PeerAddress>(PeerRef(*whole).value()).access_hash(), 7);
  EXPECT_EQ(std::get<PeerId>(PeerRef(*min).value()), PeerId::user(42));
}

TEST(PeerAddress, TLValues_FollowTheKind) {
  tl::Arena arena;
  const PeerAddress user(PeerId::user(1), 2);
  EXPECT_EQ(user.input_user(arena).get_if<tl::types::InputUser>()->access_hash, 2);
  EXPECT_FALSE(user.input_channel(arena).has_value());
  const PeerAddress channel(PeerId::channel(3), 4);
  EXPECT_EQ(channel.input_channel(arena).get_if<tl::types::InputChannel>()->channel_id, 3);
  EXPECT_FALSE(channel.input_user(arena).has_value());
  for (const PeerAddress& address :
       {PeerAddress::self(), user, channel, PeerAddress(PeerId::chat(5), 0)}) {
    EXPECT_EQ(PeerAddress::from(address.input_peer(arena)), address);
  }
}

class PeerCacheTest : public ::testing::Test {
 protected:
  void harvest(std::vector<tl::enums::User> users, std::vector<tl::enums::Chat> chats = {}) {
    peers::harvest(account_, PeerViews(users, chats));
  }

  Samples samples_;
  Account account_{1, "hash"};
};

TEST_F(PeerCacheTest, HarvestedPeers_AreFoundByIdAndName) {
  tl::types::User raw{.id = 42, .access_hash = 7, .first_name = "Ann", .username = "ann"};
  harvest({raw}, {samples_.channel(9, 8)});
  EXPECT_EQ(peers::find_address(account_, "@Ann")->access_hash(), 7);
  EXPECT_EQ(peers::find_address(account_, PeerId::user(42))->access_hash(), 7);
  EXPECT_EQ(peers::find_address(account_, PeerId::channel(9))->access_hash(), 8);
  EXPECT_FALSE(peers::find_address(account_, PeerId::user(43)).has_value());
  EXPECT_FALSE(peers::find_address(account_, "+123").has_value());
}

TEST_F(PeerCacheTest, SmallGroups_NeedNoAccessHash) {
  EXPECT_EQ(peers::find_address(account_, PeerId::chat(5)), PeerAddress(PeerId::chat(5), 0));
}

TEST_F(PeerCacheTest, OwnId_IsSelf) {
  account_.set_user(SessionUser{.id = 42, .is_bot = false});
  EXPECT_EQ(peers::find_address(account_, PeerId::user(42)), PeerAddress::self());
}

// E-40
TEST_F(PeerCacheTest, MinObjects_ChangeNothing) {
  harvest({samples_.user(42, 1, true)}, {samples_.channel(9, 2, true)});
  EXPECT_FALSE(peers::find_address(account_, PeerId::user(42)).has_value());
  harvest({samples_.user(42, 7)}, {samples_.channel(9, 8)});
  harvest({samples_.user(42, 1, true)}, {samples_.channel(9, 2, true)});
  EXPECT_EQ(peers::find_address(account_, PeerId::user(42))->access_hash(), 7);
  EXPECT_EQ(peers::find_address(account_, PeerId::channel(9))->access_hash(), 8);
}

// E-42
TEST_F(PeerCacheTest, IdsOutOfRange_AreIgnored) {
  harvest({samples_.user(PeerId::limit, 7), samples_.user(-1, 7), samples_.user(0, 7)});
  EXPECT_TRUE(account_.snapshot().peers.empty());
}

// E-41
TEST_F(PeerCacheTest, OneEnvelope_AddsABoundedNumberOfPeers) {
  std::vector<tl::enums::User> users;
  for (std::int64_t id = 1; id <= 10'050; ++id) users.push_back(samples_.user(id, 7));
  harvest(users);
  EXPECT_EQ(account_.snapshot().peers.size(), peers::max_harvest);
}

}  // namespace
}  // namespace strata
