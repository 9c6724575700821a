// When the configuration is asked for: at its expiry, on request, and never in a loop.
#include "core/config_schedule.hpp"

#include "client/updates/update_samples.hpp"
#include "core/config_keeper.hpp"

#include "strata/tl/encode.hpp"

#include <gtest/gtest.h>

namespace strata::detail {
namespace {

using namespace std::chrono_literals;
using testing_support::Samples;

constexpr ConfigSchedule::Time start = 1000h;

TEST(ConfigSchedule, NothingStored_IsDueAtOnce_C29) {
  EXPECT_EQ(ConfigSchedule(start, 0s).due(), start);
  EXPECT_EQ(ConfigSchedule(start, -5h).due(), start);
}

TEST(ConfigSchedule, Expiry_IsWhenItIsDueAgain_C29) {
  ConfigSchedule schedule(start, 30min);
  EXPECT_EQ(schedule.due(), start + 30min);
  schedule.on_started(start + 30min);
  EXPECT_EQ(schedule.due(), ConfigSchedule::Time::max());
  schedule.on_fetched(start + 31min, 1h);
  EXPECT_EQ(schedule.due(), start + 91min);
}

// H-26
TEST(ConfigSchedule, AbsurdExpiry_IsNeitherALoopNorForEver_C29) {
  for (const auto lifetime : {std::chrono::seconds{-2147483648LL}, -1s, 0s, 1s}) {
    ConfigSchedule schedule(start, 0s);
    schedule.on_started(start);
    schedule.on_fetched(start, lifetime);
    EXPECT_EQ(schedule.due(), start + 1min);
  }
  ConfigSchedule schedule(start, std::chrono::seconds{1LL << 33});
  EXPECT_EQ(schedule.due(), start + 24h);
  schedule.on_started(start);
  schedule.on_fetched(start, std::chrono::seconds{1LL << 33});
  EXPECT_EQ(schedule.due(), start + 24h);
}

TEST(ConfigSchedule, Request_IsDueAtOnceButAMinuteAfterTheLast_C29) {
  ConfigSchedule schedule(start, 12h);
  schedule.request(start + 5s);
  EXPECT_EQ(schedule.due(), start + 5s);
  schedule.on_started(start + 5s);
  schedule.on_fetched(start + 6s, 1h);
  schedule.request(start + 7s);
  EXPECT_EQ(schedule.due(), start + 65s);
  schedule.request(start + 8s);
  EXPECT_EQ(schedule.due(), start + 65s);
}

TEST(ConfigSchedule, RequestWhileAnAnswerIsAwaited_IsNotLost_C29) {
  ConfigSchedule schedule(start, 0s);
  schedule.on_started(start);
  schedule.request(start + 1s);
  EXPECT_EQ(schedule.due(), ConfigSchedule::Time::max());
  schedule.on_fetched(start + 2s, 1h);
  EXPECT_EQ(schedule.due(), start + 60s);
}

TEST(ConfigSchedule, Failures_AreRepeatedEverMoreSlowly) {
  ConfigSchedule schedule(start, 0s);
  std::vector<std::chrono::minutes> pauses;
  for (int i = 0; i < 8; ++i) {
    schedule.on_started(start);
    schedule.on_failed(start);
    pauses.push_back(std::chrono::duration_cast<std::chrono::minutes>(schedule.due() - start));
  }
  const std::vector<std::chrono::minutes> expected{1min,  2min,  4min,  8min,
                                                   16min, 32min, 60min, 60min};
  EXPECT_EQ(pauses, expected);
  schedule.on_started(start);
  schedule.on_fetched(start, 1h);
  schedule.on_started(start);
  schedule.on_failed(start);
  EXPECT_EQ(schedule.due(), start + 1min);
}

Bytes encoded(const tl::enums::Updates& updates) { return tl::to_bytes(updates).value(); }

TEST(SaysConfigChanged, UpdateConfigAndUpdateDcOptions_AreFound_C29) {
  Samples samples;
  const tl::enums::Update config(tl::blank<tl::types::UpdateConfig>);
  const tl::enums::Update options(samples.arena().make(tl::types::UpdateDcOptions{}));
  const tl::enums::Update other = samples.new_message(1, 101);
  for (const tl::enums::Update& update : {config, options}) {
    EXPECT_TRUE(says_config_changed(
        encoded(samples.arena().make(tl::types::UpdateShort{.update = update, .date = 1}))));
    EXPECT_TRUE(says_config_changed(encoded(samples.envelope({other, update, other}))));
  }
  EXPECT_FALSE(says_config_changed(encoded(samples.envelope({other}))));
}

// Anybody may write a message that has the id in it.
TEST(SaysConfigChanged, TheIdInsideAText_IsNotTakenForIt) {
  Samples samples;
  std::string text(64, ' ');
  for (std::size_t at = 0; at < text.size(); ++at) text[at] = "\x06\xdd\x29\xa2"[at % 4];
  for (std::size_t shift = 0; shift < 4; ++shift) {
    const tl::enums::Update update = samples.arena().make(tl::types::UpdateNewMessage{
        .message = samples.message(1, std::string_view(text).substr(shift)),
        .pts = 1,
        .pts_count = 1});
    EXPECT_FALSE(says_config_changed(encoded(samples.envelope({update}))));
  }
  EXPECT_FALSE(says_config_changed(as_bytes(text)));
  EXPECT_FALSE(says_config_changed({}));
}

}  // namespace
}  // namespace strata::detail
