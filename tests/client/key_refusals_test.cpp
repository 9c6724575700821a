// What a -404 under a permanent key proves.
#include "net/key_refusals.hpp"

#include <gtest/gtest.h>

namespace strata::detail {
namespace {

using namespace std::chrono_literals;
using Verdict = KeyRefusals::Verdict;

DcAddress place(const char* ip, std::uint16_t port = 443) {
  DcAddress address;
  address.ip = ip;
  address.port = port;
  return address;
}

TEST(KeyRefusals, OneRefusal_ProvesNothing_C23) {
  KeyRefusals refusals;
  EXPECT_EQ(refusals.on_refused(0s, place("a"), false), Verdict::verify);
  ASSERT_NE(refusals.avoid(), nullptr);
  EXPECT_EQ(refusals.avoid()->ip, "a");
}

TEST(KeyRefusals, RefusalElsewhereInTime_Confirms_C23) {
  for (const DcAddress& other : {place("b"), place("a", 80)}) {
    KeyRefusals refusals;
    (void)refusals.on_refused(0s, place("a"), false);
    EXPECT_EQ(refusals.on_refused(60s, other, false), Verdict::lost);
    EXPECT_EQ(refusals.avoid(), nullptr);
  }
}

TEST(KeyRefusals, SamePlace_ConfirmsOnlyWhenThereIsNoOther_C23_M32) {
  KeyRefusals refusals;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(refusals.on_refused(1s, place("a"), false), Verdict::verify);
  }
  EXPECT_EQ(refusals.on_refused(2s, place("a"), true), Verdict::lost);
}

TEST(KeyRefusals, RefusalAfterTheWindow_IsAFirstOneAgain_C23) {
  KeyRefusals refusals;
  (void)refusals.on_refused(0s, place("a"), false);
  EXPECT_EQ(refusals.on_refused(60s + 1ns, place("b"), false), Verdict::verify);
  EXPECT_EQ(refusals.on_refused(61s, place("a"), false), Verdict::lost);
}

TEST(KeyRefusals, VerifiedPacketInBetween_ClearsTheDoubt_C23) {
  KeyRefusals refusals;
  (void)refusals.on_refused(0s, place("a"), false);
  refusals.on_verified();
  EXPECT_EQ(refusals.avoid(), nullptr);
  EXPECT_EQ(refusals.on_refused(1s, place("b"), false), Verdict::verify);
}

TEST(KeyRefusals, Keys_AreGivenUpOnceAMinuteAtMost_C23) {
  KeyRefusals refusals;
  (void)refusals.on_refused(0s, place("a"), true);
  EXPECT_EQ(refusals.on_refused(1s, place("a"), true), Verdict::lost);
  (void)refusals.on_refused(2s, place("a"), true);
  EXPECT_EQ(refusals.on_refused(3s, place("a"), true), Verdict::verify);
  EXPECT_EQ(refusals.on_refused(61s, place("a"), true), Verdict::lost);
}

}  // namespace
}  // namespace strata::detail
