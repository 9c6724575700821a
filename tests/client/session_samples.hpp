// Sessions for the tests of storage.
#pragma once

#include "strata/client/session_data.hpp"
#include "strata/crypto/auth_key.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <numeric>

namespace strata::testing_support {

/// Some key, different for each seed.
inline std::shared_ptr<const crypto::AuthKey> sample_key(std::uint8_t seed) {
  Bytes bytes(crypto::AuthKey::size);
  std::iota(bytes.begin(), bytes.end(), seed);
  return std::make_shared<const crypto::AuthKey>(*crypto::AuthKey::from_bytes(bytes));
}

/// A session that uses every field.
inline SessionData sample_session() {
  SessionData session;
  session.home_dc = 4;
  session.test_environment = true;
  session.user = SessionUser{.id = 1234567890123, .is_bot = true};

  DcEntry& home = session.dc(4);
  home.auth_key = sample_key(1);
  home.server_salt = -77;
  home.time_offset = -3;
  home.authorized = true;
  home.addresses.push_back({.ip = "149.154.167.91", .port = 443, .is_static = true});
  home.addresses.push_back({.ip = "2001:67c:4e8:f004::a", .port = 80, .ipv6 = true});
  home.addresses.push_back({.ip = "149.154.167.92",
                            .port = 5222,
                            .tcpo_only = true,
                            .this_port_only = true,
                            .secret = std::vector<std::uint8_t>(16, 7)});
  session.dc(203).addresses.push_back(
      {.ip = "91.105.192.100", .port = 443, .tcpo_only = true, .cdn = true});
  session.dc_options_expire = 1'700'003'600;
  session.prefer_ipv6 = true;

  session.updates = UpdateState{.pts = 10, .qts = 2, .date = 1700000000, .seq = 5, .channels = {}};
  session.updates.channels[1001] = 7;
  session.peers.push_back({PeerKind::user, 42, 4242, "alice"});
  session.peers.push_back({PeerKind::channel, 1001, -1, ""});
  return session;
}

/// Whether two sessions hold the same.
inline void expect_same(const SessionData& a, const SessionData& b) {
  EXPECT_EQ(a.home_dc, b.home_dc);
  EXPECT_EQ(a.test_environment, b.test_environment);
  EXPECT_EQ(a.user, b.user);
  EXPECT_EQ(a.dc_options_expire, b.dc_options_expire);
  EXPECT_EQ(a.prefer_ipv6, b.prefer_ipv6);
  EXPECT_EQ(a.updates, b.updates);
  EXPECT_EQ(a.peers, b.peers);
  ASSERT_EQ(a.dcs.size(), b.dcs.size());
  for (std::size_t i = 0; i < a.dcs.size(); ++i) {
    EXPECT_EQ(a.dcs[i].id, b.dcs[i].id);
    EXPECT_EQ(a.dcs[i].addresses, b.dcs[i].addresses);
    EXPECT_EQ(a.dcs[i].server_salt, b.dcs[i].server_salt);
    EXPECT_EQ(a.dcs[i].time_offset, b.dcs[i].time_offset);
    EXPECT_EQ(a.dcs[i].authorized, b.dcs[i].authorized);
    ASSERT_EQ(a.dcs[i].auth_key == nullptr, b.dcs[i].auth_key == nullptr);
    if (a.dcs[i].auth_key) {
      EXPECT_EQ(a.dcs[i].auth_key->id(), b.dcs[i].auth_key->id());
    }
  }
}

}  // namespace strata::testing_support
