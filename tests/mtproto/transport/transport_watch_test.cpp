// Slow frames and floods of meaningless ones, on a virtual clock.
#include "strata/mtproto/transport_watch.hpp"

#include "strata/mtproto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Now at(std::chrono::nanoseconds monotonic) { return {.monotonic = monotonic}; }

TEST(TransportWatch, BetweenFrames_SilenceIsFine) {
  TransportWatch watch;
  EXPECT_EQ(watch.deadline(), std::nullopt);
  watch.on_read(at(seconds(1)), 500, false);
  EXPECT_EQ(watch.deadline(), std::nullopt);
  EXPECT_TRUE(watch.on_deadline(at(seconds(1000))).has_value());
}

TEST(TransportWatch, OneByteEveryFiveSeconds_ClosesInTime_N118) {
  TransportWatch watch;
  watch.on_read(at(seconds(0)), 5, true);
  EXPECT_EQ(watch.deadline(), seconds(10));
  watch.on_read(at(seconds(5)), 1, true);
  EXPECT_TRUE(watch.on_deadline(at(milliseconds(9999))).has_value());
  const Status status = watch.on_deadline(at(seconds(10)));
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code(), Errc::frame_too_slow);
}

TEST(TransportWatch, SlowButSteadyFrame_GoesOn_C26) {
  TransportWatch watch;
  watch.on_read(at(seconds(0)), 4, true);
  for (int i = 1; i <= 100; ++i) {
    watch.on_read(at(seconds(9 * i)), limits::frame_progress_bytes, true);
    EXPECT_EQ(watch.deadline(), seconds(9 * i + 10));
    EXPECT_TRUE(watch.on_deadline(at(seconds(9 * i + 9))).has_value());
  }
}

TEST(TransportWatch, SmallFramesInARow_AreProgress) {
  TransportWatch watch;
  const TransportEvent packet = PacketReceived{};
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(watch.on_event(at(seconds(3 * i)), packet).has_value());
    watch.on_read(at(seconds(3 * i)), 80, true);  // the next frame has begun
    EXPECT_TRUE(watch.on_deadline(at(seconds(3 * i + 2))).has_value());
  }
}

TEST(TransportWatch, EndOfAFrame_EndsTheWatch) {
  TransportWatch watch;
  watch.on_read(at(seconds(0)), 4, true);
  watch.on_read(at(seconds(1)), 4, false);
  EXPECT_EQ(watch.deadline(), std::nullopt);
}

TEST(TransportWatch, SixteenUnknownFramesAMinute_AreTolerated_C24) {
  TransportWatch watch;
  const TransportEvent unknown = UnknownFrame{404};
  for (int i = 0; i < 16; ++i) EXPECT_TRUE(watch.on_event(at(seconds(i)), unknown).has_value());
  const Status status = watch.on_event(at(seconds(59)), unknown);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code(), Errc::frame_flood);
}

TEST(TransportWatch, UnknownFramesAreForgottenAfterAMinute_C24) {
  TransportWatch watch;
  const TransportEvent unknown = UnknownFrame{404};
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(watch.on_event(at(seconds(4 * i)), unknown).has_value());
  }
}

TEST(TransportWatch, OtherEvents_AreNoFlood) {
  TransportWatch watch;
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(watch.on_event(at(seconds(0)), QuickAck{1}).has_value());
    ASSERT_TRUE(watch.on_event(at(seconds(0)), PacketReceived{}).has_value());
  }
}

}  // namespace
}  // namespace strata::mtproto
