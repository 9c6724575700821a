// The guard lets things happen so often and no oftener.
#include "session/retry_guard.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

using std::chrono::seconds;

TEST(RetryGuard, AllowsSoManyInAPeriod_ThenAgain) {
  RetryGuard guard;
  EXPECT_TRUE(guard.allow(seconds(0), 2, seconds(60)));
  EXPECT_TRUE(guard.allow(seconds(59), 2, seconds(60)));
  EXPECT_FALSE(guard.allow(seconds(59), 2, seconds(60)));
  EXPECT_TRUE(guard.allow(seconds(60), 2, seconds(60)));
}

}  // namespace
}  // namespace strata::mtproto::session
