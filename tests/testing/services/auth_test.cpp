// Tests of login by code, sign-up, login of bots, and carrying logins to other data centres.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class AuthTest : public TelegramTest {
 protected:
  static Object send_code(std::string phone, std::int32_t api_id = 1) {
    return Object("auth.sendCode", {{"phone_number", std::move(phone)},
                                    {"api_id", api_id},
                                    {"api_hash", "hash"},
                                    {"settings", Object("codeSettings")}});
  }
  static Object sign_in(std::string phone, std::string hash, std::string code) {
    return Object("auth.signIn", {{"phone_number", std::move(phone)},
                                  {"phone_code_hash", std::move(hash)},
                                  {"phone_code", std::move(code)}});
  }
  static Object sign_up(std::string phone, std::string hash, std::string first) {
    return Object("auth.signUp", {{"phone_number", std::move(phone)},
                                  {"phone_code_hash", std::move(hash)},
                                  {"first_name", std::move(first)},
                                  {"last_name", ""}});
  }
  static Object import_bot(std::string token, std::int32_t api_id = 1) {
    return Object("auth.importBotAuthorization", {{"flags", 0},
                                                  {"api_id", api_id},
                                                  {"api_hash", "hash"},
                                                  {"bot_auth_token", std::move(token)}});
  }
  static Object get_self() {
    return Object("users.getUsers", {{"id", Vector{Value(Object("inputUserSelf"))}}});
  }
};

TEST_F(AuthTest, LogsInWithTheCode) {
  Device client = device();
  const Object sent = client.call_object(send_code("+999 66 2 1001"));
  EXPECT_EQ(sent.get_object("type").name(), "auth.sentCodeTypeSms");
  EXPECT_EQ(sent.get_object("type").get_int("length"), 5);
  EXPECT_EQ(sent.get_int("timeout"), 60);
  ASSERT_EQ(codes_.size(), 1U);
  EXPECT_EQ(codes_[0], std::pair(std::string("9996621001"), std::string("22222")));

  const std::string hash = sent.get_string("phone_code_hash");
  EXPECT_EQ(client.refusal(sign_in("9996621001", hash, "99999")), "PHONE_CODE_INVALID");
  const Object login = client.call_object(sign_in("9996621001", hash, codes_[0].second));
  EXPECT_EQ(login.name(), "auth.authorization");
  EXPECT_EQ(login.get_object("user").get_string("first_name"), "Ada");
  EXPECT_TRUE(login.get_object("user").get_bool("self"));
  EXPECT_EQ(client.call(get_self()).as_vector().size(), 1U);
  EXPECT_EQ(client.refusal(sign_in("9996621001", hash, "22222")), "PHONE_CODE_EXPIRED");
}

TEST_F(AuthTest, ASecondDeviceGetsTheCodeInTheApp) {
  ASSERT_NE(logged_in("ada_archer").self, 0);
  const Object sent = device().call_object(send_code("9996621001"));
  EXPECT_EQ(sent.get_object("type").name(), "auth.sentCodeTypeApp");
  EXPECT_EQ(sent.get_object("next_type").name(), "auth.codeTypeSms");
}

TEST_F(AuthTest, SendsAnotherCodeOnlyAfterTheTimeout) {
  Device client = device();
  const Object sent = client.call_object(send_code("9996621001"));
  Object resend("auth.resendCode", {{"phone_number", "9996621001"},
                                    {"phone_code_hash", sent.get_string("phone_code_hash")}});
  EXPECT_EQ(client.refusal(resend), "406 SEND_CODE_UNAVAILABLE");
  host_.advance(std::chrono::seconds(60));
  const Object again = client.call_object(resend);
  EXPECT_NE(again.get_string("phone_code_hash"), sent.get_string("phone_code_hash"));
  EXPECT_FALSE(again.has("next_type"));
  EXPECT_EQ(client.refusal(resend), "PHONE_CODE_EXPIRED");
  const Object cancel(
      "auth.cancelCode",
      {{"phone_number", "9996621001"}, {"phone_code_hash", again.get_string("phone_code_hash")}});
  EXPECT_TRUE(client.call(cancel).as_bool());
  EXPECT_EQ(client.refusal(cancel), "PHONE_CODE_EXPIRED");
}

TEST_F(AuthTest, SignsUpWhoIsNew) {
  Device client = device();
  const std::string hash =
      client.call_object(send_code("9996627777")).get_string("phone_code_hash");
  EXPECT_EQ(client.refusal(sign_up("9996627777", hash, "New")), "PHONE_CODE_EMPTY")
      << "the code comes first";
  EXPECT_EQ(client.call_object(sign_in("9996627777", hash, "22222")).name(),
            "auth.authorizationSignUpRequired");
  EXPECT_EQ(client.refusal(sign_up("9996627777", hash, "")), "FIRSTNAME_INVALID");
  const Object login = client.call_object(sign_up("9996627777", hash, "New"));
  EXPECT_EQ(login.get_object("user").get_string("phone"), "9996627777");
  EXPECT_EQ(client.refusal(sign_up("9996627777", hash, "Twice")), "PHONE_CODE_EXPIRED");
}

TEST_F(AuthTest, RefusesBadNumbersAndApplications) {
  Device client = device();
  EXPECT_EQ(client.refusal(send_code("nonsense")), "PHONE_NUMBER_INVALID");
  EXPECT_EQ(client.refusal(send_code("9996621001", 0)), "API_ID_INVALID");
  EXPECT_EQ(client.refusal(import_bot("1:a", -1)), "API_ID_INVALID");
}

TEST_F(AuthTest, CodesExpire) {
  Device client = device();
  const std::string hash =
      client.call_object(send_code("9996621001")).get_string("phone_code_hash");
  host_.advance(std::chrono::seconds(301));
  EXPECT_EQ(client.refusal(sign_in("9996621001", hash, "22222")), "PHONE_CODE_EXPIRED");
}

TEST_F(AuthTest, LogsBotsInByToken) {
  Device bot = device();
  const std::string token = world_.users().find_username("strata_demo_bot")->token();
  EXPECT_EQ(bot.refusal(import_bot(token + "x")), "ACCESS_TOKEN_INVALID");
  EXPECT_EQ(bot.refusal(import_bot("no token")), "ACCESS_TOKEN_INVALID");
  const Object user = bot.call_object(import_bot(token)).get_object("user");
  EXPECT_TRUE(user.get_bool("bot"));
  EXPECT_EQ(user.get_string("username"), "strata_demo_bot");
  EXPECT_FALSE(user.has("phone"));
}

TEST_F(AuthTest, ATokenThatNobodyKnowsCreatesItsBot) {
  Device bot = device();
  const Object user = bot.call_object(import_bot("777:AAsecret")).get_object("user");
  EXPECT_EQ(user.get_long("id"), 777);
  EXPECT_EQ(user.get_string("username"), "bot777_bot");
  const std::string person = std::to_string(id_of("ada_archer"));
  EXPECT_EQ(bot.refusal(import_bot(person + ":AAsecret")), "ACCESS_TOKEN_INVALID");
}

TEST_F(AuthTest, LoggingOutEndsTheLogin) {
  Device ada = logged_in("ada_archer");
  EXPECT_EQ(ada.call_object(Object("auth.logOut")).name(), "auth.loggedOut");
  EXPECT_EQ(ada.refusal(get_self()), "401 AUTH_KEY_UNREGISTERED");
  EXPECT_EQ(ada.refusal(Object("auth.logOut")), "401 AUTH_KEY_UNREGISTERED");
}

TEST_F(AuthTest, ExportsLoginsForDataCentresItKnows) {
  Device ada = logged_in("ada_archer");
  EXPECT_EQ(ada.refusal(Object("auth.exportAuthorization", {{"dc_id", 2}})), "DC_ID_INVALID");
  EXPECT_EQ(ada.refusal(Object("auth.exportAuthorization", {{"dc_id", 5}})), "DC_ID_INVALID");
  const Object exported = ada.call_object(Object("auth.exportAuthorization", {{"dc_id", 4}}));
  EXPECT_EQ(exported.get_bytes("bytes").size(), 128U);
}

TEST_F(AuthTest, ImportsALoginOnce) {
  const ExportedLogin exported =
      world_.authorizations().export_login(id_of("ada_archer"), 2, host_.now());
  const Object import("auth.importAuthorization", {{"id", exported.id}, {"bytes", exported.bytes}});
  Device client = device();
  EXPECT_EQ(client.call_object(import).get_object("user").get_string("first_name"), "Ada");
  EXPECT_EQ(client.refusal(import), "AUTH_BYTES_INVALID");
}

WorldOptions closed_world() {
  WorldOptions options;
  options.create_bots_on_login = false;
  options.allow_sign_up = false;
  options.applications = {{17, "hash"}};
  return options;
}

class ClosedWorld : public TelegramTest {
 protected:
  ClosedWorld() : TelegramTest(closed_world()) {}
};

TEST_F(ClosedWorld, KnowsOnlyItsOwnApplicationsNumbersAndBots) {
  Device client = device();
  Object send("auth.sendCode", {{"phone_number", "9996621001"},
                                {"api_id", 18},
                                {"api_hash", "hash"},
                                {"settings", Object("codeSettings")}});
  EXPECT_EQ(client.refusal(send), "API_ID_INVALID");
  send.set("api_id", 17);
  EXPECT_EQ(client.refusal(send), "accepted");
  send.set("phone_number", "9996627777");
  EXPECT_EQ(client.refusal(send), "PHONE_NUMBER_INVALID");
  EXPECT_EQ(client.refusal(Object(
                "auth.importBotAuthorization",
                {{"flags", 0}, {"api_id", 17}, {"api_hash", "hash"}, {"bot_auth_token", "7:x"}})),
            "ACCESS_TOKEN_INVALID");
}

}  // namespace
}  // namespace strata::datacenter
