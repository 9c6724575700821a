// Tests of the whole world and of its cast.
#include "strata/datacenter/world/cast.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

TEST(World, LetsOneActWithoutAClient) {
  World world;
  const UserId ada = world.create_user({"11111", "Ada", {}, {}, 0}).value();
  const UserId boris = world.create_user({"22222", "Boris", {}, {}, 0}).value();
  ASSERT_TRUE(world.send_text(ada, boris, "hello", 1));
  ASSERT_TRUE(world.send_text(boris, ada, "hello yourself", 2));
  EXPECT_FALSE(world.send_text(boris, 12, "hello", 2));
  const std::vector<MessageView> seen = world.conversation(boris, ada);
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].text, "hello");
  EXPECT_EQ(seen[1].from, boris);
  EXPECT_TRUE(world.conversation(ada, 12).empty());
  EXPECT_TRUE(world.conversation(12, ada).empty());
}

TEST(World, KnowsTheLastCodeHoweverTheNumberIsWritten) {
  World world;
  ASSERT_TRUE(world.codes().send("9996651234", false, 0));
  EXPECT_EQ(world.last_code("+999 66 5 1234"), "55555");
  EXPECT_EQ(world.last_code("nonsense"), "");
}

TEST(World, IsTheSameInEveryRunWithTheSameSeed) {
  World first;
  World second;
  EXPECT_EQ(first.users().access_hash(1, 2), second.users().access_hash(1, 2));
  WorldOptions options;
  options.seed = 2;
  World third(options);
  EXPECT_NE(first.users().access_hash(1, 2), third.users().access_hash(1, 2));
}

TEST(Cast, IsRegisteredAsDocumented) {
  World world;
  add_cast(world);
  for (const CastMember& member : cast) {
    const User* user = world.users().find_username(member.username);
    ASSERT_NE(user, nullptr) << member.username;
    EXPECT_EQ(user->first_name, member.first_name);
    EXPECT_EQ(user->phone, member.phone);
    EXPECT_EQ(user->token(), member.token);
    EXPECT_EQ(world.passwords().has(user->id), !member.password.empty());
    if (!member.phone.empty()) {
      ASSERT_TRUE(world.codes().send(user->phone, false, 0));
      EXPECT_EQ(world.last_code(member.phone), member.code);
    }
  }
  add_cast(world);
  EXPECT_EQ(world.users().size(), cast.size()) << "doing it twice changes nothing";
}

}  // namespace
}  // namespace strata::datacenter
