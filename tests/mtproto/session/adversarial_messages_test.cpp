// The hostile cases about messages (N-056 … N-092), each with its exact reaction.
#include "mtproto/session/cooperative_server.hpp"
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;
using std::chrono::minutes;

const Bytes update = Tl().u32(0xe317af7e);
const std::string update_event = "updates 7eaf17e3";
constexpr const char* refused_again = ": the server refuses the message again and again";

WorldOptions fast_or_slow_server(seconds error) {
  WorldOptions options;
  options.clock_error = error;
  return options;
}

TEST(Adversarial, N056_BadSaltForAnIdThatWasNeverSent_IsIgnored) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(fixed(bad_server_salt(0x5fee660000000004, 666)), false)
      .call("b")
      .expect_sent({"b"})
      .verify([](World& world) { EXPECT_EQ(world.server().salt(), 100); })
      .receive(answer_true("a"), false)
      .expect_event("result a b5757299");
  script.check();
  script.check_every_fault();
}

TEST(Adversarial, N057_BadSaltOverAndOver_ClosesAfterThree) {
  SessionScript script;
  script.call("a").expect_sent({"a"});
  for (int salt = 1; salt <= 3; ++salt) {
    script.receive(bad_salt("a", salt), false)
        .expect_event("salt " + std::to_string(salt))
        .expect_sent({"a"});
  }
  script.receive(bad_salt("a", 4), false).expect_close(Errc::salt_storm);
  script.check();

  // The same notice again, about an id that was dealt with: sent again once.
  World world;
  world.call("a");
  const Bytes notice = bad_server_salt(world.id_of("a"), 7);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(world.receive(notice, false));
  EXPECT_EQ(world.take_sent(), (Words{"a", "a"}));
}

TEST(Adversarial, N058_IdTooLow_TimeIsCorrectedAndTheCallSucceedsOnce) {
  SessionScript script(fast_or_slow_server(seconds(120)));
  script.call("a")
      .expect_sent({"a"})
      .receive(bad_msg("a", 16), false)
      .expect_event("time 120")
      .expect_sent({"a"})
      .verify([](World& world) {
        const auto error = MsgId{world.id_of("a")}.unix_time() - world.server_time();
        EXPECT_LT(std::chrono::abs(error), seconds(1));
      })
      .receive(answer_true("a"), false)
      .expect_event("result a b5757299");
  script.check();
  script.check_every_fault();
}

TEST(Adversarial, N059_IdTooHigh_ANewSessionWithLowerIds) {
  World world(fast_or_slow_server(seconds(-600)));
  world.server().tolerate_wrong_time();
  world.disconnect();
  world.call("a");
  world.call("b");
  world.connect();
  const std::int64_t session = world.session().session_id();
  const std::int64_t id = world.id_of("a");
  static_cast<void>(world.take_sent());
  EXPECT_TRUE(world.receive(bad_msg_notification(world.container_of("a"), 17), false));
  EXPECT_EQ(world.take_events(), (Words{"time -600", "reset", "gap session_reset"}));
  EXPECT_EQ(world.take_sent(), (Words{"a", "b", "destroy"}));
  EXPECT_NE(world.session().session_id(), session);
  EXPECT_LT(world.id_of("a"), id);
  CooperativeServer(world).serve(seconds(3));
  expect_clean_end(world);
}

// What table B-40 says of each code, and never more than two new sessions a minute.
TEST(Adversarial, N061_EveryCode_HasItsReactionAndAnEnd) {
  for (const std::int32_t code : {18, 19, 32, 33, 34, 35, 64, 20, 7, -1, 255}) {
    SCOPED_TRACE(code);
    World world;
    world.call("a", {.idempotency = Idempotency::read});
    int resets = 0;
    bool failed = false;
    for (int i = 0; i < 50 && !failed; ++i) {
      EXPECT_TRUE(world.receive(bad_msg_notification(world.id_of("a"), code), false));
      for (const std::string& event : world.take_events()) {
        resets += event == "reset" ? 1 : 0;
        failed = failed || event == "failed a" + std::string(refused_again);
      }
    }
    const bool new_session = code == 19 || code == 32 || code == 33;
    const bool goes_on = code == 20;
    EXPECT_EQ(resets, new_session ? 2 : code == 64 || goes_on ? 0 : 1);
    EXPECT_TRUE(failed) << "sooner or later the call fails";
    EXPECT_EQ(world.server().violations(), Words{});
    EXPECT_EQ(world.session().pending_calls(), 0U);
  }
}

TEST(Adversarial, N063_SameNewSessionTwice_IsOneGap) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(new_session("a", 1, 100))
      .expect_event("created")
      .receive(new_session("a", 2, 100))
      .expect_events({"created", "gap new_session"})
      .receive(new_session("a", 2, 100))
      .advance(seconds(1))
      .expect_sent({"ack 3"});
  script.check();
  script.check_every_fault();
}

TEST(Adversarial, N065_SaltsBeyond2038_AreValid) {
  for (const std::uint32_t until : {0x80000000U, 0xffffffffU}) {
    WorldOptions options;
    options.session.future_salts = true;
    World world(options);
    EXPECT_TRUE(world.receive(msgs_ack({}), false));
    const auto now =
        static_cast<std::uint32_t>(std::chrono::floor<seconds>(world.server_time()).count());
    EXPECT_TRUE(
        world.receive(future_salts(world.id_of("salts?"), now, {{now - 600, until, 777}}), false));
    world.call("a");
    EXPECT_EQ(world.server().salt(), 777) << until;
  }
}

/// A container whose count field lies.
Bytes container_claiming(std::int32_t count, const std::vector<Part>& parts) {
  Bytes body = container(parts);
  store_le(body.data() + 4, count);
  return body;
}

/// CLOSE, and no member has had any effect.
void expect_malformed_container(const std::function<Bytes(Part)>& make) {
  World world;
  world.call("a");
  static_cast<void>(world.take_sent());
  const Part good{world.server().next_id(world.server_time()), 1,
                  rpc_result(world.id_of("a"), bool_true())};
  const Status status = world.receive(make(good), false);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), Errc::malformed_message);
  EXPECT_EQ(world.take_events(), Words{});
  EXPECT_EQ(world.session().pending_calls(), 1U);
  world.advance(seconds(2));
  EXPECT_EQ(world.take_sent(), Words{}) << "nothing was acknowledged";
}

TEST(Adversarial, N067_ImpossibleCount_ClosesWithoutEffect) {
  for (const std::int32_t count : {1025, -1, 0x7fffffff, 2}) {
    SCOPED_TRACE(count);
    expect_malformed_container([&](Part good) { return container_claiming(count, {good}); });
  }
  // 1025 members that are really there.
  expect_malformed_container([](const Part& good) {
    std::vector<Part> parts(1025, good);
    for (std::size_t i = 0; i < parts.size(); ++i)
      parts[i].msg_id += static_cast<std::int64_t>(4 * i);
    return container(parts);
  });
}

TEST(Adversarial, N068_ImpossibleInnerLength_ClosesWithoutEffect) {
  for (const std::int32_t length : {-4, 0, 3, 6, 0x7ffffffc, 1 << 20}) {
    SCOPED_TRACE(length);
    expect_malformed_container([&](const Part& good) {
      Bytes body = container({good, {good.msg_id + 4, 0, update}});
      store_le(body.data() + body.size() - 8, length);
      return body;
    });
  }
  expect_malformed_container([](const Part& good) {
    Bytes body = container({good});
    body.resize(body.size() + 4);
    return body;
  });
}

TEST(Adversarial, N069_EmptyContainer_IsAccepted) {
  SessionScript script;
  script.receive(fixed(container({})), false);
  script.check();
  script.check_every_fault();
}

TEST(Adversarial, N070_ContainerInAContainer_Closes) {
  const auto nested = [](Part good) {
    good.msg_id -= 4;
    return container({good});
  };
  expect_malformed_container(
      [&](const Part& good) { return container({{good.msg_id, 0, nested(good)}}); });
  expect_malformed_container(
      [&](const Part& good) { return container({{good.msg_id, 0, gzip_packed(nested(good))}}); });
}

TEST(Adversarial, N072_InnerContentRelatedMessage_IsAcknowledgedWithinASecond) {
  World world;
  const std::int64_t inner = world.server().next_id(world.server_time());
  EXPECT_TRUE(world.receive(container({{inner, 1, update}}), false));
  EXPECT_EQ(world.take_events(), Words{update_event});
  world.advance(seconds(1));
  ASSERT_NE(world.last("ack"), nullptr);
  EXPECT_EQ(load_le<std::int64_t>(world.last("ack")->body.data() + 12), inner);
}

TEST(Adversarial, N074_BombAsAnUpdate_ClosesAndDeclaresAGap) {
  SessionScript script;
  script.receive(fixed(gzip_packed(Bytes(std::size_t{17} << 20U))))
      .expect_close(Errc::inflated_too_large)
      .expect_event("gap lost_update")
      .advance(seconds(1))
      .expect_sent({"ack 1"});
  script.check();
}

TEST(Adversarial, N076_AnswerToNobody_IsAcknowledged_ToZeroCloses) {
  SessionScript unknown;
  unknown.receive(fixed(rpc_result(0x5fee660000000004, bool_true())))
      .advance(seconds(1))
      .expect_sent({"ack 1"});
  unknown.check();
  unknown.check_every_fault();

  SessionScript zero;
  zero.receive(fixed(rpc_result(0, bool_true())), false).expect_close(Errc::malformed_message);
  zero.check();
}

TEST(Adversarial, N079_NonsenseInErrors_IsMadeReadable) {
  SessionScript script;
  script.call("a").call("b").call("c").call("d").expect_sent({"a", "b", "c", "d"});
  script.receive(error("a", 400, "BAD_\xc3(_TEXT"), false)
      .expect_event("error a 400 BAD_\xEF\xBF\xBD(_TEXT")
      .receive(error("b", 0, "X"), false)
      .expect_event("error b 500 X")
      .receive(error("c", std::numeric_limits<std::int32_t>::min(), "X"), false)
      .expect_event("error c 500 X")
      .receive(error("d", 400, std::string(std::size_t{1} << 20U, 'x')), false)
      .expect_event("error d 400 " + std::string(limits::max_error_text, 'x'));
  script.check();
}

TEST(Adversarial, N081_ForeignPong_IsIgnored_AndPacketsCountAsLife) {
  World world;
  world.advance(seconds(30));
  EXPECT_EQ(world.take_sent(), Words{"ping"});
  for (int i = 0; i < 60; ++i) {
    EXPECT_TRUE(world.receive(pong(world.id_of("ping"), 4711), false));
    EXPECT_TRUE(world.receive(update));
    world.advance(seconds(5));
  }
  EXPECT_TRUE(world.is_connected());
  EXPECT_EQ(world.take_events(), Words(60, update_event));
}

TEST(Adversarial, N082_HalfOpen_ClosesWithin75Seconds) {
  World world;
  world.call("a");
  world.advance(seconds(75));
  EXPECT_EQ(world.take_events(), Words{"dead"});
  EXPECT_EQ(world.closed(), make_error_code(Errc::connection_dead));
  EXPECT_EQ(world.session().pending_calls(), 1U);
  CooperativeServer(world).serve(seconds(10));
  expect_clean_end(world);
}

TEST(Adversarial, N084_DetailedInfoOfANonexistentAnswer_IsAskedForOnce) {
  World world;
  world.call("a");
  static_cast<void>(world.take_sent());
  const std::size_t before = world.session().memory_usage();
  const std::int64_t answer = world.server().next_id(world.server_time());
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(world.receive(msg_detailed_info(world.id_of("a"), answer, 0x7fffffff), false));
  }
  EXPECT_EQ(world.take_sent(), Words{"resend? 1"});
  EXPECT_LT(world.session().memory_usage(), before + 4096);
}

TEST(Adversarial, N086_MsgCopy_IsTakenForWhatItCopies) {
  World world;
  const std::int64_t id = world.server().next_id(world.server_time());
  const Bytes copy = Tl().u32(0xe06046b2).u32(0x5bb8e511).i64(id).i32(1).i32(4).raw(update);
  EXPECT_TRUE(world.receive(copy));
  EXPECT_EQ(world.take_events(), Words{update_event});
  EXPECT_TRUE(world.receive(copy));
  EXPECT_EQ(world.take_events(), Words{}) << "known: acknowledged only";
  world.advance(seconds(1));
  EXPECT_EQ(world.take_sent(), Words{"ack 3"}) << "two copies, one original";
}

TEST(Adversarial, N087_UnsolicitedServiceAnswers_AreIgnored) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(fixed(Tl().u32(0xe22045fc).i64(4711)), false)  // destroy_session_ok
      .receive(fixed(Tl().u32(0x62d350c9).i64(4711)), false)  // destroy_session_none
      .receive(fixed(Tl().u32(0xf660e1d4)), false)            // destroy_auth_key_ok
      .receive(fixed(Tl().u32(0x0a9f2259)), false)            // destroy_auth_key_none
      .receive(fixed(Tl().u32(0xea109b13)), false)            // destroy_auth_key_fail
      .receive(fixed(Tl().u32(0x5e2ad36e)), false)            // rpc_answer_unknown
      .receive(fixed(Tl().u32(0xcd78e586)), false)            // rpc_answer_dropped_running
      .receive(fixed(Tl().u32(0xa43ad8b7).i64(1).i32(0).i32(4)), false)  // rpc_answer_dropped
      .receive(answer_true("a"), false)
      .expect_event("result a b5757299");
  script.check();
  script.check_every_fault();
}

TEST(Adversarial, N089_RandomQuickAckTokens_AreIgnored) {
  World world;
  world.call("a", {.quick_ack = true});
  static_cast<void>(world.take_events());
  const std::size_t before = world.session().memory_usage();
  for (int i = 0; i < 1000; ++i) {
    world.session().on_quick_ack(static_cast<std::uint32_t>(world.random().next_u64()));
  }
  world.flush();
  EXPECT_EQ(world.take_events(), Words{});
  EXPECT_EQ(world.session().memory_usage(), before);
}

TEST(Adversarial, N092_AnswerAfterTheCallWasCancelled_IsAcknowledgedOnly) {
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

}  // namespace
}  // namespace strata::mtproto::session_test
