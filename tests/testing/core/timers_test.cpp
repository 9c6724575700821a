// Tests of tasks for later.
#include "core/timers.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace strata::datacenter {
namespace {

using std::chrono::seconds;

TEST(Timers, GiveTasksInTheOrderOfTheirTime) {
  Timers timers;
  std::vector<int> order;
  EXPECT_FALSE(timers.next().has_value());
  timers.add(seconds(2), [&] { order.push_back(2); });
  timers.add(seconds(1), [&] { order.push_back(1); });
  timers.add(seconds(2), [&] { order.push_back(3); });
  EXPECT_EQ(timers.next(), seconds(1));
  EXPECT_FALSE(timers.take_due(seconds(0)));
  while (const auto task = timers.take_due(seconds(2))) task();
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

}  // namespace
}  // namespace strata::datacenter
