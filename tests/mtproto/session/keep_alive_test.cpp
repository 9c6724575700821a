// Pings: into silence, regularly, and the end of a silent connection.
#include "session/keep_alive.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

using std::chrono::seconds;

class KeepAliveTest : public ::testing::Test {
 protected:
  KeepAliveTest() { keep_alive_.on_connected(seconds(0)); }
  KeepAlive keep_alive_{Liveness{}};
};

TEST_F(KeepAliveTest, SilenceFor30Seconds_APingIsDue) {
  EXPECT_FALSE(keep_alive_.is_due(seconds(29)));
  EXPECT_TRUE(keep_alive_.is_due(seconds(30)));
  EXPECT_EQ(keep_alive_.deadline(), seconds(30));
}

TEST_F(KeepAliveTest, NothingFor15SecondsAfterAPing_IsDead) {
  keep_alive_.on_ping(seconds(30), 7);
  EXPECT_EQ(keep_alive_.deadline(), seconds(45));
  EXPECT_FALSE(keep_alive_.is_dead(seconds(44)));
  EXPECT_TRUE(keep_alive_.is_dead(seconds(45)));
}

TEST_F(KeepAliveTest, AnyPacket_IsLife) {
  keep_alive_.on_ping(seconds(30), 7);
  keep_alive_.on_received(seconds(40));
  EXPECT_FALSE(keep_alive_.is_dead(seconds(100)));
  EXPECT_EQ(keep_alive_.deadline(), seconds(70));
}

TEST_F(KeepAliveTest, BusyConnection_IsPingedOnceAMinuteAllTheSame) {
  for (int i = 0; i < 60; ++i) keep_alive_.on_received(seconds(i));
  EXPECT_FALSE(keep_alive_.is_due(seconds(59)));
  EXPECT_TRUE(keep_alive_.is_due(seconds(60))) << "or the server would close after 75 s";
}

TEST_F(KeepAliveTest, OnlyOurPingIds_AreOurs) {
  EXPECT_FALSE(keep_alive_.is_ours(0)) << "before the first ping no id is ours";
  keep_alive_.on_ping(seconds(30), 7);
  EXPECT_TRUE(keep_alive_.is_ours(7));
  EXPECT_FALSE(keep_alive_.is_ours(8));
  for (int i = 0; i < 4; ++i) keep_alive_.on_ping(seconds(31), 100 + i);
  EXPECT_FALSE(keep_alive_.is_ours(7)) << "forgotten";
}

TEST_F(KeepAliveTest, Requested_GoesAtOnceAndOnce) {
  keep_alive_.request_ping();
  EXPECT_TRUE(keep_alive_.is_due(seconds(1)));
  keep_alive_.on_ping(seconds(1), 7);
  EXPECT_FALSE(keep_alive_.is_due(seconds(1)));
}

TEST_F(KeepAliveTest, Disconnected_NothingIsDue) {
  keep_alive_.on_disconnected();
  EXPECT_FALSE(keep_alive_.deadline().has_value());
  EXPECT_FALSE(keep_alive_.is_due(seconds(1000)));
  EXPECT_FALSE(keep_alive_.is_dead(seconds(1000)));
}

TEST(KeepAlive, WithoutPings_NothingIsEverDue) {
  Liveness liveness;
  liveness.ping = false;
  KeepAlive keep_alive(liveness);
  keep_alive.on_connected(seconds(0));
  keep_alive.request_ping();
  EXPECT_FALSE(keep_alive.is_due(seconds(1000)));
  EXPECT_FALSE(keep_alive.deadline().has_value());
}

}  // namespace
}  // namespace strata::mtproto::session
