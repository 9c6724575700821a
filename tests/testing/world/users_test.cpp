// Tests of the register of accounts.
#include "strata/datacenter/world/users.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

class UsersTest : public testing::Test {
 protected:
  Outcome<UserId> person(std::string phone, std::string first = "Ada", std::string username = {}) {
    PersonSpec spec;
    spec.phone = std::move(phone);
    spec.first_name = std::move(first);
    spec.username = std::move(username);
    return users_.add_person(spec);
  }
  std::string refusal(const Outcome<UserId>& outcome) {
    return outcome ? "accepted" : outcome.error().name;
  }

  Limits limits_;
  Seed seed_{1};
  Users users_{seed_, limits_};
};

TEST_F(UsersTest, FindsAPersonByIdPhoneAndUsername) {
  const UserId id = person("+49 (30) 123-456", "Ada", "@Ada_Archer").value();
  EXPECT_EQ(users_.find(id)->phone, "4930123456");
  EXPECT_EQ(users_.find_phone("4930123456")->id, id);
  EXPECT_EQ(users_.find_username("ada_ARCHER")->id, id);
  EXPECT_EQ(users_.find_username("@ada_archer")->id, id);
  EXPECT_EQ(users_.find(id + 1), nullptr);
}

TEST_F(UsersTest, RefusesWhatIsNoPhoneNumber) {
  for (const char* phone : {"", "1234", "1234567890123456", "12345a", "12345\n"}) {
    EXPECT_EQ(refusal(person(phone)), "PHONE_NUMBER_INVALID") << phone;
  }
  ASSERT_TRUE(person("12345"));
  EXPECT_EQ(refusal(person("+1 23 45")), "PHONE_NUMBER_OCCUPIED");
}

TEST_F(UsersTest, RefusesNamesThatAreEmptyTooLongOrNotUtf8) {
  EXPECT_EQ(refusal(person("12345", "")), "FIRSTNAME_INVALID");
  EXPECT_EQ(refusal(person("12345", std::string(65, 'a'))), "FIRSTNAME_INVALID");
  EXPECT_EQ(refusal(person("12345", "\xff")), "FIRSTNAME_INVALID");
  EXPECT_TRUE(person("12345", std::string(64, 'a')));
}

TEST_F(UsersTest, RefusesBadUsernames) {
  for (const char* name : {"four", "1abcd", "_abcd", "abcd_", "ab cd", "abcd\u00e9"}) {
    EXPECT_EQ(users_.check_username(name).error().name, "USERNAME_INVALID") << name;
  }
  ASSERT_TRUE(person("12345", "Ada", "taken"));
  EXPECT_EQ(users_.check_username("TAKEN").error().name, "USERNAME_OCCUPIED");
  EXPECT_TRUE(users_.check_username("free_name"));
}

TEST_F(UsersTest, ReleasesAUsernameThatIsGivenUp) {
  const UserId id = person("12345", "Ada", "first").value();
  EXPECT_EQ(users_.set_username(id, "first").error().name, "USERNAME_NOT_MODIFIED");
  ASSERT_TRUE(users_.set_username(id, "First"));
  ASSERT_TRUE(users_.set_username(id, "second"));
  EXPECT_EQ(users_.find_username("first"), nullptr);
  ASSERT_TRUE(users_.set_username(id, ""));
  EXPECT_TRUE(person("123456", "Boris", "second"));
}

TEST_F(UsersTest, RegistersBotsUnderTheIdOfTheirToken) {
  BotSpec spec;
  spec.token = "4242:AA-secret_1";
  spec.first_name = "Bot";
  EXPECT_EQ(users_.add_bot(spec).value(), 4242);
  EXPECT_TRUE(users_.find(4242)->is_bot());
  EXPECT_EQ(users_.find(4242)->token(), spec.token);
  EXPECT_EQ(refusal(users_.add_bot(spec)), "USER_ID_INVALID");
}

TEST(BotTokens, AreDigitsAColonAndASecret) {
  for (const char* bad : {"", ":", "1:", ":a", "a:b", "1:b c", "-1:b", "0:b", "1", "1:\u00e9",
                          "99999999999999999999:a", "4503599627370496:a", " 1:a", "1 :a"}) {
    EXPECT_FALSE(parse_bot_token(bad)) << bad;
  }
  EXPECT_FALSE(parse_bot_token("1:" + std::string(200, 'a')));
  EXPECT_EQ(parse_bot_token("12:aZ9_-")->id, 12);
}

TEST_F(UsersTest, ChangesOnlyTheNamesGiven) {
  const UserId id = person("12345", "Ada").value();
  ASSERT_TRUE(users_.set_profile(id, std::nullopt, "Archer", "about me"));
  EXPECT_EQ(users_.find(id)->first_name, "Ada");
  EXPECT_EQ(users_.find(id)->last_name, "Archer");
  EXPECT_EQ(users_.set_profile(id, "", std::nullopt, std::nullopt).error().name,
            "FIRSTNAME_INVALID");
  EXPECT_EQ(users_.set_profile(id, std::nullopt, std::nullopt, std::string(200, 'x')).error().name,
            "ABOUT_TOO_LONG");
}

TEST_F(UsersTest, ShowsEachViewerAnotherAccessHash) {
  EXPECT_NE(users_.access_hash(1, 2), users_.access_hash(3, 2));
  EXPECT_NE(users_.access_hash(1, 2), users_.access_hash(1, 3));
  EXPECT_EQ(users_.access_hash(1, 2), users_.access_hash(1, 2));
}

TEST_F(UsersTest, StopsAtItsLimit) {
  limits_.users = 2;
  ASSERT_TRUE(person("11111"));
  ASSERT_TRUE(person("22222"));
  EXPECT_EQ(person("33333").error(), (Refusal{420, "FLOOD_WAIT_3600"}));
}

}  // namespace
}  // namespace strata::datacenter
