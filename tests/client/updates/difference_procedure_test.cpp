// When fetching a difference goes on, pauses, and ends.
#include "updates/difference_procedure.hpp"

#include "client/updates/update_samples.hpp"

#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

namespace strata::updates {
namespace {

using std::chrono_literals::operator""s;
using testing_support::position;

RpcError refusal(std::int32_t code, std::string_view text) {
  return RpcError(code, text, "updates.getDifference");
}

TEST(DifferenceProcedure, SliceThatAdvances_IsFollowedAtOnce) {
  DifferenceProcedure procedure(position(100));
  EXPECT_EQ(procedure.on_slice(position(150)), DifferenceStep::fetch);
  EXPECT_EQ(procedure.position().pts, 150);
  EXPECT_EQ(procedure.on_final(position(160)), DifferenceStep::done);
  EXPECT_EQ(procedure.position().pts, 160);
}

// M-33, N-131
TEST(DifferenceProcedure, SliceThatDoesNotAdvance_PausesHalfAMinute) {
  DifferenceProcedure procedure(position(100));
  EXPECT_EQ(procedure.on_slice(position(150)), DifferenceStep::fetch);
  EXPECT_EQ(procedure.on_slice(position(150)), DifferenceStep::pause);
  EXPECT_EQ(procedure.pause(), 30s);
}

// N-131
TEST(DifferenceProcedure, SlicesWithoutEnd_PauseAfterTwoHundred) {
  DifferenceProcedure procedure(position(100));
  int rounds = 1;
  while (procedure.on_slice(position(100 + rounds)) == DifferenceStep::fetch) ++rounds;
  EXPECT_EQ(rounds, 200);
  EXPECT_EQ(procedure.pause(), 30s);
}

// M-34
TEST(DifferenceProcedure, TooLong_GoesOnFromTheGivenPts) {
  DifferenceProcedure procedure(position(100));
  EXPECT_EQ(procedure.on_too_long(5000), DifferenceStep::fetch);
  EXPECT_EQ(procedure.position().pts, 5000);
  EXPECT_EQ(procedure.on_too_long(5000), DifferenceStep::pause);
}

TEST(DifferenceProcedure, Errors_BackOffUpToAMinute) {
  DifferenceProcedure procedure(position(100));
  const Error lost(make_error_code(ClientErrc::connection_lost));
  std::vector<std::chrono::nanoseconds> pauses;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(procedure.on_error(lost), DifferenceStep::pause);
    pauses.push_back(procedure.pause());
  }
  const std::vector<std::chrono::nanoseconds> expected{1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s};
  EXPECT_EQ(pauses, expected);
}

TEST(DifferenceProcedure, Success_StartsTheBackoffAnew) {
  DifferenceProcedure procedure(position(100));
  const Error lost(make_error_code(ClientErrc::connection_lost));
  EXPECT_EQ(procedure.on_error(lost), DifferenceStep::pause);
  EXPECT_EQ(procedure.on_error(lost), DifferenceStep::pause);
  EXPECT_EQ(procedure.on_slice(position(110)), DifferenceStep::fetch);
  EXPECT_EQ(procedure.on_error(lost), DifferenceStep::pause);
  EXPECT_EQ(procedure.pause(), 1s);
}

// E-22
TEST(DifferenceProcedure, Refusals_AreToldApart) {
  const auto step = [](const Error& error) {
    DifferenceProcedure procedure(position(100));
    return procedure.on_error(error);
  };
  EXPECT_EQ(step(refusal(400, "PERSISTENT_TIMESTAMP_EMPTY")), DifferenceStep::fetch_state);
  EXPECT_EQ(step(refusal(400, "PERSISTENT_TIMESTAMP_INVALID")), DifferenceStep::fetch_state);
  EXPECT_EQ(step(refusal(500, "PERSISTENT_TIMESTAMP_OUTDATED")), DifferenceStep::pause);
  EXPECT_EQ(step(refusal(406, "CHANNEL_PRIVATE")), DifferenceStep::forget);
  EXPECT_EQ(step(refusal(400, "CHANNEL_INVALID")), DifferenceStep::forget);
  EXPECT_EQ(step(refusal(400, "USER_BANNED_IN_CHANNEL")), DifferenceStep::forget);
  EXPECT_EQ(step(refusal(401, "AUTH_KEY_UNREGISTERED")), DifferenceStep::stop);
  EXPECT_EQ(step(ClosedError()), DifferenceStep::stop);
}

TEST(DifferenceProcedure, FloodWait_IsWaitedFor) {
  DifferenceProcedure procedure(position(100));
  EXPECT_EQ(procedure.on_error(refusal(420, "FLOOD_WAIT_17")), DifferenceStep::pause);
  EXPECT_EQ(procedure.pause(), 17s);
}

// E-23
TEST(DifferenceProcedure, ThirdUnreadableAnswer_GivesThePositionUp) {
  DifferenceProcedure procedure(position(100));
  EXPECT_EQ(procedure.on_unreadable(), DifferenceStep::pause);
  EXPECT_EQ(procedure.on_unreadable(), DifferenceStep::pause);
  EXPECT_EQ(procedure.on_unreadable(), DifferenceStep::lost_state);
}

}  // namespace
}  // namespace strata::updates
