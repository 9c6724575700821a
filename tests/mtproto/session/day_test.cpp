// A day in the life of a session, in virtual time.
#include "mtproto/session/cooperative_server.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace strata::mtproto::session_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

WorldOptions day_options() {
  WorldOptions options;
  options.session.future_salts = true;
  options.session.init_prefix = test_init_prefix();
  options.first_salt = 1;
  return options;
}

// Calls, updates, reconnects, changing salts, a server that loses the session, a local clock that
// is slow by a second in ten minutes: after it every call was executed once and answered once.
TEST(Day, OfASession_EveryCallCompletesOnceAndNothingGrows) {
  World world(day_options());
  CooperativeServer server(world);
  server.enforce_salts();
  std::size_t most_memory = 0;
  int calls = 0;
  for (int minute = 0; minute < 24 * 60; ++minute) {
    world.call("c" + std::to_string(calls++), {.idempotency = Idempotency::write_with_random_id});
    if (minute % 5 == 0) static_cast<void>(world.receive(Bytes(Tl().u32(0xe317af7e))));
    if (minute % 60 == 30) world.disconnect();
    if (minute % 360 == 45) server.restart();
    server.serve(minutes(1));
    world.move_server_clock(milliseconds(100));
    most_memory = std::max(most_memory, world.session().memory_usage());
  }
  server.serve(minutes(5));

  for (int i = 0; i < calls; ++i) {
    EXPECT_EQ(server.executions("c" + std::to_string(i)), 1) << i;
  }
  EXPECT_LE(server.refused_salts(), 2U) << "at the start, before salts are known ahead";
  EXPECT_LE(most_memory, 40'000U);
  expect_clean_end(world);
}

// B-51, B-90, B-43: an idle session wakes up for pings, and for salts a few times a day.
TEST(Day, OfIdleness_CostsAPingEveryThirtySecondsAndAFewSalts) {
  World world(day_options());
  CooperativeServer server(world);
  server.enforce_salts();
  server.serve(hours(24));
  std::size_t pings = 0;
  std::size_t salts = 0;
  std::size_t others = 0;
  for (const std::string& word : world.take_sent()) {
    pings += word == "ping" ? 1U : 0U;
    salts += word == "salts?" ? 1U : 0U;
    others += word != "ping" && word != "salts?" ? 1U : 0U;
  }
  EXPECT_NEAR(static_cast<double>(pings), 24 * 120, 120);
  EXPECT_LE(salts, 12U);
  EXPECT_EQ(others, 0U);
  EXPECT_LE(world.session().memory_usage(), 4096U) << "pongs are not remembered";
  expect_clean_end(world);
}

}  // namespace
}  // namespace strata::mtproto::session_test
