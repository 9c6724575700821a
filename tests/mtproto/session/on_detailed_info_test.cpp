// msg_detailed_info: an answer that did not arrive is asked for, one that did is acknowledged.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

// N-084
TEST(OnDetailedInfo, AnswerNeverSeen_IsAskedForOnce) {
  World world;
  world.call("a");
  static_cast<void>(world.take_sent());
  const std::int64_t answer = world.server().next_id(world.server_time());
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(world.receive(
        msg_detailed_info(world.id_of("a"), answer, std::numeric_limits<std::int32_t>::max()),
        false));
  }
  EXPECT_EQ(world.take_sent(), Words{"resend? 1"});
  EXPECT_EQ(load_le<std::int64_t>(world.last("resend?")->body.data() + 12), answer);
  EXPECT_EQ(world.take_events(), Words{"received a"}) << "there is an answer, so it has arrived";
  EXPECT_LT(world.session().memory_usage(), 16'384U) << "nothing is allocated for its size";
  EXPECT_TRUE(world.receive(answer, 1, rpc_result(world.id_of("a"), bool_true())));
  EXPECT_EQ(world.take_events(), Words{"result a b5757299"});
}

TEST(OnDetailedInfo, AnswerSeen_IsAcknowledged) {
  World world;
  world.call("a");
  const std::int64_t answer = world.server().next_id(world.server_time());
  EXPECT_TRUE(world.receive(answer, 2, rpc_result(world.id_of("a"), bool_true())));
  static_cast<void>(world.take_sent());
  EXPECT_TRUE(world.receive(msg_detailed_info(world.id_of("a"), answer, 8), false));
  world.advance(seconds(1));
  EXPECT_EQ(world.take_sent(), Words{"ack 1"});
  EXPECT_EQ(load_le<std::int64_t>(world.last("ack")->body.data() + 12), answer);
}

TEST(OnNewDetailedInfo, WorksAlike) {
  World world;
  const std::int64_t answer = world.server().next_id(world.server_time());
  EXPECT_TRUE(world.receive(Bytes(Tl().u32(0x809db6df).i64(answer).i32(-1).i32(0)), false));
  EXPECT_EQ(world.take_sent(), Words{"resend? 1"});
}

TEST(OnDetailedInfo, EvenAnswerId_IsIgnored) {
  World world;
  EXPECT_TRUE(world.receive(msg_detailed_info(4, 4444, 8), false));
  EXPECT_EQ(world.take_sent(), Words{});
}

// B-77, H-25
TEST(OnDetailedInfo, Flood_IsAnsweredWithinBounds) {
  World world;
  world.disconnect();
  for (int round = 0; round < 12; ++round) {
    std::vector<Part> parts;
    for (int i = 0; i < 1000; ++i) {
      const std::int64_t announced = world.server().next_id(world.server_time());
      parts.push_back({world.server().next_id(world.server_time()), 2,
                       msg_detailed_info(4, announced, 1 << 30)});
    }
    EXPECT_TRUE(world.receive(container(parts), false));
  }
  EXPECT_LT(world.session().memory_usage(), 200'000U);
  world.connect();
  std::size_t asked = 0;
  for (const std::string& word : world.take_sent()) asked += std::stoul(word.substr(8));
  EXPECT_LE(asked, limits::max_resend_requests);
}

TEST(OnDetailedInfo, Malformed_Closes) {
  World world;
  const Bytes whole = msg_detailed_info(4, 5, 6);
  for (std::size_t size = 4; size < whole.size(); size += 4) {
    EXPECT_FALSE(world.receive(BytesView(whole).first(size), false)) << size;
  }
}

}  // namespace
}  // namespace strata::mtproto::session_test
