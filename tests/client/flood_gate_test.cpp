// Methods that the server asked to leave alone stay blocked exactly as long as it said.
#include "rpc/flood_gate.hpp"

#include <gtest/gtest.h>

namespace strata::detail {
namespace {

using namespace std::chrono_literals;

TEST(FloodGate, BlockedMethod_IsFreeAgainAfterItsTime) {
  FloodGate gate;
  gate.block(7, 10s);
  EXPECT_EQ(gate.wait(7, 4s), 6s);
  EXPECT_EQ(gate.wait(8, 4s), std::nullopt);
  EXPECT_EQ(gate.wait(7, 10s), std::nullopt);
}

TEST(FloodGate, ShorterWait_DoesNotReplaceALongerOne) {
  FloodGate gate;
  gate.block(7, 10s);
  gate.block(7, 5s);
  EXPECT_EQ(gate.wait(7, 0s), 10s);
}

}  // namespace
}  // namespace strata::detail
