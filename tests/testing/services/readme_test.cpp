// The example of the data centre's README.md, compiled and run.
#include <gtest/gtest.h>

// [example]
#include <chrono>
#include <strata/datacenter/background.hpp>
#include <strata/datacenter/world/cast.hpp>
#include <vector>

namespace datacenter = strata::datacenter;

// Starts a data centre, lets the bot's owner write to it, and gives what the bot answered: what a
// test of a bot does, which connects to address() and port() with public_key_pem() meanwhile.
std::vector<datacenter::MessageView> talk_to_bot() {
  auto started = datacenter::BackgroundDataCenter::start();
  if (!started) return {};
  datacenter::BackgroundDataCenter& server = **started;

  std::vector<datacenter::MessageView> conversation;
  server.run([&](datacenter::DataCenter& center, datacenter::World& world) {
    datacenter::add_cast(world);
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(center.unix_time()).count();
    const datacenter::UserId ada = world.users().find_username("ada_archer")->id;
    const datacenter::UserId bot = world.users().find_username("strata_demo_bot")->id;
    static_cast<void>(world.send_text(ada, bot, "/start", now));
    // … a bot that is connected would answer here …
    static_cast<void>(world.send_text(bot, ada, "Welcome!", now));
    conversation = world.conversation(ada, bot);
  });
  return conversation;
}
// [/example]

namespace {

TEST(DataCenterReadme, ExampleShowsTheConversation) {
  const auto conversation = talk_to_bot();
  ASSERT_EQ(conversation.size(), 2U);
  EXPECT_EQ(conversation[0].text, "/start");
  EXPECT_EQ(conversation[1].text, "Welcome!");
}

}  // namespace
