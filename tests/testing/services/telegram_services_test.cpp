// Tests of what holds for all methods: who may call them, and that each exists in the schema.
#include "services/empty_answers.hpp"
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class TelegramServicesTest : public TelegramTest {};

TEST_F(TelegramServicesTest, EveryMethodIsOneOfTheSchema) {
  std::set<std::string_view> recent;
  for (const EmptyAnswer& answer : empty_answers()) {
    if (answer.since > api_codec().layer()) recent.insert(answer.method);
  }
  for (const std::string& method : dispatcher_.methods()) {
    if (recent.contains(method)) continue;
    EXPECT_TRUE(api_codec().has_function(method)) << method;
  }
}

TEST_F(TelegramServicesTest, NobodyLoggedInMayOnlyLogInAndAskForHelp) {
  Device stranger = device();
  EXPECT_EQ(stranger.refusal(Object("updates.getState")), "401 AUTH_KEY_UNREGISTERED");
  EXPECT_EQ(stranger.refusal(Object("users.getUsers", {{"id", Vector()}})),
            "401 AUTH_KEY_UNREGISTERED");
  EXPECT_EQ(stranger.call_object(Object("help.getConfig")).name(), "config");
}

TEST_F(TelegramServicesTest, PeopleAndBotsHaveMethodsOfTheirOwn) {
  Device ada = logged_in("ada_archer");
  Device bot = logged_in("strata_demo_bot");
  EXPECT_EQ(bot.refusal(Object("contacts.getContacts", {{"hash", std::int64_t{0}}})),
            "BOT_METHOD_INVALID");
  EXPECT_EQ(ada.refusal(Object("bots.getBotInfo", {{"lang_code", ""}})), "USER_BOT_REQUIRED");
}

TEST_F(TelegramServicesTest, ADestroyedKeyLogsOut) {
  Device ada = logged_in("ada_archer");
  services_.on_key_destroyed(1001);
  EXPECT_EQ(ada.refusal(Object("updates.getState")), "401 AUTH_KEY_UNREGISTERED");
}

TEST_F(TelegramServicesTest, UnknownMethodsAreNotImplemented) {
  Device ada = logged_in("ada_archer");
  EXPECT_EQ(ada.refusal(Object("messages.getExtendedMedia",
                               {{"peer", Object("inputPeerSelf")}, {"id", Vector()}})),
            "METHOD_NOT_IMPLEMENTED");
}

TEST(TelegramServicesLifetime, ServicesMayEndAfterTheirWorld) {
  auto world = std::make_unique<World>();
  TelegramServices services(*world);
  world.reset();
}

}  // namespace
}  // namespace strata::datacenter
