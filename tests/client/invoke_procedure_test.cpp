// What follows each outcome of a call.
#include "rpc/invoke_procedure.hpp"

#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

namespace strata::detail {
namespace {

using namespace std::chrono_literals;

class InvokeTest : public testing::Test {
 protected:
  InvokeProcedure make(const CallOptions& options = {},
                       std::shared_ptr<RetryPolicy> policy = auto_sleep()) {
    return InvokeProcedure(options, std::move(policy), 0s, 600s);
  }

  static RpcError rpc(std::int32_t code, std::string_view text) {
    return RpcError(code, text, "help.test");
  }

  /// The name of the error that the caller gets, or what happens instead.
  static std::string failure(const InvokeAction& action) {
    const auto* failed = std::get_if<FailCall>(&action);
    if (failed == nullptr) return "no failure";
    const auto error = RpcError::from(failed->error);
    return error ? error->name() : failed->error.code().message();
  }
};

TEST_F(InvokeTest, NewCall_IsSentHomeOrWhereItSays) {
  EXPECT_EQ(std::get<SendCall>(make().resume()), SendCall{});
  EXPECT_EQ(std::get<SendCall>(make(CallOptions().dc(4)).resume()), SendCall{4});
}

TEST_F(InvokeTest, RefusedCall_FailsAtOnce) {
  auto call = make();
  EXPECT_EQ(failure(call.on_error(1s, rpc(400, "PEER_ID_INVALID"))), "PEER_ID_INVALID");
}

TEST_F(InvokeTest, ShortFloodWait_IsSleptThrough) {
  auto call = make();
  EXPECT_EQ(std::get<Sleep>(call.on_error(1s, rpc(420, "FLOOD_WAIT_42"))), (Sleep{42s, true}));
  EXPECT_EQ(std::get<SendCall>(call.resume()), SendCall{});
}

TEST_F(InvokeTest, SlowmodeWait_BlocksOnlyItsOwnCall) {
  auto call = make();
  EXPECT_EQ(std::get<Sleep>(call.on_error(1s, rpc(420, "SLOWMODE_WAIT_5"))), (Sleep{5s, false}));
}

TEST_F(InvokeTest, FloodWaitOverTheThreshold_GoesToTheCaller) {
  auto call = make({}, auto_sleep(10s));
  EXPECT_EQ(failure(call.on_error(1s, rpc(420, "FLOOD_WAIT_11"))), "FLOOD_WAIT");
}

TEST_F(InvokeTest, CallsOwnFloodLimit_OverridesThePolicy) {
  auto patient = make(CallOptions().flood_wait_limit(100s), no_retries());
  EXPECT_EQ(std::get<Sleep>(patient.on_error(1s, rpc(420, "FLOOD_WAIT_99"))), (Sleep{99s, true}));
  auto hasty = make(CallOptions().no_flood_wait());
  EXPECT_EQ(failure(hasty.on_error(1s, rpc(420, "FLOOD_WAIT_1"))), "FLOOD_WAIT");
}

TEST_F(InvokeTest, FloodWaits_AreLimitedToFive) {
  auto call = make();
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(std::holds_alternative<Sleep>(call.on_error(1s, rpc(420, "FLOOD_WAIT_1"))));
  }
  EXPECT_EQ(failure(call.on_error(1s, rpc(420, "FLOOD_WAIT_1"))), "FLOOD_WAIT");
}

TEST_F(InvokeTest, WaitBeyondTheDeadline_FailsNow) {
  auto call = make();
  EXPECT_EQ(failure(call.on_error(599s, rpc(420, "FLOOD_WAIT_2"))), "FLOOD_WAIT");
}

TEST_F(InvokeTest, FrozenMethod_IsNoWait) {
  auto call = make();
  EXPECT_EQ(failure(call.on_error(1s, rpc(420, "FROZEN_METHOD_INVALID"))), "FROZEN_METHOD_INVALID");
}

TEST_F(InvokeTest, ServerErrors_BackOffTwofold) {
  auto call = make();
  for (const auto delay : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
    EXPECT_EQ(std::get<Sleep>(call.on_error(1s, rpc(500, "RPC_CALL_FAIL"))), (Sleep{delay, false}));
  }
}

TEST_F(InvokeTest, ServerErrorOfACallThatForbidsIt_IsNotRepeated) {
  auto call = make(CallOptions().no_server_error_retry());
  EXPECT_EQ(failure(call.on_error(1s, rpc(-503, "Timeout"))), "Timeout");
}

TEST_F(InvokeTest, DuplicateRandomId_IsNotRepeated) {
  auto call = make();
  EXPECT_EQ(failure(call.on_error(1s, rpc(500, "RANDOM_ID_DUPLICATE"))), "RANDOM_ID_DUPLICATE");
}

TEST_F(InvokeTest, LostConnection_IsRetriedOnceAtOnce) {
  auto call = make();
  EXPECT_EQ(std::get<SendCall>(call.on_error(1s, Error(ClientErrc::connection_lost))), SendCall{});
  EXPECT_TRUE(
      std::holds_alternative<FailCall>(call.on_error(1s, Error(ClientErrc::connection_lost))));
}

TEST_F(InvokeTest, UnknownOutcome_IsNeverRetried) {
  auto call = make();
  EXPECT_TRUE(
      std::holds_alternative<FailCall>(call.on_error(1s, Error(ClientErrc::unknown_outcome))));
}

TEST_F(InvokeTest, NoRetries_PassesEverythingOn) {
  auto call = make({}, no_retries());
  EXPECT_EQ(failure(call.on_error(1s, rpc(500, "INTERNAL"))), "INTERNAL");
  EXPECT_EQ(failure(call.on_error(1s, rpc(420, "FLOOD_WAIT_1"))), "FLOOD_WAIT");
}

TEST_F(InvokeTest, LoginMigration_MovesHomeAndSendsThere) {
  for (const char* text : {"PHONE_MIGRATE_4", "NETWORK_MIGRATE_4", "USER_MIGRATE_4"}) {
    auto call = make();
    EXPECT_EQ(std::get<MoveHome>(call.on_error(1s, rpc(303, text))), MoveHome{4});
    EXPECT_EQ(std::get<SendCall>(call.resume()), SendCall{});
  }
}

TEST_F(InvokeTest, FileMigration_MovesOnlyTheCall) {
  auto call = make();
  EXPECT_EQ(std::get<SendCall>(call.on_error(1s, rpc(303, "FILE_MIGRATE_4"))), SendCall{4});
}

TEST_F(InvokeTest, MigrationInCircles_Fails) {
  auto twice = make();
  (void)twice.on_error(1s, rpc(303, "USER_MIGRATE_4"));
  const auto circle = twice.on_error(1s, rpc(303, "USER_MIGRATE_4"));
  EXPECT_EQ(std::get<FailCall>(circle).error.code(), ClientErrc::migration_failed);

  auto many = make();
  for (const char* text : {"FILE_MIGRATE_1", "FILE_MIGRATE_2", "FILE_MIGRATE_3"}) {
    EXPECT_TRUE(std::holds_alternative<SendCall>(many.on_error(1s, rpc(303, text))));
  }
  EXPECT_TRUE(std::holds_alternative<FailCall>(many.on_error(1s, rpc(303, "FILE_MIGRATE_5"))));
}

TEST_F(InvokeTest, MigrationToAnImpossibleDc_ConnectsNowhere) {
  for (const char* text : {"USER_MIGRATE_0", "USER_MIGRATE_1001", "USER_MIGRATE_X", "SEE_OTHER"}) {
    auto call = make();
    EXPECT_TRUE(std::holds_alternative<FailCall>(call.on_error(1s, rpc(303, text)))) << text;
  }
}

TEST_F(InvokeTest, LoggedOutAtHome_EndsTheLogin) {
  auto call = make();
  const auto action = call.on_error(1s, rpc(401, "SESSION_REVOKED"));
  EXPECT_TRUE(std::get<FailCall>(action).ends_login);
}

TEST_F(InvokeTest, LoggedOutElsewhere_ImportsTheLoginOnce) {
  auto call = make(CallOptions().dc(4));
  EXPECT_EQ(std::get<ImportLogin>(call.on_error(1s, rpc(401, "AUTH_KEY_UNREGISTERED"))),
            ImportLogin{4});
  const auto second = call.on_error(1s, rpc(401, "AUTH_KEY_UNREGISTERED"));
  EXPECT_FALSE(std::get<FailCall>(second).ends_login);
}

TEST_F(InvokeTest, PasswordNeeded_IsTheCallersBusiness) {
  auto call = make();
  const auto action = call.on_error(1s, rpc(401, "SESSION_PASSWORD_NEEDED"));
  EXPECT_FALSE(std::get<FailCall>(action).ends_login);
}

TEST_F(InvokeTest, DuplicatedKey_EndsTheLogin) {
  auto call = make(CallOptions().dc(4));
  const auto action = call.on_error(1s, rpc(406, "AUTH_KEY_DUPLICATED"));
  EXPECT_TRUE(std::get<FailCall>(action).ends_login);
}

TEST_F(InvokeTest, UninitializedConnection_IsInitializedAtMostTwice) {
  auto call = make();
  const RpcError error = rpc(400, "CONNECTION_NOT_INITED");
  EXPECT_TRUE(std::holds_alternative<InitConnection>(call.on_error(1s, error)));
  EXPECT_TRUE(std::holds_alternative<InitConnection>(call.on_error(1s, error)));
  EXPECT_EQ(failure(call.on_error(1s, error)), "CONNECTION_NOT_INITED");
}

}  // namespace
}  // namespace strata::detail
