// What stands in front of queries: the initialisation of the connection, and predecessors.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

WorldOptions with_prefix() {
  WorldOptions options;
  options.session.init_prefix = test_init_prefix();
  return options;
}

// B-82
TEST(InitPrefix, UntilTheFirstGoodAnswer_EveryCallCarriesIt) {
  SessionScript script(with_prefix());
  script.call("a")
      .call("b")
      .expect_sent({"init a", "init b"})
      .receive(error("a", 400, "PHONE_NUMBER_INVALID"), false)
      .expect_event("error a 400 PHONE_NUMBER_INVALID")
      .call("c")
      .expect_sent({"init c"})
      .receive(answer_true("b"), false)
      .expect_event("result b b5757299")
      .call("d")
      .expect_sent({"d"});
  script.check();
  script.check_every_fault();
}

TEST(InitPrefix, StaysOutsideTheCompressedBody) {
  World world(with_prefix());
  world.call("a", {}, 300);
  EXPECT_EQ(world.take_sent(), Words{"init gzip a"});
}

TEST(InitPrefix, CallsWithoutIt_GoAsTheyAre) {
  SessionScript script(with_prefix());
  script.call("bind", {.without_init = true})
      .expect_sent({"bind"})
      .receive(answer_true("bind"), false)
      .expect_event("result bind b5757299")
      .call("a")
      .expect_sent({"init a"});
  script.check();
  script.check_every_fault();
}

// B-82
TEST(InitPrefix, ConnectionNotInited_TheSameCallIsWrappedAgain) {
  for (const char* const text : {"CONNECTION_NOT_INITED", "CONNECTION_LAYER_INVALID"}) {
    SessionScript script(with_prefix());
    script.call("a")
        .receive(answer_true("a"), false)
        .expect_event("result a b5757299")
        .call("b")
        .expect_sent({"init a", "b"})
        .receive(error("b", 400, text), false)
        .expect_sent({"init b"})
        .receive(answer_true("b"), false)
        .expect_event("result b b5757299");
    script.check();
    script.check_every_fault();
  }
}

TEST(InitPrefix, NeverGoodEnough_TheErrorIsToldAfterThreeAttempts) {
  World world(with_prefix());
  world.call("a");
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(world.receive(
        rpc_result(world.id_of("a"), rpc_error(400, "CONNECTION_LAYER_INVALID")), false));
    EXPECT_EQ(world.take_events(), Words{});
  }
  EXPECT_TRUE(world.receive(
      rpc_result(world.id_of("a"), rpc_error(400, "CONNECTION_LAYER_INVALID")), false));
  EXPECT_EQ(world.take_events(), Words{"error a 400 CONNECTION_LAYER_INVALID"});
}

TEST(InitPrefix, WithoutOne_TheErrorIsTold) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(error("a", 400, "CONNECTION_NOT_INITED"), false)
      .expect_event("error a 400 CONNECTION_NOT_INITED");
  script.check();
  script.check_every_fault();
}

TEST(InitPrefix, NewSessionOnEitherSide_IsInitialisedAgain) {
  SessionScript script(with_prefix());
  script.call("a")
      .receive(container_of({{new_session("a", 7, 100), false}, {answer_true("a"), false}}), false)
      .expect_events({"created", "result a b5757299"})
      .call("b")
      .expect_sent({"init a", "b"})
      .receive(container_of({{new_session("b", 8, 100), false}, {answer_true("b"), false}}), false)
      .expect_events({"created", "gap new_session", "result b b5757299"})
      .call("c")
      .expect_sent({"init c"})
      .receive(answer_true("c"), false)
      .expect_event("result c b5757299")
      .call("d")
      .expect_sent({"d"})
      .receive(bad_msg("d", 32), false)
      .expect_events({"reset", "gap session_reset"})
      .expect_sent({"init d", "destroy"});
  script.check();
  script.check_every_fault();
}

TEST(InitPrefix, Replaced_IsSentAgain) {
  World world(with_prefix());
  world.call("a");
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true()), false));
  world.session().set_init_prefix(test_init_prefix());
  world.call("b");
  EXPECT_EQ(world.take_sent(), (Words{"init a", "init b"}));
}

// B-80
// B-81: order is the server's business, not the network's.
TEST(InvokeAfter, NamesPredecessorsInFlight) {
  SessionScript script;
  script.call("a")
      .call_after("b", {"a"})
      .call_after("c", {"a", "b"})
      .expect_sent({"a", "after(a) b", "after(a,b) c"});
  script.check();
  script.check_every_fault();
}

TEST(InvokeAfter, StandsOutsideTheInitPrefix) {
  SessionScript script(with_prefix());
  script.call("a").call_after("b", {"a"}).expect_sent({"init a", "after(a) init b"});
  script.check();
  script.check_every_fault();
}

TEST(InvokeAfter, CompletedOrCancelledPredecessors_AreLeftOut) {
  SessionScript script;
  script.call("a")
      .receive(answer_true("a"), false)
      .expect_event("result a b5757299")
      .call_after("b", {"a"})
      .call("x")
      .cancel("x")
      .call_after("c", {"x"})
      .expect_sent({"a", "b", "x", "drop x", "c"});
  script.check();
  script.check_every_fault();
}

TEST(InvokeAfter, PredecessorIsSentAgain_TheWrapperIsBuiltAnew) {
  SessionScript script;
  script.disconnect()
      .call("a")
      .call_after("b", {"a"})
      .connect()
      .expect_sent({"a", "after(a) b"})
      .receive(bad_salt_of_container("a", 555), false)
      .expect_event("salt 555")
      .expect_sent({"a", "after(a) b"})
      .verify([](World& world) {
        EXPECT_EQ(load_le<std::int64_t>(world.last("b")->body.data() + 4), world.id_of("a"));
      });
  script.check();
  script.check_every_fault();
}

TEST(InvokeAfter, PredecessorStillWaits_TheFollowerWaitsToo) {
  WorldOptions options;
  options.session.max_in_flight = 2;
  SessionScript script(options);
  script.call("x")
      .call("y")
      .call("a")
      .call_after("b", {"a"}, {.priority = Priority::high})
      .expect_sent({"x", "y"})
      .receive(answer_true("x"), false)
      .receive(answer_true("y"), false)
      .expect_events({"result x b5757299", "result y b5757299"})
      .expect_sent({"a", "after(a) b"});
  script.check();
  script.check_every_fault();
}

// B-80
TEST(InvokeAfter, WaitFailed_TheCallWaitsForItsPredecessorsHere) {
  SessionScript script;
  script.call("a")
      .call_after("b", {"a"})
      .expect_sent({"a", "after(a) b"})
      .receive(error("b", 400, "MSG_WAIT_FAILED"), false)
      .receive(answer_true("a"), false)
      .expect_event("result a b5757299")
      .expect_sent({"b"})
      .receive(answer_true("b"), false)
      .expect_event("result b b5757299");
  script.check();
  script.check_every_fault();
}

TEST(InvokeAfter, WaitTimeout_TheSameListAgain_NotForEver) {
  World world;
  world.call("a");
  const CallId before[] = {world.id("a")};
  world.call("b", {.after = before});
  static_cast<void>(world.take_sent());
  for (int i = 0; i < limits::max_wait_attempts - 1; ++i) {
    EXPECT_TRUE(
        world.receive(rpc_result(world.id_of("b"), rpc_error(400, "MSG_WAIT_TIMEOUT")), false));
    EXPECT_EQ(world.take_sent(), Words{"after(a) b"});
  }
  EXPECT_TRUE(
      world.receive(rpc_result(world.id_of("b"), rpc_error(400, "MSG_WAIT_TIMEOUT")), false));
  EXPECT_EQ(world.take_sent(), Words{}) << "now it waits here";
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true()), false));
  EXPECT_EQ(world.take_sent(), Words{"b"});
  EXPECT_TRUE(
      world.receive(rpc_result(world.id_of("b"), rpc_error(400, "MSG_WAIT_TIMEOUT")), false));
  EXPECT_EQ(world.take_events().back(), "error b 400 MSG_WAIT_TIMEOUT");
}

TEST(InvokeAfter, OnACallWithoutPredecessors_TheErrorIsTold) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(error("a", 400, "MSG_WAIT_FAILED"), false)
      .expect_event("error a 400 MSG_WAIT_FAILED");
  script.check();
  script.check_every_fault();
}

}  // namespace
}  // namespace strata::mtproto::session_test
