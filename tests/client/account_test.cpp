// The session in use: changes are seen, announced, and survive in the snapshot.
#include "strata/client/account.hpp"

#include "client/session_samples.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace strata {
namespace {

using testing_support::expect_same;
using testing_support::sample_session;
using Urgency = Account::Urgency;

TEST(Account, Snapshot_IsWhatItWasMadeFrom) {
  Account account(1, "hash", sample_session());
  expect_same(account.snapshot(), sample_session());
}

TEST(Account, Changes_AreAnnouncedWithTheirUrgency) {
  Account account(1, "hash", sample_session());
  std::vector<Urgency> announced;
  account.on_change([&](Urgency urgency) { announced.push_back(urgency); });

  account.set_home_dc(account.home_dc());
  account.set_user(account.user());
  account.cache_peer(*account.find_peer(PeerKind::user, 42));
  EXPECT_TRUE(announced.empty()) << "nothing changed";

  account.set_home_dc(5);
  UpdateStateChange change;
  change.pts = 11;
  account.apply(change);
  EXPECT_EQ(announced, (std::vector<Urgency>{Urgency::now, Urgency::soon}));
  EXPECT_EQ(account.update_state().pts, 11);
}

TEST(Account, Peers_AreFoundByIdAndByUsernameInAnyCase) {
  Account account(1, "hash", sample_session());
  EXPECT_EQ(account.find_username("ALICE")->id, 42);
  account.cache_peer({PeerKind::user, 42, 4242, "Alice2"});
  EXPECT_FALSE(account.find_username("alice"));
  EXPECT_EQ(account.find_username("alice2")->access_hash, 4242);
  EXPECT_FALSE(account.find_peer(PeerKind::chat, 42));
}

TEST(Account, ZeroAccessHash_NeverReplacesAKnownOne) {
  Account account(1, "hash", sample_session());
  account.cache_peer({PeerKind::user, 42, 0, "alice"});
  EXPECT_EQ(account.find_peer(PeerKind::user, 42)->access_hash, 4242);
}

TEST(Account, PeerCache_IsBounded) {
  Account account(1, "hash");
  for (std::size_t i = 0; i < Account::max_peers + 10; ++i) {
    account.cache_peer({PeerKind::user, static_cast<std::int64_t>(i), 1, ""});
  }
  EXPECT_EQ(account.snapshot().peers.size(), Account::max_peers);
}

TEST(Account, Clear_ForgetsSecretsAndKeepsAddresses) {
  Account account(1, "hash", sample_session());
  account.clear();
  const SessionData after = account.snapshot();
  EXPECT_FALSE(after.user);
  EXPECT_TRUE(after.peers.empty());
  EXPECT_EQ(after.find_dc(4)->auth_key, nullptr);
  EXPECT_EQ(after.find_dc(4)->addresses, sample_session().find_dc(4)->addresses);
}

TEST(Account, SetUser_MarksTheHomeDcAsAuthorized) {
  Account account(1, "hash");
  account.set_user(SessionUser{.id = 5, .is_bot = false});
  EXPECT_TRUE(account.dc(account.home_dc()).authorized);
  account.set_user(std::nullopt);
  EXPECT_FALSE(account.dc(account.home_dc()).authorized);
}

TEST(Account, ManyThreads_MayUseIt) {
  Account account(1, "hash", sample_session());
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&account, t] {
      for (std::int64_t i = 0; i < 200; ++i) {
        account.cache_peer({PeerKind::user, t * 1000 + i, i + 1, ""});
        (void)account.snapshot();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(account.snapshot().peers.size(), 801U);
}

}  // namespace
}  // namespace strata
