// The end of a key: asked for once, answered once, and by nobody who was not asked.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"
#include "mtproto/session/world.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

const Bytes destroyed = Tl().u32(0xf660e1d4);
const Bytes unknown = Tl().u32(0x0a9f2259);
const Bytes refused = Tl().u32(0xea109b13);

void ask(World& world) {
  world.session().destroy_key();
  world.flush();
}

std::string outcome(KeyDestroyed::Outcome value) {
  return "key " + std::to_string(static_cast<int>(value));
}

TEST(KeyDestroyed, EachAnswer_IsToldOnce_A78) {
  const std::vector<std::pair<Bytes, KeyDestroyed::Outcome>> answers{
      {destroyed, KeyDestroyed::Outcome::destroyed},
      {unknown, KeyDestroyed::Outcome::unknown},
      {refused, KeyDestroyed::Outcome::refused}};
  for (const auto& [object, expected] : answers) {
    World world;
    ask(world);
    EXPECT_EQ(world.take_sent(), Words{"destroy_key"});
    EXPECT_TRUE(world.receive(object, false));
    EXPECT_EQ(world.take_events(), Words{outcome(expected)});
    EXPECT_TRUE(world.receive(object, false));
    EXPECT_EQ(world.take_events(), Words{}) << "nobody asked a second time";
  }
}

TEST(KeyDestroyed, AnswerAsTheResultOfACall_IsUnderstoodToo_A78) {
  World world;
  ask(world);
  const Bytes result = Tl().u32(0xf35c6d01).i64(world.id_of("destroy_key")).raw(destroyed);
  EXPECT_TRUE(world.receive(result));
  EXPECT_EQ(world.take_events(), Words{outcome(KeyDestroyed::Outcome::destroyed)});
}

// Before the question, and with bytes behind it.
TEST(KeyDestroyed, UnexpectedAnswer_IsIgnored_A78) {
  World world;
  for (const Bytes& object : {destroyed, unknown, refused}) {
    EXPECT_TRUE(world.receive(object, false));
  }
  EXPECT_EQ(world.take_events(), Words{});
  ask(world);
  const Bytes longer = Tl().u32(0xf660e1d4).u32(0);
  EXPECT_TRUE(world.receive(longer, false));
  EXPECT_EQ(world.take_events(), Words{});
  EXPECT_TRUE(world.receive(destroyed, false));
  EXPECT_EQ(world.take_events().size(), 1U);
}

TEST(KeyDestroyed, LostConnection_AsksAgain) {
  World world;
  ask(world);
  world.disconnect();
  world.connect();
  EXPECT_EQ(world.take_sent(), (Words{"destroy_key", "destroy_key"}));
  EXPECT_TRUE(world.receive(destroyed, false));
  world.disconnect();
  world.connect();
  EXPECT_EQ(world.take_sent(), Words{});
}

TEST(KeyDestroyed, RefusedMessage_IsAskedAgain) {
  World world;
  ask(world);
  const Bytes bad_salt = Tl().u32(0xedab447b).i64(world.id_of("destroy_key")).i32(0).i32(48).i64(9);
  EXPECT_TRUE(world.receive(bad_salt, false));
  EXPECT_EQ(world.take_sent(), (Words{"destroy_key", "destroy_key"}));
}

TEST(KeyDestroyed, AskedTwice_GoesOutOnce) {
  World world;
  ask(world);
  ask(world);
  EXPECT_EQ(world.take_sent(), Words{"destroy_key"});
}

}  // namespace
}  // namespace strata::mtproto::session_test
