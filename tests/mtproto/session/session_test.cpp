// The life of a call: sent, acknowledged, answered; in one packet with others; with every fault.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"
#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

#include <set>

namespace strata::mtproto::session_test {
namespace {

TEST(Session, Call_IsSentAnsweredAndItsAnswerAcknowledged) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(ack("a"), false)
      .expect_event("received a")
      .receive(answer_true("a"))
      .expect_event("result a b5757299")
      .advance(seconds(1))
      .expect_sent({"ack 1"});
  script.check();
  script.check_every_fault();
}

TEST(Session, AnswerInAContainerWithANewSession_AcknowledgesEachMember) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(
          container_of(
              {{new_session("a", 77, 200), true}, {ack("a"), false}, {answer_true("a"), true}}),
          false)
      .expect_events({"salt 200", "created", "received a", "result a b5757299"})
      .advance(seconds(1))
      .expect_sent({"ack 2"})
      .verify([](World& world) { EXPECT_EQ(world.server().salt(), 200); });
  script.check();
  script.check_every_fault();
}

TEST(Session, ConversationWithReconnects_SurvivesEveryFault) {
  SessionScript script;
  script.call("a")
      .call("b", {.idempotency = Idempotency::read})
      .receive(container_of({{new_session("a", 77, 200), true}, {ack("a"), false}}), false)
      .call("c", {.priority = Priority::high})
      .receive(bad_salt("c", 300))
      .receive(answer_true("b"))
      .cancel("a")
      .disconnect()
      .connect()
      .receive(error("c", 420, "FLOOD_WAIT_3"))
      .call("d")
      .receive(bad_msg("d", 32))
      .receive(answer_true("d"))
      .advance(seconds(40))
      .receive(pong_to_last(), false);
  script.check_every_fault();
}

// V-402 and V-404 end to end: the literal server packet completes the call of a literal session.
TEST(Session, PublishedContainer_CompletesTheCallAndAcknowledgesTwo) {
  constexpr std::int64_t call_id = 0x65abc0fd000ecd48;
  constexpr std::int64_t unix_time = 0x65abc0fd;
  // session_id, then zeros for the low bits of the msg_id, so that it is the time alone.
  test::ScriptedRandom random(*from_hex("1112131415161718 0000000000000000"));
  SessionOptions options;
  options.future_salts = false;
  Session session(std::move(*crypto::AuthKey::from_bytes(test_key())), 0x0807060504030201,
                  seconds(unix_time), options, random);
  // 0x000ecd48 / 2^32 of a second.
  Now now{nanoseconds(225'859), seconds(unix_time) + nanoseconds(225'859)};
  session.on_connected(now);
  const auto call = session.enqueue(test_query("a"));
  ASSERT_TRUE(call);
  Buffer out;
  ASSERT_TRUE(session.write_packet(now, out));
  const auto sent = TestServer().open(now.unix_time, out.bytes());
  ASSERT_EQ(sent.size(), 1U);
  ASSERT_EQ(sent[0].msg_id, call_id);

  Bytes packet = *from_hex(
      "32d1586ea457dfc88de9e67da2ecacab52ac9aa29f0261661ec36136308b8c553f32e0a2c30bacb5b4f10c2b54be"
      "0c002144cc39ac9c99282d1007d0f9ad31728a1cce39d4e0ca48b85d50abc1387acf1bddbc46b9705d9e639b8aa3"
      "3e0c0016e37b0f5c6f5708f83c80f585ebc80b6c808a4819aebe57a75ed2828c9ada05b175a572160732ed821ba1"
      "05adc03ed907cd378f4001bfe5c0f2f66fa29fe33142ce352c4a582110e3bcaa12fe72f3fccc1776a72ff1954551"
      "04cd7a1843845abb3976d6a3b3451478");
  ASSERT_TRUE(session.on_packet(now, packet));
  bool completed = false;
  while (const auto event = session.next_event()) {
    if (const auto* const result = std::get_if<CallResult>(&*event)) {
      completed = result->call == *call && to_hex(result->body) == "b5757299";
    }
  }
  EXPECT_TRUE(completed);

  now.monotonic += seconds(1);
  now.unix_time += seconds(1);
  ASSERT_TRUE(session.write_packet(now, out));
  const auto acks = TestServer().open(now.unix_time, out.bytes());
  ASSERT_EQ(acks.size(), 1U);
  // msgs_ack [01c0a600fdc0ab65, 09c0a600fdc0ab65]: neither the acknowledgement nor the container.
  EXPECT_EQ(to_hex(acks[0].body), "59b4d66215c4b51c0200000001c0a600fdc0ab6509c0a600fdc0ab65");
}

// V-405 inside an answer.
TEST(Session, GzippedAnswer_IsTheAnswer) {
  const Bytes packed =
      *from_hex("a1cf72301b1f8b08000000000000ff010400fbffb57572999bfb08cd04000000");
  SessionScript script;
  script.call("a").expect_sent({"a"}).receive(answer("a", packed), true);
  script.expect_event("result a b5757299").advance(seconds(1)).expect_sent({"ack 1"});
  script.check();
  script.check_every_fault();
}

TEST(Session, Updates_AreHandedOnAndAcknowledged) {
  SessionScript script;
  script.receive(fixed(Tl().u32(0xe317af7e)), true)
      .expect_event("updates 7eaf17e3")
      .receive(fixed(gzip_packed(Bytes(Tl().u32(0xe317af7e)))), true)
      .expect_event("updates 7eaf17e3")
      .advance(seconds(1))
      .expect_sent({"ack 2"});
  script.check();
  script.check_every_fault();
}

TEST(Session, PacketBeforeTheEventsOfTheLastAreTaken_IsRefused) {
  World world;
  world.call("a");
  const auto update = [&] {
    return world.server().seal(world.server().next_id(world.server_time()), 1,
                               Bytes(Tl().u32(0xe317af7e)));
  };
  Bytes first = update();
  Bytes second = update();
  ASSERT_TRUE(world.session().on_packet(world.now(), first));
  const auto status = world.session().on_packet(world.now(), second);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), Errc::events_not_taken);
}

// The next connection may pad its packets although the last one did not (B-03).
TEST(Session, AnotherTransport_PadsOtherwise) {
  World world;
  const auto padded_update = [&] {
    Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 1,
                                       Bytes(Tl().u32(0xe317af7e)));
    packet.resize(packet.size() + 5, 0xab);
    return packet;
  };
  EXPECT_FALSE(world.receive_packet(padded_update()).has_value());
  world.disconnect();
  world.session().set_transport(Padding::random, true);
  world.connect();
  EXPECT_TRUE(world.receive_packet(padded_update()).has_value());
  EXPECT_EQ(world.take_events(), std::vector<std::string>{"updates 7eaf17e3"});

  std::set<std::size_t> sizes;
  for (int i = 0; i < 40; ++i) {
    world.call("a");
    sizes.insert(world.packets().back().size());
  }
  EXPECT_GT(sizes.size(), 8U) << "padding by random amounts";
}

}  // namespace
}  // namespace strata::mtproto::session_test
