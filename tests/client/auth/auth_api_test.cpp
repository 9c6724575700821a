// Logging in and out, over a scripted server.
#include "strata/client/auth_api.hpp"

#include "client/operation_fixture.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/functions/account/get_password.hpp"
#include "strata/tl/functions/auth/cancel_code.hpp"
#include "strata/tl/functions/auth/check_password.hpp"
#include "strata/tl/functions/auth/import_bot_authorization.hpp"
#include "strata/tl/functions/auth/log_out.hpp"
#include "strata/tl/functions/auth/resend_code.hpp"
#include "strata/tl/functions/auth/send_code.hpp"
#include "strata/tl/functions/auth/sign_in.hpp"
#include "strata/tl/functions/auth/sign_up.hpp"
#include "strata/tl/functions/updates/get_state.hpp"
#include "strata/tl/functions/users/get_users.hpp"
#include "strata/tl/types/account/password.hpp"
#include "strata/tl/types/auth/authorization.hpp"
#include "strata/tl/types/auth/code_type.hpp"
#include "strata/tl/types/auth/logged_out.hpp"
#include "strata/tl/types/auth/sent_code.hpp"
#include "strata/tl/types/auth/sent_code_type.hpp"
#include "strata/tl/types/data_json.hpp"
#include "strata/tl/types/help/terms_of_service.hpp"
#include "strata/tl/types/password_kdf_algo.hpp"
#include "strata/tl/types/secure_password_kdf_algo.hpp"
#include "strata/tl/types/updates/state.hpp"

namespace strata {
namespace {

namespace f = tl::functions;
namespace t = tl::types;

class AuthApiTest : public testing_support::OperationFixture {
 protected:
  AuthApi auth() { return AuthApi(invoker()); }

  tl::enums::auth::SentCode sent_code() {
    const t::auth::SentCode sent{
        .type = arena().make(t::auth::SentCodeTypeSms{.length = 5}),
        .phone_code_hash = "hash",
        .next_type = tl::enums::auth::CodeType(tl::blank<t::auth::CodeTypeCall>),
        .timeout = 60};
    return arena().make(sent);
  }
  tl::enums::auth::Authorization authorization(bool bot = false) {
    t::User user{.bot = bot, .id = 77, .access_hash = 5, .first_name = "Ann"};
    if (bot) user.bot_info_version = 1;
    return arena().make(t::auth::Authorization{.user = arena().make(user)});
  }
  tl::enums::account::Password password(bool known_algorithm = true) {
    tl::enums::PasswordKdfAlgo algorithm = tl::blank<t::PasswordKdfAlgoUnknown>;
    if (known_algorithm) {
      algorithm = arena().make(t::PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow{
          .salt1 = as_bytes("salt"), .salt2 = as_bytes("salt"), .g = 3, .p = as_bytes("15")});
    }
    const t::account::Password made{.has_password = true,
                                    .current_algo = algorithm,
                                    .srp_B = as_bytes("B"),
                                    .srp_id = 1,
                                    .hint = std::string_view("the usual"),
                                    .new_algo = algorithm,
                                    .new_secure_algo = tl::blank<t::SecurePasswordKdfAlgoUnknown>};
    return arena().make(made);
  }
  LoginToken token() { return LoginToken("49151", "hash"); }
  /// What every login asks for at its end.
  void answer_state() {
    const t::updates::State state{.pts = 12, .qts = 1, .date = 1000, .seq = 7};
    telegram().answer<f::updates::GetState>(state);
  }
};

TEST_F(AuthApiTest, RequestLoginCode_NormalisesTheNumberAndTellsHowTheCodeTravels) {
  telegram().answer<f::auth::SendCode>(sent_code());
  const LoginToken sent = await(auth().request_login_code("+49 (151) 23-45"));
  const auto& sent_request = request<f::auth::SendCode>(0);
  EXPECT_EQ(sent_request.phone_number, "491512345");
  EXPECT_EQ(sent_request.api_id, 1);
  EXPECT_EQ(sent.code_hash(), "hash");
  EXPECT_EQ(sent.delivery(), CodeDelivery::sms);
  EXPECT_EQ(sent.code_length(), 5);
  EXPECT_EQ(sent.next_delivery(), CodeDelivery::call);
  EXPECT_EQ(sent.timeout(), std::chrono::seconds{60});
}

TEST_F(AuthApiTest, RequestLoginCode_TextThatIsNoNumber_IsRefusedHere) {
  for (const char* text : {"", "hello", "12x34", "123456789012345678901"}) {
    EXPECT_THROW(await(auth().request_login_code(text)), Error) << text;
  }
  EXPECT_EQ(telegram().calls<f::auth::SendCode>(), 0U);
}

TEST_F(AuthApiTest, RequestLoginCode_ABannedNumber_HasItsOwnType) {
  telegram().refuse<f::auth::SendCode>(RpcError(400, "PHONE_NUMBER_BANNED", "auth.sendCode"));
  EXPECT_THROW(await(auth().request_login_code("49151")), InvalidPhone);
}

TEST_F(AuthApiTest, RequestLoginCode_ThatNeededNoCode_IsALogin) {
  telegram().answer<f::auth::SendCode>(
      arena().make(t::auth::SentCodeSuccess{.authorization = authorization()}));
  answer_state();
  const LoginToken sent = await(auth().request_login_code("49151"));
  ASSERT_TRUE(sent.signed_in().has_value());
  EXPECT_EQ(sent.signed_in()->id(), 77);
  EXPECT_EQ(telegram().account().user()->id, 77);
  EXPECT_EQ(telegram().calls<f::updates::GetState>(), 1U);
}

TEST_F(AuthApiTest, RequestLoginCode_ThatCosts_IsATypedError) {
  telegram().answer<f::auth::SendCode>(
      arena().make(t::auth::SentCodePaymentRequired{.currency = "EUR"}));
  EXPECT_THROW(await(auth().request_login_code("49151")), ProtocolError);
}

TEST_F(AuthApiTest, ResendAndCancel_NameTheCodeRequest) {
  telegram().answer<f::auth::ResendCode>(sent_code());
  const LoginToken sent = await(auth().resend_code(token()));
  EXPECT_EQ(sent.phone(), "49151");
  EXPECT_EQ(request<f::auth::ResendCode>(0).phone_code_hash, "hash");
  telegram().answer<f::auth::CancelCode>(true);
  await(auth().cancel_code(token()));
  EXPECT_EQ(telegram().calls<f::auth::CancelCode>(), 1U);
}

TEST_F(AuthApiTest, SignIn_WithTheRightCode_RemembersTheUser) {
  telegram().answer<f::auth::SignIn>(authorization());
  answer_state();
  const SignInResult result = await(auth().sign_in(token(), "12345"));
  ASSERT_NE(result.signed_in(), nullptr);
  EXPECT_EQ(result.signed_in()->first_name(), "Ann");
  EXPECT_EQ(request<f::auth::SignIn>(0).phone_code, "12345");
  EXPECT_EQ(telegram().account().user(), (SessionUser{.id = 77, .is_bot = false}));
  EXPECT_EQ(telegram().account().find_peer(PeerKind::user, 77)->access_hash, 5);
}

TEST_F(AuthApiTest, SignIn_TakesTheStateOfUpdatesOnce) {
  telegram().answer<f::auth::SignIn>(authorization());
  answer_state();
  await(auth().sign_in(token(), "12345"));
  EXPECT_EQ(telegram().calls<f::updates::GetState>(), 1U);
  EXPECT_EQ(telegram().account().update_state().pts, 12);
  EXPECT_EQ(telegram().account().update_state().seq, 7);
}

TEST_F(AuthApiTest, SignIn_WithoutAnAnswerAboutUpdates_IsALoginAllTheSame) {
  telegram().answer<f::auth::SignIn>(authorization());
  telegram().refuse<f::updates::GetState>(RpcError(500, "INTERNAL", "updates.getState"));
  const SignInResult result = await(auth().sign_in(token(), "12345"));
  ASSERT_NE(result.signed_in(), nullptr);
  EXPECT_EQ(telegram().account().user()->id, 77);
}

TEST_F(AuthApiTest, SignIn_WithAWrongOrOldCode_HasItsOwnTypes) {
  telegram().refuse<f::auth::SignIn>(RpcError(400, "PHONE_CODE_INVALID", "auth.signIn"));
  EXPECT_THROW(await(auth().sign_in(token(), "1")), InvalidCode);
  telegram().refuse<f::auth::SignIn>(RpcError(400, "PHONE_CODE_EXPIRED", "auth.signIn"));
  EXPECT_THROW(await(auth().sign_in(token(), "1")), ExpiredCode);
}

TEST_F(AuthApiTest, SignIn_OfAProtectedAccount_AsksForThePasswordWithItsHint) {
  telegram().refuse<f::auth::SignIn>(RpcError(401, "SESSION_PASSWORD_NEEDED", "auth.signIn"));
  telegram().answer<f::account::GetPassword>(password());
  const SignInResult result = await(auth().sign_in(token(), "12345"));
  ASSERT_NE(result.password_needed(), nullptr);
  EXPECT_EQ(result.password_needed()->hint(), "the usual");
}

TEST_F(AuthApiTest, SignIn_OfAnUnknownNumber_ShowsTheTerms) {
  const t::DataJSON id{.data = "{}"};
  const t::help::TermsOfService terms{.id = id, .text = "be kind"};
  telegram().answer<f::auth::SignIn>(arena().make(t::auth::AuthorizationSignUpRequired{
      .terms_of_service = tl::enums::help::TermsOfService(terms)}));
  const SignInResult result = await(auth().sign_in(token(), "12345"));
  ASSERT_NE(result.sign_up_required(), nullptr);
  EXPECT_EQ(result.sign_up_required()->terms(), "be kind");
  telegram().answer<f::auth::SignUp>(authorization());
  answer_state();
  EXPECT_EQ(await(auth().sign_up(token(), "Ann")).id(), 77);
}

TEST_F(AuthApiTest, CheckPassword_UnderWeakParameters_SendsNoProof) {
  telegram().answer<f::account::GetPassword>(password());
  EXPECT_THROW(await(auth().check_password(PasswordToken("", false), "secret")), SecurityError);
  EXPECT_EQ(telegram().calls<f::auth::CheckPassword>(), 0U);
}

TEST_F(AuthApiTest, CheckPassword_ByAnUnknownAlgorithm_AsksForAnUpdate) {
  telegram().answer<f::account::GetPassword>(password(false));
  EXPECT_THROW(await(auth().check_password(PasswordToken("", false), "secret")), ProtocolError);
  EXPECT_EQ(telegram().calls<f::auth::CheckPassword>(), 0U);
}

TEST_F(AuthApiTest, BotSignIn_ChecksTheShapeBeforeSending) {
  for (const char* bad : {"", "123", "123:", ":abc", "12a:abc", "123:ab c", "1:a\nb"}) {
    EXPECT_THROW(await(auth().bot_sign_in(bad)), InvalidToken) << bad;
  }
  EXPECT_EQ(telegram().calls<f::auth::ImportBotAuthorization>(), 0U);
}

TEST_F(AuthApiTest, BotSignIn_RemembersTheBot) {
  telegram().answer<f::auth::ImportBotAuthorization>(authorization(true));
  answer_state();
  EXPECT_TRUE(await(auth().bot_sign_in("77:AbC-_9")).is_bot());
  EXPECT_TRUE(telegram().account().user()->is_bot);
  EXPECT_EQ(request<f::auth::ImportBotAuthorization>(0).bot_auth_token, "77:AbC-_9");
}

TEST_F(AuthApiTest, BotSignIn_WithARevokedToken_HasItsOwnType) {
  telegram().refuse<f::auth::ImportBotAuthorization>(
      RpcError(400, "ACCESS_TOKEN_EXPIRED", "auth.importBotAuthorization"));
  EXPECT_THROW(await(auth().bot_sign_in("77:abc")), InvalidToken);
}

TEST_F(AuthApiTest, IsAuthorized_WithoutALogin_AsksNobody) {
  telegram().account().set_user(std::nullopt);
  EXPECT_FALSE(await(auth().is_authorized()));
  EXPECT_EQ(telegram().calls<f::users::GetUsers>(), 0U);
}

TEST_F(AuthApiTest, IsAuthorized_AsksTheServer) {
  telegram().answer<f::users::GetUsers>({});
  EXPECT_TRUE(await(auth().is_authorized()));
  telegram().refuse<f::users::GetUsers>(RpcError(401, "SESSION_REVOKED", "users.getUsers"));
  EXPECT_FALSE(await(auth().is_authorized()));
  telegram().refuse<f::users::GetUsers>(RpcError(500, "INTERNAL", "users.getUsers"));
  EXPECT_THROW(await(auth().is_authorized()), RpcError);
}

TEST_F(AuthApiTest, SignOut_ForgetsTheLoginWhateverTheServerSays) {
  telegram().answer<f::auth::LogOut>(arena().make(t::auth::LoggedOut{}));
  EXPECT_TRUE(await(auth().sign_out()));
  EXPECT_FALSE(telegram().account().user().has_value());

  telegram().account().set_user(SessionUser{.id = 1, .is_bot = false});
  telegram().refuse<f::auth::LogOut>(RpcError(500, "INTERNAL", "auth.logOut"));
  EXPECT_FALSE(await(auth().sign_out()));
  EXPECT_FALSE(telegram().account().user().has_value());
}

}  // namespace
}  // namespace strata
