// Answers: for whom, in what wrapping, and what comes instead of them.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

// N-076
TEST(OnRpcResult, ForAnUnknownCall_IsDroppedAndAcknowledged) {
  SessionScript script;
  script.call("a")
      .receive(fixed(rpc_result(12344, bool_true())))
      .advance(seconds(1))
      .expect_sent({"a", "ack 1"});
  script.check();
  script.check_every_fault();
}

// N-076
TEST(OnRpcResult, ForIdZero_Closes) {
  SessionScript script;
  script.receive(fixed(rpc_result(0, bool_true())), false)
      .expect_close(Errc::malformed_message)
      .receive(fixed(Tl().u32(0xf35c6d01)), false)
      .expect_close(Errc::malformed_message);
  script.check();
}

// B-71
TEST(OnRpcResult, Second_IsIgnoredAndAcknowledged) {
  SessionScript script;
  script.call("a")
      .receive(answer_true("a"))
      .expect_event("result a b5757299")
      .receive(answer_true("a"))
      .advance(seconds(1))
      .expect_sent({"a", "ack 2"});
  script.check();
  script.check_every_fault();
}

// B-70
TEST(OnRpcResult, TooManyUnwanted_Closes) {
  World world;
  Status status;
  int answers = 0;
  for (; status && answers < 100; ++answers) {
    status = world.receive(rpc_result(12344, Bytes(16 * 1024)), false);
  }
  EXPECT_EQ(answers, 16) << "a little more than 256 KiB";
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), Errc::unwanted_answers);
  world.disconnect();
  world.connect();
  EXPECT_TRUE(world.receive(rpc_result(12344, Bytes(16 * 1024)), false)) << "counts by connection";
}

TEST(OnRpcResult, ErrorInPlainAndPacked_IsAnError) {
  SessionScript script;
  script.call("a")
      .call("b")
      .expect_sent({"a", "b"})
      .receive(error("a", 420, "FLOOD_WAIT_3"), false)
      .expect_event("error a 420 FLOOD_WAIT_3")
      .receive(answer("b", gzip_packed(rpc_error(400, "PEER_ID_INVALID"))), false)
      .expect_event("error b 400 PEER_ID_INVALID");
  script.check();
  script.check_every_fault();
}

// N-079
// B-72
TEST(OnRpcResult, ErrorWithNonsense_IsMadeReadable) {
  World world;
  const auto event_for = [&](const std::string& name, std::int32_t code, std::string_view text) {
    world.call(name);
    EXPECT_TRUE(world.receive(rpc_result(world.id_of(name), rpc_error(code, text)), false));
    return world.take_events().front();
  };
  EXPECT_EQ(event_for("a", 0, "X"), "error a 500 X");
  EXPECT_EQ(event_for("b", std::numeric_limits<std::int32_t>::min(), "X"), "error b 500 X");
  EXPECT_EQ(event_for("c", 400, "\xFF"), "error c 400 \xEF\xBF\xBD");
  EXPECT_EQ(event_for("d", 400, std::string(1 << 20, 'x')),
            "error d 400 " + std::string(limits::max_error_text, 'x'));
}

TEST(OnRpcResult, ErrorThatDoesNotParse_FailsThatCallOnly) {
  World world;
  world.call("a");
  world.call("b");
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), Bytes(Tl().u32(0x2144ca19).i32(400)))));
  EXPECT_EQ(world.take_events(),
            Words{"failed a: a container or service message cannot be parsed"});
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("b"), bool_true())));
}

TEST(OnRpcResult, EmptyAnswer_FailsThatCallOnly) {
  World world;
  world.call("a");
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), {})));
  EXPECT_EQ(world.take_events(),
            Words{"failed a: a container or service message cannot be parsed"});
}

// N-073, M-29
TEST(OnRpcResult, GzipBomb_FailsThatCallOnly) {
  World world;
  world.call("a");
  world.call("b");
  const Bytes bomb = gzip_packed(Bytes(std::size_t{20} << 20U));
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bomb)));
  EXPECT_EQ(world.take_events(),
            Words{"failed a: compressed data is larger than the limit once decompressed"});
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("b"), bool_true())));
  EXPECT_EQ(world.take_events(), Words{"result b b5757299"});
}

TEST(OnRpcResult, BombsInOneContainer_ShareOneBudget) {
  // Ten of 10 MiB: each within its own limit, together over the packet's.
  World world;
  const Bytes packed = gzip_packed(Bytes(std::size_t{10} << 20U));
  std::vector<Part> parts;
  for (int i = 0; i < 10; ++i) {
    const std::string name = "c" + std::to_string(i);
    world.call(name);
    parts.push_back(
        {world.server().next_id(world.server_time()), 2, rpc_result(world.id_of(name), packed)});
  }
  Bytes packet =
      world.server().seal(world.server().next_id(world.server_time()), 2, container(parts));
  ASSERT_TRUE(world.session().on_packet(world.now(), packet));
  int failed = 0;
  while (const auto event = world.session().next_event()) {
    failed += std::holds_alternative<CallFailed>(*event) ? 1 : 0;
  }
  EXPECT_EQ(failed, 4) << "64 MiB hold six";
}

TEST(OnRpcResult, DamagedOrDoublyPackedAnswer_FailsThatCallOnly) {
  World world;
  world.call("a");
  world.call("b");
  Bytes damaged = gzip_packed(bool_true());
  damaged[damaged.size() - 6] ^= 1;
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), damaged)));
  EXPECT_EQ(world.take_events(), Words{"failed a: compressed data is damaged"});
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("b"), gzip_packed(gzip_packed(bool_true())))));
  EXPECT_EQ(world.take_events(), Words{"failed b: compressed data is damaged"});
}

// N-092, B-74
TEST(OnRpcResult, AfterTheCallWasCancelled_IsAcknowledgedAndNotReported) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .cancel("a")
      .expect_sent({"drop a"})
      .receive(answer_true("a"))
      .advance(seconds(1))
      .expect_sent({"ack 1"});
  script.check();
  script.check_every_fault();
}

// B-74: each of the three answers to rpc_drop_answer, and the one that comes for the call itself.
TEST(OnRpcResult, ToRpcDropAnswer_IsConsumed) {
  const Bytes unknown = Tl().u32(0x5e2ad36e);
  const Bytes running = Tl().u32(0xcd78e586);
  const Bytes dropped = Tl().u32(0xa43ad8b7).i64(1).i32(2).i32(3);
  for (const Bytes& kind : {unknown, running, dropped}) {
    SessionScript script;
    script.call("a")
        .cancel("a")
        .expect_sent({"a", "drop a"})
        .receive(answer("drop a", kind), false)
        .receive(answer("a", running), false);
    script.check();
    script.check_every_fault();
  }
}

TEST(OnRpcResult, ServerDropsACallThatIsWanted_TheCallFails) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(answer("a", Tl().u32(0xcd78e586)), false)
      .expect_event("failed a: the server gave the call up");
  script.check();
  script.check_every_fault();
}

// N-087
TEST(OnRpcResult, UnsolicitedServiceAnswers_AreIgnored) {
  SessionScript script;
  for (const std::uint32_t id : {0xf660e1d4U, 0x0a9f2259U, 0xea109b13U}) {
    script.receive(fixed(Tl().u32(id)), false);
  }
  script.receive(fixed(Tl().u32(0xe22045fc).i64(5)), false)
      .receive(fixed(Tl().u32(0x62d350c9).i64(5)), false)
      .receive(fixed(Tl().u32(0x5e2ad36e)), false)
      .receive(fixed(Tl().u32(0xcd78e586)), false)
      .receive(fixed(Tl().u32(0xa43ad8b7).i64(1).i32(2).i32(3)), false)
      .call("a")
      .expect_sent({"a"});
  script.check();
  script.check_every_fault();
}

// N-077 is the owner's: to the session a body is bytes.
TEST(OnRpcResult, AnyObject_IsHandedOnAsItIs) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(answer("a", Tl().u32(0x12345678).u32(1)), false)
      .expect_event("result a 7856341201000000");
  script.check();
  script.check_every_fault();
}

}  // namespace
}  // namespace strata::mtproto::session_test
