// Tests of the window of received messages.
#include "session/received.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

using Verdict = ReceivedWindow::Verdict;

TEST(ReceivedWindow, TellsNewFromKnownFromForgotten) {
  ReceivedWindow window;
  EXPECT_EQ(window.check(4), Verdict::fresh);
  for (std::int64_t id = 4; id <= 4 * 5000; id += 4) window.add(id, 0);
  EXPECT_EQ(window.check(4), Verdict::too_old);
  EXPECT_EQ(window.check(4 * 5000), Verdict::duplicate);
  EXPECT_EQ(window.check(4 * 5001), Verdict::fresh);
  EXPECT_EQ(window.find(4), nullptr);
  EXPECT_NE(window.find(4 * 5000), nullptr);
}

TEST(ReceivedWindow, JudgesOrderByBothNeighbours) {
  ReceivedWindow window;
  EXPECT_FALSE(window.order_fault(100, 1).has_value());
  window.add(100, 5);
  EXPECT_EQ(window.order_fault(104, 3), 32);
  EXPECT_EQ(window.order_fault(104, 5), 32) << "odd numbers are used once";
  EXPECT_FALSE(window.order_fault(104, 7).has_value());
  EXPECT_EQ(window.order_fault(96, 7), 33);
  EXPECT_EQ(window.order_fault(96, 5), 33);
  EXPECT_FALSE(window.order_fault(96, 3).has_value());
  window.add(200, 8);
  EXPECT_FALSE(window.order_fault(204, 9).has_value());
}

TEST(ReceivedWindow, GivesTheStatesOfTheProtocol) {
  ReceivedWindow window;
  window.add(100, 1).fate = Fate::answered;
  window.add(104, 3).fate = Fate::running;
  window.add(108, 4);
  EXPECT_EQ(window.state_of(100, 1000), 4 | 8 | 64);
  EXPECT_EQ(window.state_of(104, 1000), 4 | 8 | 32);
  EXPECT_EQ(window.state_of(108, 1000), 4 | 8);
  EXPECT_EQ(window.state_of(112, 1000), 2);
  EXPECT_EQ(window.state_of(1004, 1000), 3);
}

}  // namespace
}  // namespace strata::datacenter
