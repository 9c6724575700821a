// What holds for every received message: replay, time, sequence numbers, acknowledgement.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

const Bytes update = Tl().u32(0xe317af7e);
const std::string update_event = "updates 7eaf17e3";

// N-051, M-1, M-35
TEST(Inbox, RecordedPacketPlayedAgain_IsIgnoredAndAcknowledgedAgain) {
  WorldOptions options;
  options.answers_pings = true;
  World world(options);
  const Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 1, update);
  EXPECT_TRUE(world.receive_packet(packet));
  EXPECT_EQ(world.take_events(), Words{update_event});
  for (const seconds later : {seconds(1), seconds(239)}) {
    world.advance(later);
    static_cast<void>(world.take_sent());
    EXPECT_TRUE(world.receive_packet(packet));
    EXPECT_EQ(world.take_events(), Words{}) << "handled once";
    world.advance(seconds(1));
    EXPECT_EQ(world.take_sent(), Words{"ack 1"});
  }
}

TEST(Inbox, RecordedContainerPlayedAgain_ItsMembersAreAcknowledgedAgain) {
  World world;
  const std::int64_t inner = world.server().next_id(world.server_time());
  const Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 2,
                                           container({{inner, 1, update}}));
  EXPECT_TRUE(world.receive_packet(packet));
  world.advance(seconds(1));
  EXPECT_TRUE(world.receive_packet(packet));
  world.advance(seconds(1));
  EXPECT_EQ(world.take_events(), Words{update_event});
  EXPECT_EQ(world.take_sent(), (Words{"ack 1", "ack 1"}));
}

// N-052
TEST(Inbox, PlayedAgainAfterAReconnect_IsIgnored) {
  World world;
  const Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 1, update);
  EXPECT_TRUE(world.receive_packet(packet));
  world.disconnect();
  world.connect();
  EXPECT_TRUE(world.receive_packet(packet));
  EXPECT_EQ(world.take_events(), Words{update_event});
}

// N-054
TEST(Inbox, TimeWindow_IsFiveMinutesBackAndThirtySecondsAhead) {
  struct Case {
    seconds off;
    bool accepted;
  };
  for (const Case& one : {Case{seconds(29), true}, Case{seconds(31), false},
                          Case{seconds(-299), true}, Case{seconds(-301), false}}) {
    World world;
    const std::int64_t id = world.server().next_id(world.server_time() + one.off);
    EXPECT_TRUE(world.receive(id, 1, update)) << "the connection stays";
    Words events = world.take_events();
    std::erase_if(events, [](const std::string& event) { return event.starts_with("time"); });
    EXPECT_EQ(events, one.accepted ? Words{update_event} : Words{}) << one.off.count();
  }
}

TEST(Inbox, MessageFromTheFuture_MakesThePingThatFindsOut) {
  World world;
  const std::int64_t id = world.server().next_id(world.server_time() + seconds(120));
  EXPECT_TRUE(world.receive(id, 1, update));
  EXPECT_EQ(world.take_sent(), Words{"ping"});
}

// B-50: unknown to everybody, but odd.
TEST(Inbox, WhateverIsOdd_IsAcknowledged) {
  World world;
  EXPECT_TRUE(world.receive(rpc_result(4444, bool_true())));
  EXPECT_TRUE(world.receive(Bytes(Tl().u32(0x11111111))));
  EXPECT_TRUE(world.receive(pong(1, 2)));
  world.advance(seconds(1));
  EXPECT_EQ(world.take_sent(), Words{"ack 3"});
}

TEST(Inbox, WhateverIsEven_IsNot) {
  World world;
  EXPECT_TRUE(world.receive(rpc_result(4444, bool_true()), false));
  world.advance(seconds(5));
  EXPECT_EQ(world.take_sent(), Words{});
}

// B-51
TEST(Inbox, SixteenAcknowledgements_GoAtOnce) {
  World world;
  for (int i = 0; i < 15; ++i) EXPECT_TRUE(world.receive(update));
  EXPECT_EQ(world.take_sent(), Words{});
  EXPECT_TRUE(world.receive(update));
  EXPECT_EQ(world.take_sent(), Words{"ack 16"});
}

TEST(Inbox, Acknowledgements_RideWithTheNextCall) {
  World world;
  EXPECT_TRUE(world.receive(update));
  world.call("a");
  EXPECT_EQ(world.take_sent(), (Words{"a", "ack 1"}));
}

// B-53
TEST(Inbox, Acknowledgements_SurviveAReconnect) {
  World world;
  EXPECT_TRUE(world.receive(update));
  world.disconnect();
  world.connect();
  world.advance(seconds(1));
  EXPECT_EQ(world.take_sent(), Words{"ack 1"});
}

// B-14
TEST(Inbox, ImpossibleSeqNo_IsIgnored) {
  World world;
  for (const std::int32_t seq_no :
       {-1, std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()}) {
    EXPECT_TRUE(world.receive(world.server().next_id(world.server_time()), seq_no, update));
  }
  EXPECT_TRUE(world.receive(world.server().next_id(world.server_time()), 0x7ffffffe, update))
      << "the highest that there is";
  EXPECT_EQ(world.take_events(), Words{update_event});
}

TEST(Inbox, SeqNoThatFalls_IsNoError) {
  World world;
  EXPECT_TRUE(world.receive(world.server().next_id(world.server_time()), 101, update));
  EXPECT_TRUE(world.receive(world.server().next_id(world.server_time()), 1, update));
  EXPECT_EQ(world.take_events(), (Words{update_event, update_event}));
}

// B-06: nothing that fails the checks of the packet has an effect.
TEST(Inbox, RefusedPackets_LeaveNoTrace) {
  World world;
  const std::int64_t id = world.server().next_id(world.server_time());
  EXPECT_FALSE(world.receive(id, 1, update, {.session_id = 5}));
  EXPECT_FALSE(world.receive(id, 1, update, {.length = -4}));
  EXPECT_FALSE(world.receive(id, 1, update, {.way = Way::to_server}));
  EXPECT_FALSE(world.receive(id + 1, 1, update));
  world.advance(seconds(2));
  EXPECT_EQ(world.take_sent(), Words{});
  EXPECT_EQ(world.take_events(), Words{});
  EXPECT_TRUE(world.receive(id, 1, update)) << "and the id is still fresh";
}

// B-07, M-28
TEST(Inbox, SaltOfAnOrdinaryMessage_IsNotAdopted) {
  World world;
  world.call("a");
  // The server's packets repeat the client's salt; this one has another.
  Bytes plain(32);
  store_le(plain.data(), std::int64_t{999});
  store_le(plain.data() + 8, world.server().session_id());
  store_le(plain.data() + 16, world.server().next_id(world.server_time()));
  store_le(plain.data() + 24, 1);
  store_le(plain.data() + 28, 4);
  append(plain, update);
  plain.resize(48);
  EXPECT_TRUE(world.receive_packet(encrypt(test_key(), Way::to_client, plain)));
  world.call("b");
  EXPECT_EQ(world.server().salt(), 100);
}

TEST(Inbox, MessageWithoutAnObject_Closes) {
  World world;
  const Status status = world.receive(world.server().next_id(world.server_time()), 1, {});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), Errc::malformed_message);
}

}  // namespace
}  // namespace strata::mtproto::session_test
