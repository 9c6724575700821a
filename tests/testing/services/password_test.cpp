// Tests of two-step verification through the methods.
#include "testing/services/telegram_fixture.hpp"
#include "testing/world/srp_client.hpp"

namespace strata::datacenter {
namespace {

Bytes bytes_of(const Object& object, std::string_view field) {
  const BytesView view = object.get_bytes(field);
  return {view.begin(), view.end()};
}

// What a client answers to account.password.
Object proof(const Object& password, std::string_view secret) {
  const Object& algo = password.get_object("current_algo");
  const Bytes a(256, 0x33);
  SrpRecord known;
  known.salt1 = bytes_of(algo, "salt1");
  known.salt2 = bytes_of(algo, "salt2");
  known.g = algo.get_int("g");
  known.p = bytes_of(algo, "p");
  return Object("inputCheckPasswordSRP",
                {{"srp_id", password.get_long("srp_id")},
                 {"A", srp_client_public(known.g, known.p, a)},
                 {"M1", srp_client_proof(known, secret, password.get_bytes("srp_B"), a)}});
}

class PasswordMethodsTest : public TelegramTest {
 protected:
  // A device on which Clara's code was right.
  Device after_code() {
    Device client = device();
    const Object sent =
        client.call_object(Object("auth.sendCode", {{"phone_number", "9996621003"},
                                                    {"api_id", 1},
                                                    {"api_hash", "hash"},
                                                    {"settings", Object("codeSettings")}}));
    const Object sign_in("auth.signIn", {{"phone_number", "9996621003"},
                                         {"phone_code_hash", sent.get_string("phone_code_hash")},
                                         {"phone_code", "22222"}});
    EXPECT_EQ(client.refusal(sign_in), "401 SESSION_PASSWORD_NEEDED");
    return client;
  }
  static Object check(const Object& proof) {
    return Object("auth.checkPassword", {{"password", proof}});
  }
  // What a client registers as its new password.
  static Object new_settings(const Object& password, std::string_view secret) {
    Object algo = password.get_object("new_algo");
    Bytes salt1 = bytes_of(algo, "salt1");
    append(salt1, Bytes(32, 0x77));
    algo.set("salt1", salt1);
    const Bytes verifier = srp_client_verifier(secret, salt1, algo.get_bytes("salt2"));
    return Object("account.passwordInputSettings",
                  {{"new_algo", algo}, {"new_password_hash", verifier}, {"hint", "new hint"}});
  }
};

TEST_F(PasswordMethodsTest, TheSecondStepLogsIn) {
  Device clara = after_code();
  EXPECT_EQ(clara.refusal(Object("updates.getState")), "401 AUTH_KEY_UNREGISTERED");
  const Object password = clara.call_object(Object("account.getPassword"));
  EXPECT_TRUE(password.get_bool("has_password"));
  EXPECT_EQ(password.get_string("hint"), "the one about batteries");
  EXPECT_EQ(clara.refusal(check(proof(password, "wrong"))), "PASSWORD_HASH_INVALID");
  EXPECT_EQ(clara.refusal(check(proof(password, "correct horse"))), "SRP_ID_INVALID")
      << "a challenge is good once";
  const Object next = clara.call_object(Object("account.getPassword"));
  const Object login = clara.call_object(check(proof(next, "correct horse")));
  EXPECT_EQ(login.get_object("user").get_string("first_name"), "Clara");
  EXPECT_EQ(clara.refusal(Object("updates.getState")), "accepted");
}

TEST_F(PasswordMethodsTest, StrangersMayNotAsk) {
  Device stranger = device();
  EXPECT_EQ(stranger.refusal(Object("account.getPassword")), "401 AUTH_KEY_UNREGISTERED");
  EXPECT_EQ(stranger.refusal(check(Object("inputCheckPasswordEmpty"))),
            "401 AUTH_KEY_UNREGISTERED");
  EXPECT_EQ(after_code().refusal(check(Object("inputCheckPasswordEmpty"))),
            "PASSWORD_HASH_INVALID");
}

TEST_F(PasswordMethodsTest, APersonSetsChangesAndRemovesAPassword) {
  Device ada = logged_in("ada_archer");
  Object password = ada.call_object(Object("account.getPassword"));
  EXPECT_FALSE(password.get_bool("has_password"));
  EXPECT_EQ(password.get_bytes("secure_random").size(), 256U);
  Object update("account.updatePasswordSettings",
                {{"password", Object("inputCheckPasswordEmpty")},
                 {"new_settings", new_settings(password, "first")}});
  EXPECT_TRUE(ada.call(update).as_bool());

  password = ada.call_object(Object("account.getPassword"));
  EXPECT_EQ(password.get_string("hint"), "new hint");
  update.set("new_settings", Object("account.passwordInputSettings",
                                    {{"new_algo", Object("passwordKdfAlgoUnknown")},
                                     {"new_password_hash", Bytes()},
                                     {"hint", ""}}));
  EXPECT_EQ(ada.refusal(update), "PASSWORD_HASH_INVALID") << "the old one is asked for";
  update.set("password", proof(password, "first"));
  EXPECT_TRUE(ada.call(update).as_bool());
  EXPECT_FALSE(world_.passwords().has(ada.self));
}

TEST_F(PasswordMethodsTest, PasswordSettingsWantTheRightPassword) {
  Device clara = logged_in("clara_chen");
  const Object password = clara.call_object(Object("account.getPassword"));
  Object get("account.getPasswordSettings", {{"password", proof(password, "wrong")}});
  EXPECT_EQ(clara.refusal(get), "PASSWORD_HASH_INVALID");
  get.set("password", proof(clara.call_object(Object("account.getPassword")), "correct horse"));
  EXPECT_EQ(clara.call_object(get).name(), "account.passwordSettings");
}

}  // namespace
}  // namespace strata::datacenter
