// msgs_ack: a receipt, not an answer.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

// B-52
TEST(OnAcks, AcknowledgedCall_StaysPendingAndIsReportedOnce) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(ack("a"), false)
      .receive(ack("a"), false)
      .expect_event("received a")
      .verify([](World& world) { EXPECT_EQ(world.session().pending_calls(), 1U); });
  script.check();
  script.check_every_fault();
}

TEST(OnAcks, OfAContainer_MeansItsMembers) {
  SessionScript script;
  script.disconnect()
      .call("a")
      .call("b")
      .connect()
      .expect_sent({"a", "b"})
      .receive([](World& world) { return msgs_ack({world.container_of("a")}); }, false)
      .expect_events({"received a", "received b"});
  script.check();
  script.check_every_fault();
}

TEST(OnAcks, UnknownAndOddIds_AreIgnored) {
  SessionScript script;
  script.call("a").expect_sent({"a"}).receive(fixed(msgs_ack({0, 1, 2, 3, 4, -1})), false);
  script.check();
  script.check_every_fault();
}

TEST(OnAcks, Malformed_Closes) {
  World world;
  const Bytes good = msgs_ack({1, 2, 3});
  for (std::size_t size = 4; size < good.size(); size += 4) {
    EXPECT_FALSE(world.receive(BytesView(good).first(size), false)) << size;
  }
  Bytes count = good;
  store_le(count.data() + 8, 0x7fffffff);
  EXPECT_FALSE(world.receive(count, false));
  Bytes longer = good;
  longer.resize(longer.size() + 4);
  EXPECT_FALSE(world.receive(longer, false));
  EXPECT_FALSE(world.receive(msgs_ack(std::vector<std::int64_t>(8193)), false)) << "H-13";
  EXPECT_TRUE(world.receive(msgs_ack(std::vector<std::int64_t>(8192)), false));
}

// H-12: many messages with many ids each must not take quadratic time.
TEST(OnAcks, AFullPacketOfThem_IsReadInLinearTime) {
  World world;
  world.disconnect();
  for (int i = 0; i < 1024; ++i) world.call("c" + std::to_string(i));
  world.connect();
  std::vector<Part> parts;
  const std::vector<std::int64_t> ids(500, 0x65abc0fd00000004);
  for (int i = 0; i < 1000; ++i) {
    parts.push_back({world.server().next_id(world.server_time()), 2, msgs_ack(ids)});
  }
  // Half a million look-ups among a thousand messages; the test's time limit is the assertion.
  EXPECT_TRUE(world.receive(container(parts), false));
  EXPECT_EQ(world.session().pending_calls(), 1024U);
}

}  // namespace
}  // namespace strata::mtproto::session_test
