// future_salts: asked for in time, used in turn.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;
using std::chrono::minutes;

struct SaltsTest : ::testing::Test {
  static WorldOptions options() {
    WorldOptions options;
    options.session.future_salts = true;
    options.answers_pings = true;
    return options;
  }
  [[nodiscard]] std::uint32_t unix_now() const {
    return static_cast<std::uint32_t>(
        std::chrono::duration_cast<seconds>(world.server_time()).count());
  }
  /// Makes the session hear something, so that it asks.
  void wake() { static_cast<void>(world.receive(msgs_ack({}), false)); }
  Status answer(const std::vector<Salt>& salts) {
    return world.receive(future_salts(world.id_of("salts?"), unix_now(), salts), false);
  }

  World world{options()};
};

TEST_F(SaltsTest, AreAskedForAfterTheFirstPacket_SixtyFour) {
  EXPECT_EQ(world.take_sent(), Words{});
  wake();
  EXPECT_EQ(world.take_sent(), Words{"salts?"});
  EXPECT_EQ(load_le<std::int32_t>(world.last("salts?")->body.data() + 4), 64);
}

TEST_F(SaltsTest, WithoutAnswer_AreAskedForOncePerMinute) {
  wake();
  world.advance(minutes(10));
  int asked = 0;
  for (const std::string& word : world.take_sent()) asked += word == "salts?" ? 1 : 0;
  EXPECT_EQ(asked, 11);
}

TEST_F(SaltsTest, Received_AreUsedWhenTheirTimeComes) {
  wake();
  const std::uint32_t now = unix_now();
  EXPECT_TRUE(answer({{now - 600, now + 1200, 100}, {now + 900, now + 90000, 101}}));
  world.call("a");
  EXPECT_EQ(world.server().salt(), 100);
  world.advance(minutes(17));
  world.call("b");
  EXPECT_EQ(world.server().salt(), 101);
  EXPECT_EQ(world.take_events(), Words{"salt 101"});
}

// N-065, M-18
TEST_F(SaltsTest, ValidBeyond2038_IsValid) {
  wake();
  for (const std::uint32_t until : {2'147'483'648U, 4'294'967'295U}) {
    EXPECT_TRUE(answer({{unix_now() - 600, until, 777}, {unix_now() + 600, until, 778}}));
    world.call("a" + std::to_string(until));
    EXPECT_EQ(world.server().salt(), 777);
    // The next request, for the next round of the loop.
    world.disconnect();
    world.connect();
    static_cast<void>(world.take_events());
    break;
  }
}

TEST_F(SaltsTest, NotAsked_AreIgnored) {
  const std::uint32_t now = unix_now();
  EXPECT_TRUE(world.receive(future_salts(4444, now, {{now - 600, now + 6000, 777}}), false));
  world.call("a");
  EXPECT_EQ(world.server().salt(), 100);
}

TEST_F(SaltsTest, AnsweredTwice_OnlyTheFirstCounts) {
  wake();
  const std::uint32_t now = unix_now();
  EXPECT_TRUE(answer({{now - 600, now + 6000, 777}, {now, now + 60000, 778}}));
  EXPECT_TRUE(answer({{now - 600, now + 6000, 666}, {now, now + 60000, 667}}));
  world.call("a");
  EXPECT_EQ(world.server().salt(), 777);
}

TEST_F(SaltsTest, WithAnInsaneTimeOfTheServer_AreIgnored) {
  wake();
  const std::uint32_t now = unix_now();
  EXPECT_TRUE(world.receive(
      future_salts(world.id_of("salts?"), now + 86400, {{now - 600, now + 6000, 777}}), false));
  world.call("a");
  EXPECT_EQ(world.server().salt(), 100);
}

TEST_F(SaltsTest, Enough_AreAskedForAgainHalfAnHourBeforeTheEnd) {
  wake();
  const std::uint32_t now = unix_now();
  std::vector<Salt> salts;
  for (std::uint32_t i = 0; i < 8; ++i)
    salts.push_back({now + i * 1800, now + i * 1800 + 3600, 500 + i});
  EXPECT_TRUE(answer(salts));
  static_cast<void>(world.take_sent());
  // The last ends after four and a half hours.
  world.advance(std::chrono::hours(4) - minutes(1));
  for (const std::string& word : world.take_sent()) EXPECT_EQ(word, "ping");
  world.advance(minutes(2));
  EXPECT_NE(world.id_of("salts?"), 0);
  const auto sent = world.take_sent();
  EXPECT_NE(std::ranges::find(sent, "salts?"), sent.end());
}

TEST_F(SaltsTest, MalformedOrTooMany_CloseOrAreCut) {
  wake();
  const std::uint32_t now = unix_now();
  Bytes count = future_salts(world.id_of("salts?"), now, {{now, now + 60, 1}});
  store_le(count.data() + 16, 0x7fffffff);
  EXPECT_FALSE(world.receive(count, false));
  EXPECT_TRUE(answer(std::vector<Salt>(5000, Salt{now, now + 90000, 5})));
  EXPECT_LE(world.session().export_state(world.now()).future_salts.size(), limits::max_salts);
}

}  // namespace
}  // namespace strata::mtproto::session_test
