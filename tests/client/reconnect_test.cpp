// When and where the next connection attempt happens.
#include "net/reconnect.hpp"

#include <gtest/gtest.h>

namespace strata::detail {
namespace {

using namespace std::chrono_literals;

constexpr double middle = 0.5;  // no jitter

class ReconnectTest : public testing::Test {
 protected:
  ConnectAfter lose(std::chrono::nanoseconds now, ConnectionLoss loss = ConnectionLoss::lost) {
    return std::get<ConnectAfter>(procedure_.on_lost(now, loss, 3, middle));
  }

  ReconnectProcedure procedure_{exponential_backoff()};
};

TEST_F(ReconnectTest, FirstLoss_ReconnectsAtOnceToTheSameAddress) {
  procedure_.on_connected(0s);
  EXPECT_EQ(lose(10s), (ConnectAfter{0ns, 0}));
}

TEST_F(ReconnectTest, FailedAttempts_BackOffAndTakeTurnsOverTheAddresses) {
  EXPECT_EQ(lose(0s), (ConnectAfter{0ns, 1}));
  EXPECT_EQ(lose(0s), (ConnectAfter{250ms, 2}));
  EXPECT_EQ(lose(0s), (ConnectAfter{500ms, 0}));
  EXPECT_EQ(lose(0s), (ConnectAfter{1s, 1}));
}

TEST_F(ReconnectTest, Backoff_IsCapped_B94) {
  for (int i = 0; i < 100; ++i) (void)lose(0s);
  EXPECT_EQ(lose(0s).delay, 30s);
}

TEST_F(ReconnectTest, StableConnection_StartsTheCountAgain) {
  for (int i = 0; i < 5; ++i) (void)lose(0s);
  procedure_.on_connected(10s);
  EXPECT_EQ(lose(70s).delay, 0s);
}

TEST_F(ReconnectTest, ShortConnections_DoNotResetTheBackoff) {
  for (int i = 0; i < 4; ++i) {
    procedure_.on_connected(0s);
    (void)lose(59s);
  }
  EXPECT_EQ(lose(60s).delay, 2s);
}

TEST_F(ReconnectTest, FloodedServer_GetsAtLeastFourSecondsAndIsLeftForAnother_C22) {
  procedure_.on_connected(0s);
  EXPECT_EQ(lose(1s, ConnectionLoss::flooded), (ConnectAfter{4s, 1}));
}

TEST_F(ReconnectTest, RestoredNetwork_SkipsTheBackoff) {
  for (int i = 0; i < 9; ++i) (void)lose(0s);
  procedure_.on_network_restored();
  EXPECT_EQ(lose(0s).delay, 0s);
}

TEST(Reconnect, NoAddresses_IsNoDivisionByZero) {
  ReconnectProcedure procedure(fixed_interval(5ms));
  EXPECT_EQ(procedure.on_lost(0s, ConnectionLoss::lost, 0, middle),
            ReconnectAction(ConnectAfter{5ms, 0}));
}

TEST(Reconnect, PolicyWithoutAnswer_GivesUp) {
  ReconnectProcedure procedure(never_reconnect());
  EXPECT_EQ(procedure.on_lost(0s, ConnectionLoss::lost, 1, middle), ReconnectAction(GiveUp{}));
}

TEST(ExponentialBackoff, Jitter_SpreadsByTwentyPercent) {
  const auto policy = exponential_backoff(1000ms, 30s);
  EXPECT_EQ(policy->next_delay(2, 0.0), 800ms);
  EXPECT_EQ(policy->next_delay(2, 0.999999), 1199ms);
  EXPECT_EQ(policy->next_delay(1000000, 0.5), 30s);
}

}  // namespace
}  // namespace strata::detail
