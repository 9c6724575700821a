// new_session_created: acted on once, calls before it go again, the session_id stays.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

// B-42
TEST(OnNewSession, TheFirst_IsNoGap) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(new_session("a", 77, 200))
      .expect_events({"salt 200", "created"})
      .advance(seconds(1))
      .expect_sent({"ack 1"});
  script.check();
  script.check_every_fault();
}

// N-063
TEST(OnNewSession, TheSameUniqueIdTwice_IsOneGap) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(new_session("a", 77, 200), false)
      .expect_events({"salt 200", "created"})
      .receive(new_session("a", 78, 200), false)
      .expect_events({"created", "gap new_session"})
      .receive(new_session("a", 78, 200), false)
      .receive(new_session("a", 77, 200), false)
      .receive(new_session("a", 79, 200), false)
      .expect_events({"created", "gap new_session"});
  script.check();
  script.check_every_fault();
}

TEST(OnNewSession, CallsBeforeItsFirstMessage_GoAgain) {
  SessionScript script;
  script.call("a")
      .call("b")
      .call("c")
      .expect_sent({"a", "b", "c"})
      .receive(new_session("c", 77, 100), false)
      .expect_event("created")
      .expect_sent({"a", "b"});
  script.check();
  script.check_every_fault();
}

TEST(OnNewSession, FirstMessageInAContainer_ItsSiblingsArrivedWithIt) {
  SessionScript script;
  script.call("before")
      .disconnect()
      .call("a")
      .call("b")
      .connect()
      .expect_sent({"before", "a", "b", "state? before"})
      .receive(new_session("b", 77, 100), false)
      .expect_event("created")
      .expect_sent({"before"});
  script.check();
  script.check_every_fault();
}

TEST(OnNewSession, AnsweredCalls_AreNotSentAgain) {
  SessionScript script;
  script.call("a")
      .receive(answer_true("a"), false)
      .expect_event("result a b5757299")
      .call("b")
      .expect_sent({"a", "b"})
      .receive(new_session("b", 77, 100), false)
      .expect_event("created");
  script.check();
  script.check_every_fault();
}

TEST(OnNewSession, ReceivedWriteBeforeIt_HasAnUnknownOutcome) {
  SessionScript script;
  script.call("a")
      .call("r", {.idempotency = Idempotency::read})
      .receive(ack("a"), false)
      .receive(ack("r"), false)
      .expect_events({"received a", "received r"})
      .call("b")
      .expect_sent({"a", "r", "b"})
      .receive(new_session("b", 77, 100), false)
      .expect_events({"failed a: the server may or may not have executed the call", "created"})
      .expect_sent({"r"});
  script.check();
  script.check_every_fault();
}

// M-7
TEST(OnNewSession, SessionIdAndDecryption_GoOn) {
  World world;
  world.call("a");
  const std::int64_t session = world.session().session_id();
  static_cast<void>(world.receive(new_session_created(world.id_of("a"), 77, 100)));
  EXPECT_EQ(world.session().session_id(), session);
  EXPECT_TRUE(world.receive(rpc_result(world.id_of("a"), bool_true())));
  EXPECT_EQ(world.take_events(), (Words{"created", "result a b5757299"}));
}

}  // namespace
}  // namespace strata::mtproto::session_test
