// Tests of two-step verification.
#include "strata/datacenter/world/passwords.hpp"

#include "testing/world/srp_client.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

class PasswordsTest : public testing::Test {
 protected:
  PasswordProof proof(const PasswordChallenge& challenge, std::string_view password) {
    const Bytes a(256, 0x55);
    const SrpRecord& record = *passwords_.record(user_);
    return {challenge.srp_id, srp_client_public(3, record.p, a),
            srp_client_proof(record, password, challenge.b, a)};
  }
  std::string check(const PasswordProof& given, UnixSeconds now = 0) {
    const auto right = passwords_.check(user_, given, now);
    return right ? "right" : right.error().name;
  }
  NewPassword new_password(std::string_view password) {
    NewPassword made;
    made.salt1 = passwords_.next_salt1(user_);
    append(made.salt1, Bytes(32, 0x42));
    made.salt2 = passwords_.next_salt2(user_);
    made.g = 3;
    made.p = srp_prime();
    made.verifier = srp_client_verifier(password, made.salt1, made.salt2);
    made.hint = "hint";
    return made;
  }
  std::string set(const NewPassword& password) {
    const auto done = passwords_.set(user_, password);
    return done ? "set" : done.error().name;
  }

  const UserId user_ = 5;
  Limits limits_;
  Seed seed_{1};
  Passwords passwords_{seed_, limits_};
};

TEST_F(PasswordsTest, APresetPasswordIsCheckedByItsProof) {
  passwords_.preset(user_, "secret", "usual");
  EXPECT_TRUE(passwords_.has(user_));
  EXPECT_EQ(passwords_.hint(user_), "usual");
  EXPECT_EQ(check(proof(passwords_.challenge(user_), "secret")), "right");
  EXPECT_EQ(check(proof(passwords_.challenge(user_), "Secret")), "PASSWORD_HASH_INVALID");
  passwords_.preset(user_, "");
  EXPECT_FALSE(passwords_.has(user_));
}

TEST_F(PasswordsTest, AChallengeIsGoodForOneProof) {
  passwords_.preset(user_, "secret");
  const PasswordProof right = proof(passwords_.challenge(user_), "secret");
  EXPECT_EQ(check(right), "right");
  EXPECT_EQ(check(right), "SRP_ID_INVALID");
  PasswordProof other = proof(passwords_.challenge(user_), "secret");
  other.srp_id += 1;
  EXPECT_EQ(check(other), "SRP_ID_INVALID");
}

TEST_F(PasswordsTest, OldChallengesMakeRoomForNewOnes) {
  limits_.srp_sessions = 2;
  passwords_.preset(user_, "secret");
  const PasswordProof first = proof(passwords_.challenge(user_), "secret");
  const PasswordProof second = proof(passwords_.challenge(user_), "secret");
  static_cast<void>(passwords_.challenge(user_));
  EXPECT_EQ(check(first), "SRP_ID_INVALID");
  EXPECT_EQ(check(second), "right");
}

TEST_F(PasswordsTest, RefusesNonsense) {
  EXPECT_EQ(check({}), "PASSWORD_HASH_INVALID") << "there is no password";
  EXPECT_EQ(passwords_.challenge(user_).srp_id, 0);
  passwords_.preset(user_, "secret");
  const std::int64_t id = passwords_.challenge(user_).srp_id;
  EXPECT_EQ(check({id, Bytes(256), Bytes(32)}), "SRP_A_INVALID");
}

TEST_F(PasswordsTest, PausesAfterTooManyWrongOnes) {
  limits_.password_attempts = 2;
  passwords_.preset(user_, "secret");
  for (int i = 0; i < 2; ++i) {
    const PasswordProof wrong{passwords_.challenge(user_).srp_id, Bytes(256, 9), Bytes(32)};
    EXPECT_EQ(check(wrong), "PASSWORD_HASH_INVALID");
  }
  EXPECT_EQ(check(proof(passwords_.challenge(user_), "secret"), 20), "FLOOD_WAIT_40");
  EXPECT_EQ(check(proof(passwords_.challenge(user_), "secret"), 60), "right");
}

TEST_F(PasswordsTest, AClientMaySetAndRemoveOne) {
  ASSERT_EQ(set(new_password("first")), "set");
  EXPECT_EQ(passwords_.hint(user_), "hint");
  EXPECT_EQ(check(proof(passwords_.challenge(user_), "first")), "right");
  const NewPassword second = new_password("second");
  EXPECT_NE(second.salt1, passwords_.record(user_)->salt1) << "salts change with the password";
  ASSERT_EQ(set(second), "set");
  EXPECT_EQ(check(proof(passwords_.challenge(user_), "second")), "right");
  ASSERT_EQ(set({}), "set");
  EXPECT_FALSE(passwords_.has(user_));
}

TEST_F(PasswordsTest, RefusesSettingsThatAreNotItsOwn) {
  const NewPassword good = new_password("x");
  NewPassword bad = good;
  bad.salt1[0] ^= 1;
  EXPECT_EQ(set(bad), "NEW_SALT_INVALID");
  bad = good;
  bad.salt1.resize(8);
  EXPECT_EQ(set(bad), "NEW_SALT_INVALID");
  bad = good;
  bad.salt2.push_back(0);
  EXPECT_EQ(set(bad), "NEW_SALT_INVALID");
  bad = good;
  bad.g = 4;
  EXPECT_EQ(set(bad), "NEW_SETTINGS_INVALID");
  bad = good;
  bad.verifier.resize(255);
  EXPECT_EQ(set(bad), "NEW_SETTINGS_INVALID");
  bad = good;
  bad.hint = std::string(1000, 'h');
  EXPECT_EQ(set(bad), "NEW_SETTINGS_INVALID");
}

}  // namespace
}  // namespace strata::datacenter
