// Tests of who is logged in on which key.
#include "strata/datacenter/world/authorizations.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

class AuthorizationsTest : public testing::Test {
 protected:
  Limits limits_;
  Seed seed_{1};
  Authorizations authorizations_{seed_, limits_};
};

TEST_F(AuthorizationsTest, RememberWhoIsLoggedIn) {
  authorizations_.log_in(10, 5);
  authorizations_.log_in(11, 5);
  EXPECT_EQ(authorizations_.user_of(10), 5);
  EXPECT_EQ(authorizations_.keys_of(5), (std::set<KeyId>{10, 11}));
  authorizations_.forget(10);
  EXPECT_EQ(authorizations_.user_of(10), 0);
  EXPECT_EQ(authorizations_.keys_of(5), (std::set<KeyId>{11}));
}

TEST_F(AuthorizationsTest, WaitForAPassword) {
  authorizations_.await_password(10, 5);
  EXPECT_EQ(authorizations_.awaiting_password(10), 5);
  EXPECT_EQ(authorizations_.user_of(10), 0);
  authorizations_.log_in(10, 5);
  EXPECT_EQ(authorizations_.awaiting_password(10), 0);
}

TEST_F(AuthorizationsTest, AnotherLoginReplacesTheFirst) {
  authorizations_.log_in(10, 5);
  authorizations_.log_in(10, 6);
  EXPECT_EQ(authorizations_.user_of(10), 6);
  EXPECT_TRUE(authorizations_.keys_of(5).empty());
}

TEST_F(AuthorizationsTest, AreBounded) {
  limits_.authorizations = 3;
  for (KeyId key = 1; key <= 10; ++key) authorizations_.log_in(key, 5);
  EXPECT_EQ(authorizations_.keys_of(5).size(), 3U);
  EXPECT_EQ(authorizations_.user_of(10), 5);
}

TEST_F(AuthorizationsTest, AreImportedOnceAndOnlyWhereTheyWereExportedFor) {
  const ExportedLogin exported = authorizations_.export_login(5, 4, 100);
  EXPECT_EQ(authorizations_.import_login(exported.id, exported.bytes, 3, 100).error().name,
            "AUTH_BYTES_INVALID");
  Bytes wrong = exported.bytes;
  wrong[0] ^= 1;
  EXPECT_FALSE(authorizations_.import_login(exported.id, wrong, 4, 100));
  EXPECT_FALSE(authorizations_.import_login(exported.id + 1, exported.bytes, 4, 100));
  EXPECT_EQ(authorizations_.import_login(exported.id, exported.bytes, 4, 100).value(), 5);
  EXPECT_FALSE(authorizations_.import_login(exported.id, exported.bytes, 4, 100));
}

TEST_F(AuthorizationsTest, ExportedOnesExpireAndAreBounded) {
  limits_.exported = 2;
  const ExportedLogin first = authorizations_.export_login(5, 4, 100);
  const ExportedLogin second = authorizations_.export_login(5, 4, 100);
  const ExportedLogin third = authorizations_.export_login(5, 4, 100);
  EXPECT_FALSE(authorizations_.import_login(first.id, first.bytes, 4, 100));
  EXPECT_TRUE(authorizations_.import_login(second.id, second.bytes, 4, 100));
  EXPECT_FALSE(authorizations_.import_login(third.id, third.bytes, 4, 401));
}

}  // namespace
}  // namespace strata::datacenter
