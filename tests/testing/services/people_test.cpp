// Tests of users.*, contacts.* and account.*: who somebody is, and who may know it.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class PeopleTest : public TelegramTest {
 protected:
  Vector get_users(Device& device, Vector ids) {
    return device.call(Object("users.getUsers", {{"id", std::move(ids)}})).as_vector();
  }

  Device ada_ = logged_in("ada_archer");
  Device boris_ = logged_in("boris_bell");
};

TEST_F(PeopleTest, OneSeesOnesOwnPhoneButNotThatOfStrangers) {
  const Vector users =
      get_users(ada_, Vector{Value(Object("inputUserSelf")), Value(input_user(ada_, boris_.self))});
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0].as_object().get_string("phone"), "9996621001");
  EXPECT_TRUE(users[0].as_object().get_bool("self"));
  EXPECT_FALSE(users[1].as_object().has("phone"));
  EXPECT_EQ(users[1].as_object().get_string("username"), "boris_bell");
}

TEST_F(PeopleTest, AnIdWithoutItsAccessHashNamesNobody) {
  const Object guessed("inputUser", {{"user_id", boris_.self}, {"access_hash", std::int64_t{1}}});
  EXPECT_TRUE(get_users(ada_, Vector{Value(guessed)}).empty());
  EXPECT_EQ(ada_.refusal(Object("users.getFullUser", {{"id", guessed}})), "USER_ID_INVALID");
  EXPECT_EQ(ada_.refusal(Object("users.getFullUser", {{"id", input_user(boris_, boris_.self)}})),
            "USER_ID_INVALID")
      << "hashes of one account are worth nothing to another";
}

TEST_F(PeopleTest, ListsAreBounded) {
  Vector ids(101, Value(Object("inputUserSelf")));
  EXPECT_EQ(ada_.refusal(Object("users.getUsers", {{"id", ids}})), "LIMIT_INVALID");
}

TEST_F(PeopleTest, TheFullUserOfABotShowsItsCommands) {
  Device bot = logged_in("strata_demo_bot");
  const Object command("botCommand", {{"command", "start"}, {"description", "Begin"}});
  ASSERT_TRUE(bot.call(Object("bots.setBotCommands", {{"scope", Object("botCommandScopeDefault")},
                                                      {"lang_code", ""},
                                                      {"commands", Vector{Value(command)}}}))
                  .as_bool());
  const Object full =
      ada_.call_object(Object("users.getFullUser", {{"id", input_user(ada_, bot.self)}}))
          .get_object("full_user");
  const Object& info = full.get_object("bot_info");
  ASSERT_EQ(info.get_vector("commands").size(), 1U);
  EXPECT_EQ(info.get_vector("commands")[0].as_object(), command);
  EXPECT_FALSE(info.get_string("description").empty());
}

TEST_F(PeopleTest, AreFoundByUsernameAndPhone) {
  const auto resolve = [](std::string name) {
    return Object("contacts.resolveUsername", {{"username", std::move(name)}});
  };
  const Object found = ada_.call_object(resolve("Boris_Bell"));
  EXPECT_EQ(found.get_object("peer").get_long("user_id"), boris_.self);
  EXPECT_EQ(found.get_vector("users").size(), 1U);
  EXPECT_EQ(ada_.refusal(resolve("nobody_here")), "USERNAME_NOT_OCCUPIED");
  EXPECT_EQ(ada_.refusal(resolve("")), "USERNAME_INVALID");
  EXPECT_EQ(ada_.refusal(resolve(std::string(1000, 'a'))), "USERNAME_INVALID");
  const Object by_phone =
      ada_.call_object(Object("contacts.resolvePhone", {{"phone", "+999 66 2 1002"}}));
  EXPECT_EQ(by_phone.get_object("peer").get_long("user_id"), boris_.self);
  EXPECT_EQ(ada_.refusal(Object("contacts.resolvePhone", {{"phone", "1234567"}})),
            "PHONE_NOT_OCCUPIED");
}

TEST_F(PeopleTest, ImportedContactsShowTheirPhones) {
  const auto contact = [](std::string phone) {
    return Value(Object("inputPhoneContact", {{"client_id", std::int64_t{7}},
                                              {"phone", std::move(phone)},
                                              {"first_name", "B"},
                                              {"last_name", ""}}));
  };
  const Object imported = ada_.call_object(
      Object("contacts.importContacts",
             {{"contacts", Vector{contact("9996621002"), contact("404"), contact("4041234")}}}));
  ASSERT_EQ(imported.get_vector("imported").size(), 1U);
  const Object contacts =
      ada_.call_object(Object("contacts.getContacts", {{"hash", std::int64_t{0}}}));
  ASSERT_EQ(contacts.get_vector("contacts").size(), 1U);
  EXPECT_FALSE(contacts.get_vector("contacts")[0].as_object().get_bool("mutual"));
  EXPECT_EQ(contacts.get_vector("users")[0].as_object().get_string("phone"), "9996621002");
}

TEST_F(PeopleTest, ContactsAreAddedAndDeleted) {
  const Object add("contacts.addContact", {{"id", input_user(ada_, boris_.self)},
                                           {"first_name", "B"},
                                           {"last_name", ""},
                                           {"phone", ""}});
  const Object updates = ada_.call_object(add);
  EXPECT_TRUE(updates.get_vector("users")[0].as_object().get_bool("contact"));
  Object self = add;
  self.set("id", Object("inputUserSelf"));
  EXPECT_EQ(ada_.refusal(self), "CONTACT_ID_INVALID");
  ada_.call(
      Object("contacts.deleteContacts", {{"id", Vector{Value(input_user(ada_, boris_.self))}}}));
  EXPECT_FALSE(world_.contacts().has(ada_.self, boris_.self));
}

TEST_F(PeopleTest, AProfileChangeReachesAcquaintances) {
  ada_.call(message(ada_, boris_.self, "hello"));
  boris_.take_updates();
  const Object user =
      ada_.call_object(Object("account.updateProfile", {{"first_name", "Adele"}, {"about", "me"}}));
  EXPECT_EQ(user.get_string("first_name"), "Adele");
  const std::vector<Object> heard = boris_.take_updates();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].name(), "updateUserName");
  EXPECT_EQ(heard[0].get_string("first_name"), "Adele");
  EXPECT_TRUE(ada_.take_updates().empty()) << "the answer says it already";
}

TEST_F(PeopleTest, UsernamesMayBeCheckedAndTaken) {
  const auto check = [](std::string name) {
    return Object("account.checkUsername", {{"username", std::move(name)}});
  };
  EXPECT_TRUE(ada_.call(check("free_name")).as_bool());
  EXPECT_FALSE(ada_.call(check("boris_bell")).as_bool());
  EXPECT_EQ(ada_.refusal(check("x")), "USERNAME_INVALID");
  const auto update = [](std::string name) {
    return Object("account.updateUsername", {{"username", std::move(name)}});
  };
  EXPECT_EQ(ada_.call_object(update("free_name")).get_string("username"), "free_name");
  EXPECT_EQ(ada_.refusal(update("boris_bell")), "USERNAME_OCCUPIED");
  EXPECT_EQ(ada_.refusal(update("free_name")), "USERNAME_NOT_MODIFIED");
}

TEST_F(PeopleTest, GoingOnlineIsToldOnce) {
  ada_.call(message(ada_, boris_.self, "hello"));
  boris_.take_updates();
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(ada_.call(Object("account.updateStatus", {{"offline", false}})).as_bool());
  }
  const std::vector<Object> heard = boris_.take_updates();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].get_object("status").name(), "userStatusOnline");
}

}  // namespace
}  // namespace strata::datacenter
