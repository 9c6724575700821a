// What goes into one packet, in which order, and how much of it.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

/// How many messages each container held.
std::map<std::int64_t, std::size_t> containers(const World& world) {
  std::map<std::int64_t, std::size_t> sizes;
  for (const ClientMessage& message : world.messages()) ++sizes[message.container];
  sizes.erase(0);
  return sizes;
}

TEST(Outbox, WaitingCalls_GoInOneContainerInOrder) {
  SessionScript script;
  script.disconnect()
      .call("a")
      .call("b")
      .call("c")
      .connect()
      .expect_sent({"a", "b", "c"})
      .verify([](World& world) {
        EXPECT_EQ(world.packets().size(), 1U);
        EXPECT_EQ(world.last("a")->seq_no, 1);
        EXPECT_EQ(world.last("b")->seq_no, 3);
        EXPECT_EQ(world.last("c")->seq_no, 5);
        EXPECT_GT(world.container_of("c"), world.id_of("c"));
      });
  script.check();
  script.check_every_fault();
}

TEST(Outbox, NothingToSay_NothingIsWritten) {
  World world;
  Buffer out;
  EXPECT_FALSE(world.session().write_packet(world.now(), out));
}

TEST(Outbox, Disconnected_NothingIsWritten) {
  World world;
  world.disconnect();
  world.call("a");
  EXPECT_EQ(world.take_sent(), Words{});
}

TEST(Outbox, HighPriority_GoesFirst) {
  SessionScript script;
  script.disconnect()
      .call("a")
      .call("urgent", {.priority = Priority::high})
      .call("b")
      .connect()
      .expect_sent({"urgent", "a", "b"});
  script.check();
  script.check_every_fault();
}

// B-60
TEST(Outbox, Containers_HoldAtMostAThousandMessages) {
  World world;
  world.disconnect();
  for (int i = 0; i < 1024; ++i) world.call("c" + std::to_string(i));
  EXPECT_TRUE(world.receive(Bytes(Tl().u32(1)))) << "something to acknowledge";
  world.connect();
  EXPECT_EQ(world.take_sent().size(), 1025U);
  EXPECT_EQ(world.server().violations(), Words{});
  std::size_t most = 0;
  for (const auto& [id, size] : containers(world)) most = std::max(most, size);
  EXPECT_LE(most, limits::max_container_sent);
}

// B-60
TEST(Outbox, Containers_HoldAtMost32KiBOfQueries) {
  World world;
  world.disconnect();
  for (int i = 0; i < 10; ++i) world.call("c" + std::to_string(i), {.compress = false}, 10'000);
  world.connect();
  EXPECT_EQ(world.take_sent().size(), 10U);
  EXPECT_EQ(world.packets().size(), 4U) << "three, three, three and one";
}

TEST(Outbox, OneLongQuery_GoesAlone) {
  World world;
  world.disconnect();
  world.call("short");
  world.call("long", {.compress = false}, 500'000);
  world.call("after");
  world.connect();
  EXPECT_EQ(world.take_sent(), (Words{"short", "long", "after"}));
  EXPECT_EQ(world.packets().size(), 3U);
}

// B-66, A-73
TEST(Outbox, CallsThatGoAlone_ShareNoPacketWithCalls) {
  World world;
  world.disconnect();
  for (const char* const name : {"file1", "file2"}) world.call(name, {.alone = true});
  world.call("a");
  world.call("b");
  world.call("file3", {.alone = true});
  EXPECT_TRUE(world.receive(Bytes(Tl().u32(1))));
  world.connect();
  EXPECT_EQ(world.take_sent(), (Words{"file1", "ack 1", "file2", "a", "b", "file3"}));
  EXPECT_EQ(world.packets().size(), 4U);
}

// B-84
TEST(Outbox, InFlightCap_HoldsTheRestBack) {
  WorldOptions options;
  options.session.max_in_flight = 2;
  World world(options);
  for (const char* const name : {"a", "b", "c", "d"}) world.call(name);
  EXPECT_EQ(world.take_sent(), (Words{"a", "b"}));
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true()), false));
  EXPECT_EQ(world.take_sent(), Words{"c"});
  world.cancel("b");
  EXPECT_EQ(world.take_sent(), (Words{"d", "drop b"}));
}

TEST(Outbox, ThousandAndTwentyFourInFlight_AtMost) {
  World world;
  for (int i = 0; i < 1100; ++i) world.call("c" + std::to_string(i));
  EXPECT_EQ(world.take_sent().size(), 1024U);
  EXPECT_EQ(world.session().pending_calls(), 1100U);
}

// B-65
TEST(Outbox, LongQuery_IsCompressed_ShortOrForbiddenIsNot) {
  World world;
  world.call("long", {}, 300);
  world.call("short", {}, 200);
  world.call("file", {.compress = false}, 300);
  EXPECT_EQ(world.take_sent(), (Words{"gzip long", "short", "file"}));
  EXPECT_EQ(world.server().violations(), Words{}) << "a packed query is content-related";
}

// B-11
TEST(Outbox, ClockWasSetBackFar_ANewSessionRatherThanIdsFromTheFuture) {
  WorldOptions options;
  options.clock_error = seconds(-120);
  World world(options);
  world.server().tolerate_wrong_time();
  world.call("a", {.idempotency = Idempotency::read});
  const std::int64_t session = world.session().session_id();
  static_cast<void>(world.take_sent());
  // An answer two minutes before its question: our clock was two minutes ahead.
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true()), false));
  world.call("b");
  EXPECT_NE(world.session().session_id(), session);
  EXPECT_LT(MsgId{world.id_of("b")}.unix_time(), world.server_time() + seconds(1));
  EXPECT_EQ(world.take_events(),
            (Words{"time -120", "result a b5757299", "reset", "gap session_reset"}));
}

TEST(Outbox, HeadroomForTheTransport_IsThere) {
  World world;
  ASSERT_TRUE(world.session().enqueue(test_query("a")));
  ASSERT_TRUE(world.session().enqueue(test_query("b")));
  Buffer out;
  ASSERT_TRUE(world.session().write_packet(world.now(), out));
  EXPECT_GE(out.headroom(), 64U + 12U) << "an obfuscation header and a frame's";
}

// B-03
TEST(Outbox, RandomPadding_VariesTheSizeOfEqualMessages) {
  WorldOptions options;
  options.session.padding = Padding::random;
  World world(options);
  std::set<std::size_t> sizes;
  for (int i = 0; i < 100; ++i) {
    world.call("c");
    world.cancel("c");
  }
  for (const Bytes& packet : world.packets()) sizes.insert(packet.size());
  EXPECT_GT(sizes.size(), 8U);
  EXPECT_EQ(world.server().violations(), Words{});
}

// B-93
TEST(QuickAck, TokenOfThePacket_NamesItsCalls) {
  World world;
  const auto a = world.session().enqueue(test_query("a"), {.quick_ack = true});
  ASSERT_TRUE(a);
  Buffer out;
  const auto packet = world.session().write_packet(world.now(), out);
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->request_quick_ack);
  // The server computes the token from the plaintext: the first bytes of msg_key_large.
  const auto plain = decrypt(test_key(), Way::to_server, out.bytes());
  ASSERT_TRUE(plain);
  world.session().on_quick_ack(quick_ack_token(test_key(), *plain));
  const auto event = world.session().next_event();
  ASSERT_TRUE(event);
  EXPECT_EQ(std::get<CallQuickAcked>(*event).call, *a);
  world.session().on_quick_ack(quick_ack_token(test_key(), *plain));
  EXPECT_FALSE(world.session().next_event()) << "once";
}

TEST(QuickAck, NotWanted_IsNotRequested) {
  World world;
  ASSERT_TRUE(world.session().enqueue(test_query("a")));
  Buffer out;
  EXPECT_FALSE(world.session().write_packet(world.now(), out)->request_quick_ack);
}

// N-089
TEST(QuickAck, ForeignTokens_AreIgnored) {
  World world;
  for (std::uint32_t token = 0; token < 1000; ++token) world.session().on_quick_ack(token * 7919);
  EXPECT_EQ(world.take_events(), Words{});
}

}  // namespace
}  // namespace strata::mtproto::session_test
