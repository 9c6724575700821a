// bad_server_salt: believed about our own messages only, and not for ever.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

// B-41
TEST(OnBadSalt, NamesAMessageOfOurs_SaltIsTakenAndTheCallSentAgain) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(bad_salt("a", 555))
      .expect_event("salt 555")
      .expect_sent({"a", "ack 1"})
      .verify([](World& world) { EXPECT_EQ(world.server().salt(), 555); })
      .receive(answer_true("a"))
      .expect_event("result a b5757299")
      .advance(seconds(1))
      .expect_sent({"ack 1"});
  script.check();
  script.check_every_fault();
}

TEST(OnBadSalt, NamesAContainer_AllItsCallsAreSentAgainInOrder) {
  SessionScript script;
  script.disconnect()
      .call("a")
      .call("b")
      .call("c")
      .connect()
      .expect_sent({"a", "b", "c"})
      .receive(bad_salt_of_container("b", 555), false)
      .expect_event("salt 555")
      .expect_sent({"a", "b", "c"});
  script.check();
  script.check_every_fault();
}

// N-056, M-28
TEST(OnBadSalt, NamesNoMessageOfOurs_IsIgnored) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(fixed(bad_server_salt(12345, 555)), false)
      .call("b")
      .expect_sent({"b"})
      .verify([](World& world) { EXPECT_EQ(world.server().salt(), 100) << "unchanged"; });
  script.check();
  script.check_every_fault();
}

// N-057
TEST(OnBadSalt, TheSameNoticeTenTimes_SendsOnce) {
  World world;
  world.call("a");
  const std::int64_t first = world.id_of("a");
  for (int i = 0; i < 10; ++i) static_cast<void>(world.receive(bad_server_salt(first, 555), false));
  EXPECT_EQ(world.take_sent(), (std::vector<std::string>{"a", "a"}));
}

// N-057
TEST(OnBadSalt, EverySaltIsRefused_AfterThreeTheConnectionIsClosed) {
  World world;
  world.call("a");
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(world.receive(bad_server_salt(world.id_of("a"), 500 + i), false));
  }
  const Status fourth = world.receive(bad_server_salt(world.id_of("a"), 600), false);
  ASSERT_FALSE(fourth);
  EXPECT_EQ(fourth.error().code(), Errc::salt_storm);
  EXPECT_EQ(world.take_sent().size(), 4U) << "sent first, and again three times";
  EXPECT_EQ(world.session().pending_calls(), 1U) << "the call is not lost";

  world.advance(seconds(60));
  world.disconnect();
  world.connect();
  EXPECT_TRUE(world.receive(bad_server_salt(world.id_of("a"), 700), false)) << "a minute later";
}

TEST(OnBadSalt, EveryPingIsRefused_IsAStormToo) {
  World world;
  world.advance(seconds(30));
  Status status;
  int notices = 0;
  for (; status && notices < 20; ++notices) {
    status = world.receive(bad_server_salt(world.id_of("ping"), 500 + notices), false);
  }
  EXPECT_EQ(notices, 4);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), Errc::salt_storm);
}

TEST(OnBadSalt, TruncatedAnywhere_ClosesWithoutEffect) {
  World world;
  world.call("a");
  const Bytes whole = bad_server_salt(world.id_of("a"), 555);
  for (std::size_t size = 4; size < whole.size(); size += 4) {
    const Status status = world.receive(BytesView(whole).first(size), false);
    ASSERT_FALSE(status) << size;
    EXPECT_EQ(status.error().code(), Errc::malformed_message);
  }
  Bytes longer = whole;
  longer.resize(longer.size() + 4);
  EXPECT_FALSE(world.receive(longer, false)) << "bytes after the object (H-09)";
  EXPECT_EQ(world.take_events(), std::vector<std::string>{});
}

// What was asked in a refused message is asked again.
TEST(OnBadSalt, RefusedQuestions_AreAskedAgain) {
  WorldOptions options;
  options.session.future_salts = true;
  World world(options);
  EXPECT_TRUE(world.receive(msgs_ack({}), false));
  EXPECT_EQ(world.take_sent(), std::vector<std::string>{"salts?"});
  EXPECT_TRUE(world.receive(bad_server_salt(world.id_of("salts?"), 5), false));
  EXPECT_EQ(world.take_sent(), std::vector<std::string>{"salts?"});

  world.call("a");
  world.advance(seconds(10));
  EXPECT_EQ(world.take_sent(), (std::vector<std::string>{"a", "state? a"}));
  EXPECT_TRUE(world.receive(bad_server_salt(world.id_of("state?"), 6), false));
  EXPECT_EQ(world.take_sent(), std::vector<std::string>{"state? a"});

  const std::int64_t answer = world.server().next_id(world.server_time());
  const Bytes info = msg_detailed_info(world.id_of("a"), answer, 40);
  EXPECT_TRUE(world.receive(info, false));
  EXPECT_EQ(world.take_sent(), std::vector<std::string>{"resend? 1"});
  EXPECT_TRUE(world.receive(bad_server_salt(world.id_of("resend?"), 7), false));
  EXPECT_TRUE(world.receive(info, false));
  EXPECT_EQ(world.take_sent(), std::vector<std::string>{"resend? 1"});
}

}  // namespace
}  // namespace strata::mtproto::session_test
