// Tests of what bots say of themselves.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class BotsTest : public TelegramTest {
 protected:
  static Object command(std::string name, std::string description = "does it") {
    return Object("botCommand",
                  {{"command", std::move(name)}, {"description", std::move(description)}});
  }
  static Object set(Vector commands, Object scope = Object("botCommandScopeDefault"),
                    std::string lang = "") {
    return Object("bots.setBotCommands", {{"scope", std::move(scope)},
                                          {"lang_code", std::move(lang)},
                                          {"commands", std::move(commands)}});
  }
  static Object get(Object scope = Object("botCommandScopeDefault"), std::string lang = "") {
    return Object("bots.getBotCommands",
                  {{"scope", std::move(scope)}, {"lang_code", std::move(lang)}});
  }

  Device bot_ = logged_in("strata_demo_bot");
};

TEST_F(BotsTest, CommandsAreKeptByScopeAndLanguage) {
  bot_.call(set(Vector{Value(command("start")), Value(command("help"))}));
  bot_.call(set(Vector{Value(command("starten"))}, Object("botCommandScopeUsers"), "de"));
  EXPECT_EQ(bot_.call(get()).as_vector().size(), 2U);
  EXPECT_EQ(bot_.call(get(Object("botCommandScopeUsers"), "de")).as_vector().size(), 1U);
  EXPECT_TRUE(bot_.call(get(Object("botCommandScopeUsers"))).as_vector().empty());
  bot_.call(Object("bots.resetBotCommands",
                   {{"scope", Object("botCommandScopeDefault")}, {"lang_code", ""}}));
  EXPECT_TRUE(bot_.call(get()).as_vector().empty());
}

TEST_F(BotsTest, CommandsOfAPeerNeedThatPeer) {
  const Object scope("botCommandScopePeer", {{"peer", Object("inputPeerEmpty")}});
  EXPECT_EQ(bot_.refusal(get(scope)), "PEER_ID_INVALID");
  const Object own("botCommandScopePeer", {{"peer", Object("inputPeerSelf")}});
  EXPECT_EQ(bot_.refusal(get(own)), "accepted");
}

TEST_F(BotsTest, BadCommandsAreRefused) {
  for (const char* name : {"", "Start", "sp ace", "\u00e9"}) {
    EXPECT_EQ(bot_.refusal(set(Vector{Value(command(name))})), "BOT_COMMAND_INVALID") << name;
  }
  EXPECT_EQ(bot_.refusal(set(Vector{Value(command(std::string(33, 'a')))})), "BOT_COMMAND_INVALID");
  EXPECT_EQ(bot_.refusal(set(Vector{Value(command("a", ""))})), "BOT_COMMAND_DESCRIPTION_INVALID");
  EXPECT_EQ(bot_.refusal(set(Vector(101, Value(command("a"))))), "BOT_COMMANDS_TOO_MUCH");
  EXPECT_EQ(bot_.refusal(set(Vector(), Object("botCommandScopeDefault"), std::string(50, 'x'))),
            "LANG_CODE_INVALID");
}

TEST_F(BotsTest, NameAboutAndDescriptionMayBeChanged) {
  bot_.call(Object("bots.setBotInfo", {{"lang_code", ""},
                                       {"name", "New name"},
                                       {"about", "About"},
                                       {"description", "Description"}}));
  const Object info = bot_.call_object(Object("bots.getBotInfo", {{"lang_code", ""}}));
  EXPECT_EQ(info.get_string("name"), "New name");
  EXPECT_EQ(info.get_string("about"), "About");
  EXPECT_EQ(info.get_string("description"), "Description");
}

}  // namespace
}  // namespace strata::datacenter
