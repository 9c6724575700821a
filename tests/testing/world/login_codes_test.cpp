// Tests of login codes.
#include "strata/datacenter/world/login_codes.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

class LoginCodesTest : public testing::Test {
 protected:
  LoginCodesTest() {
    codes_.set_delivery([this](const std::string& phone, const std::string& code) {
      delivered_.emplace_back(phone, code);
    });
  }
  std::string verify(const std::string& hash, const std::string& code, UnixSeconds now = 10) {
    const auto right = codes_.verify(phone_, hash, code, now);
    return right ? "right" : right.error().name;
  }

  const std::string phone_ = "4930123456";
  Limits limits_;
  Seed seed_{1};
  LoginCodes codes_{seed_, limits_};
  std::vector<std::pair<std::string, std::string>> delivered_;
};

TEST_F(LoginCodesTest, TestNumbersGetTheirDigitFiveTimes) {
  const SentLoginCode sent = codes_.send("9996631234", false, 0).value();
  EXPECT_EQ(codes_.last_code("9996631234"), "33333");
  EXPECT_EQ(sent.length, 5);
  EXPECT_FALSE(sent.by_app);
  EXPECT_TRUE(sent.can_resend);
  EXPECT_EQ(sent.timeout, 60);
}

TEST_F(LoginCodesTest, OtherNumbersGetFiveDigitsThatFollowFromTheSeed) {
  ASSERT_TRUE(codes_.send(phone_, false, 0));
  const std::string first = codes_.last_code(phone_);
  EXPECT_EQ(first.size(), 5U);
  ASSERT_TRUE(codes_.send(phone_, false, 1));
  EXPECT_NE(codes_.last_code(phone_), first);
  EXPECT_EQ(delivered_.size(), 2U);

  LoginCodes same(seed_, limits_);
  ASSERT_TRUE(same.send(phone_, false, 0));
  EXPECT_EQ(same.last_code(phone_), first);
}

TEST_F(LoginCodesTest, MayBeFixed) {
  codes_.set_fixed_code("12345");
  ASSERT_TRUE(codes_.send(phone_, true, 0));
  EXPECT_EQ(delivered_.back(), std::pair(phone_, std::string("12345")));
}

TEST_F(LoginCodesTest, AcceptTheRightCodeOnly) {
  const std::string hash = codes_.send(phone_, false, 0)->hash;
  EXPECT_EQ(verify(hash, ""), "PHONE_CODE_EMPTY");
  EXPECT_EQ(verify("", "1"), "PHONE_CODE_HASH_EMPTY");
  EXPECT_EQ(verify("other", codes_.last_code(phone_)), "PHONE_CODE_EXPIRED");
  EXPECT_EQ(verify(hash, "nope"), "PHONE_CODE_INVALID");
  EXPECT_EQ(verify(hash, codes_.last_code(phone_)), "right");
  EXPECT_EQ(codes_.verify("4930999999", hash, "1", 10).error().name, "PHONE_CODE_EXPIRED");
}

TEST_F(LoginCodesTest, StopAfterTooManyWrongOnes) {
  const std::string hash = codes_.send(phone_, false, 0)->hash;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(verify(hash, "nope"), "PHONE_CODE_INVALID");
  EXPECT_EQ(verify(hash, codes_.last_code(phone_)), "PHONE_CODE_EXPIRED");
}

TEST_F(LoginCodesTest, ExpireWithTime) {
  const std::string hash = codes_.send(phone_, false, 0)->hash;
  EXPECT_EQ(verify(hash, codes_.last_code(phone_), 301), "PHONE_CODE_EXPIRED");
}

TEST_F(LoginCodesTest, AreResentOnceAfterTheTimeout) {
  const std::string hash = codes_.send(phone_, true, 0)->hash;
  EXPECT_EQ(codes_.resend(phone_, hash, 59).error(), (Refusal{406, "SEND_CODE_UNAVAILABLE"}));
  const SentLoginCode again = codes_.resend(phone_, hash, 60).value();
  EXPECT_FALSE(again.by_app);
  EXPECT_FALSE(again.can_resend);
  EXPECT_EQ(verify(hash, codes_.last_code(phone_), 61), "PHONE_CODE_EXPIRED");
  EXPECT_EQ(verify(again.hash, codes_.last_code(phone_), 61), "right");
  EXPECT_EQ(codes_.resend(phone_, again.hash, 200).error().name, "SEND_CODE_UNAVAILABLE");
}

TEST_F(LoginCodesTest, MayBeCancelled) {
  const std::string hash = codes_.send(phone_, false, 0)->hash;
  EXPECT_TRUE(codes_.cancel(phone_, hash, 1));
  EXPECT_EQ(codes_.cancel(phone_, hash, 1).error().name, "PHONE_CODE_EXPIRED");
}

TEST_F(LoginCodesTest, AreVerifiedUntilTheLoginIsFinished) {
  const std::string hash = codes_.send(phone_, false, 0)->hash;
  EXPECT_EQ(codes_.check_verified(phone_, hash, 1).error().name, "PHONE_CODE_EMPTY");
  ASSERT_EQ(verify(hash, codes_.last_code(phone_)), "right");
  EXPECT_TRUE(codes_.check_verified(phone_, hash, 1));
  codes_.finish(hash);
  EXPECT_FALSE(codes_.check_verified(phone_, hash, 1));
}

TEST_F(LoginCodesTest, OfSeveralRequestsAreGoodAtTheSameTime) {
  const std::string phone = "9996621001";
  const std::string first = codes_.send(phone, false, 0)->hash;
  const std::string second = codes_.send(phone, false, 0)->hash;
  EXPECT_TRUE(codes_.verify(phone, first, "22222", 1));
  EXPECT_TRUE(codes_.verify(phone, second, "22222", 1));
}

TEST_F(LoginCodesTest, AreBoundedInNumber) {
  limits_.codes = 2;
  ASSERT_TRUE(codes_.send("11111", false, 0));
  ASSERT_TRUE(codes_.send("22222", false, 0));
  EXPECT_EQ(codes_.send("33333", false, 0).error().code, 420);
  EXPECT_TRUE(codes_.send("22222", false, 1000)) << "those that expired make room";
}

}  // namespace
}  // namespace strata::datacenter
