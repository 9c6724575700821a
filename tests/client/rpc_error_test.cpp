// The text of an `rpc_error` is taken apart as its grammar says, whatever the server sends.
#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

namespace strata {
namespace {

using namespace std::chrono_literals;

RpcError rpc(std::int32_t code, std::string_view text) { return RpcError(code, text, "help.test"); }

TEST(RpcError, TrailingNumber_IsTheValue) {
  const RpcError error = rpc(420, "FLOOD_WAIT_42");
  EXPECT_EQ(error.code(), 420);
  EXPECT_EQ(error.name(), "FLOOD_WAIT");
  EXPECT_EQ(error.value(), 42);
  EXPECT_EQ(error.message(), "FLOOD_WAIT_42");
  EXPECT_STREQ(error.what(),
               "help.test failed: FLOOD_WAIT_42 (420): too many calls; wait as many seconds as the "
               "number says");
}

TEST(RpcError, Advice_IsThereForCommonErrorsOnly) {
  EXPECT_EQ(rpc(400, "USERNAME_NOT_OCCUPIED").advice(), "nobody has this username");
  EXPECT_EQ(rpc(420, "SLOWMODE_WAIT_7").advice().substr(0, 24), "the chat is in slow mode");
  EXPECT_EQ(rpc(400, "A_NAME_OF_TOMORROW").advice(), "");
  EXPECT_STREQ(rpc(400, "A_NAME_OF_TOMORROW").what(), "help.test failed: A_NAME_OF_TOMORROW (400)");
  EXPECT_EQ(rpc(400, "").advice(), "");
}

TEST(RpcError, EmbeddedNumber_IsTheValue) {
  const RpcError error = rpc(400, "FILE_PART_7_MISSING");
  EXPECT_EQ(error.name(), "FILE_PART_MISSING");
  EXPECT_EQ(error.value(), 7);
}

TEST(RpcError, DigitsInsideAWord_AreNoValue) {
  const RpcError error = rpc(420, "2FA_CONFIRM_WAIT_604800");
  EXPECT_EQ(error.name(), "2FA_CONFIRM_WAIT");
  EXPECT_EQ(error.value(), 604800);
  EXPECT_EQ(rpc(400, "MD5_CHECKSUM_INVALID").value(), std::nullopt);
}

TEST(RpcError, NumberOutsideTheGrammar_LeavesTheTextWhole) {
  for (const char* text : {"FLOOD_WAIT_1234567890", "A_1_B_2", "FLOOD_WAIT_-5", "Timeout", "", "_",
                           "FLOOD WAIT 5", "\xff\xfe_7"}) {
    EXPECT_EQ(rpc(420, text).name(), text);
    EXPECT_EQ(rpc(420, text).value(), std::nullopt) << text;
  }
}

TEST(RpcError, HugeText_IsCut) {
  EXPECT_EQ(rpc(400, std::string(1 << 20, 'A')).message().size(), 4096U);
}

TEST(RpcError, WaitTime_IsClampedToOneSecondAndFourteenDays) {
  EXPECT_EQ(rpc(420, "FLOOD_WAIT_0").wait_time(), 1s);
  EXPECT_EQ(rpc(420, "SLOWMODE_WAIT_30").wait_time(), 30s);
  EXPECT_EQ(rpc(420, "FLOOD_PREMIUM_WAIT_3").wait_time(), 3s);
  EXPECT_EQ(rpc(420, "FLOOD_SKIP_FAILED_WAIT").wait_time(), 1s);
  EXPECT_EQ(rpc(420, "TAKEOUT_INIT_DELAY_999999999").wait_time(), 14 * 24h);
}

TEST(RpcError, OtherErrors_AreNoFloodWaits) {
  EXPECT_FALSE(rpc(420, "PREMIUM_SUB_ACTIVE_UNTIL_170000000").is_flood_wait());
  EXPECT_FALSE(rpc(420, "STORY_SEND_FLOOD_WEEKLY_5").is_flood_wait());
  EXPECT_FALSE(rpc(420, "FROZEN_METHOD_INVALID").is_flood_wait());
  EXPECT_FALSE(rpc(420, "FLOOD_WAIT").is_flood_wait());
  EXPECT_FALSE(rpc(400, "FLOOD_WAIT_5").is_flood_wait());
}

TEST(RpcError, MigrateDc_IsOnlyGivenInRange) {
  EXPECT_EQ(rpc(303, "USER_MIGRATE_4").migrate_dc(), 4);
  EXPECT_EQ(rpc(303, "FILE_MIGRATE_203").migrate_dc(), 203);
  for (const char* text : {"USER_MIGRATE_0", "USER_MIGRATE_1001", "USER_MIGRATE_-1",
                           "USER_MIGRATE_X", "USER_MIGRATE", "OTHER_4"}) {
    EXPECT_EQ(rpc(303, text).migrate_dc(), std::nullopt) << text;
  }
  EXPECT_EQ(rpc(400, "USER_MIGRATE_4").migrate_dc(), std::nullopt);
}

TEST(RpcError, UndocumentedCodes_CountAsInternal) {
  for (const std::int32_t code : {500, -503, 0, 10000, -404, 999}) {
    EXPECT_TRUE(rpc(code, "X").is_internal()) << code;
  }
  EXPECT_FALSE(rpc(400, "X").is_internal());
}

TEST(RpcError, PasswordNeeded_IsNoLogout) {
  EXPECT_TRUE(rpc(401, "AUTH_KEY_UNREGISTERED").is_logged_out());
  EXPECT_FALSE(rpc(401, "SESSION_PASSWORD_NEEDED").is_logged_out());
  EXPECT_FALSE(rpc(400, "SESSION_REVOKED").is_logged_out());
}

TEST(RpcError, Is_ComparesWithWildcards) {
  const RpcError error = rpc(400, "PHONE_CODE_INVALID");
  EXPECT_TRUE(error.is("PHONE_CODE_INVALID"));
  EXPECT_TRUE(error.is("PHONE_*"));
  EXPECT_TRUE(error.is("*_INVALID"));
  EXPECT_TRUE(error.is("*CODE*"));
  EXPECT_TRUE(error.is("*"));
  EXPECT_FALSE(error.is("PHONE_CODE"));
  EXPECT_FALSE(error.is(""));
}

TEST(RpcError, From_FindsItInASlicedCopyOnly) {
  const Error sliced = rpc(400, "PEER_ID_INVALID");
  ASSERT_TRUE(RpcError::from(sliced).has_value());
  EXPECT_EQ(RpcError::from(sliced)->name(), "PEER_ID_INVALID");
  EXPECT_FALSE(RpcError::from(Error(ClientErrc::closed)).has_value());
}

}  // namespace
}  // namespace strata
