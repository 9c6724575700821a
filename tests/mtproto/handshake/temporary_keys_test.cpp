// The life of temporary keys, on the server's clock.
#include "strata/mtproto/temporary_keys.hpp"

#include "strata/mtproto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Step = TemporaryKeys::Step;

constexpr seconds start{1'700'000'000};
constexpr BindContext old_and_reliable{.permanent_key_age = hours(1), .is_time_reliable = true};

TemporaryKey key(std::uint64_t id, seconds made_at) { return {id, made_at + hours(24)}; }

/// A key made and bound.
void go_on(TemporaryKeys& keys, std::uint64_t id, seconds now) {
  keys.on_key_made(key(id, now));
  ASSERT_EQ(keys.next(now), Step::bind);
  keys.on_bound(now);
}

TEST(TemporaryKeys, First_IsMadeThenBoundThenUsed_A74) {
  TemporaryKeys keys;
  EXPECT_EQ(keys.life(), hours(24));
  EXPECT_EQ(keys.next(start), Step::make_key);
  EXPECT_FALSE(keys.in_use().has_value());
  keys.on_key_made(key(1, start));
  EXPECT_EQ(keys.next(start), Step::bind);
  EXPECT_FALSE(keys.in_use().has_value()) << "not before it is bound (A-70)";
  keys.on_bound(start);
  EXPECT_EQ(keys.in_use()->id, 1U);
  EXPECT_EQ(keys.next(start), Step::wait);
  EXPECT_EQ(keys.deadline(), start + hours(23));
}

TEST(TemporaryKeys, AnHourBeforeItsEnd_TheNextIsMadeWhileItServes_A74) {
  TemporaryKeys keys;
  go_on(keys, 1, start);
  EXPECT_EQ(keys.next(start + hours(23) - seconds(1)), Step::wait);
  const seconds due = start + hours(23);
  EXPECT_EQ(keys.next(due), Step::make_key);
  keys.on_key_made(key(2, due));
  EXPECT_EQ(keys.in_use()->id, 1U) << "until the next one is bound";
  keys.on_bound(due);
  EXPECT_EQ(keys.in_use()->id, 2U);
  EXPECT_EQ(keys.next(due), Step::wait);
}

TEST(TemporaryKeys, ForgottenByTheServer_AnotherIsMade_A75) {
  TemporaryKeys keys;
  go_on(keys, 1, start);
  const seconds later = start + hours(2);
  EXPECT_TRUE(keys.on_key_lost(later, 99)) << "a key that is not ours";
  EXPECT_EQ(keys.in_use()->id, 1U);
  EXPECT_TRUE(keys.on_key_lost(later, 1));
  EXPECT_FALSE(keys.in_use().has_value());
  EXPECT_EQ(keys.next(later + limits::bind_backoff), Step::make_key);
}

// N-101's half of this layer: a new key is made and bound, and the permanent one is not doubted.
TEST(TemporaryKeys, ForgottenOneAfterTheOther_TheOwnerIsToldAndPausesGrow_A75) {
  TemporaryKeys keys;
  seconds now = start;
  seconds last_pause{};
  int told = 0;
  for (std::uint64_t id = 1; id <= 6; ++id) {
    go_on(keys, id, now);
    const Status status = keys.on_key_lost(now + seconds(1), id);
    if (!status) {
      EXPECT_EQ(status.error().code(), Errc::binding_failed);
      ++told;
    }
    EXPECT_EQ(keys.next(now + seconds(1)), Step::wait);
    const seconds pause = *keys.deadline() - now;
    EXPECT_GT(pause, last_pause);
    last_pause = pause;
    now = *keys.deadline();
    EXPECT_EQ(keys.next(now), Step::make_key);
  }
  EXPECT_EQ(told, 4) << "from the third on";
}

TEST(TemporaryKeys, BindingRefused_AnotherKeyAfterAPause_A76) {
  for (const char* const text :
       {"TEMP_AUTH_KEY_ALREADY_BOUND", "TEMP_AUTH_KEY_EMPTY", "SOMETHING_ELSE"}) {
    TemporaryKeys keys;
    keys.on_key_made(key(1, start));
    EXPECT_TRUE(keys.on_bind_error(start, text, old_and_reliable)) << text;
    EXPECT_FALSE(keys.unbound().has_value());
    EXPECT_EQ(keys.next(start), Step::wait);
    EXPECT_EQ(keys.next(start + limits::bind_backoff), Step::make_key);
  }
}

TEST(TemporaryKeys, EncryptedMessageInvalid_IsExcusedByAYoungKeyOrAWrongClock_A76) {
  for (const BindContext context :
       {BindContext{.permanent_key_age = seconds(59), .is_time_reliable = true},
        BindContext{.permanent_key_age = hours(1), .is_time_reliable = false}}) {
    TemporaryKeys keys;
    keys.on_key_made(key(1, start));
    EXPECT_TRUE(keys.on_bind_error(start, "ENCRYPTED_MESSAGE_INVALID", context));
    EXPECT_EQ(keys.next(start + minutes(1)), Step::make_key);
  }
}

TEST(TemporaryKeys, EncryptedMessageInvalid_ThePermanentKeyIsCheckedFirst_A76) {
  TemporaryKeys keys;
  keys.on_key_made(key(1, start));
  EXPECT_TRUE(keys.on_bind_error(start, "ENCRYPTED_MESSAGE_INVALID", old_and_reliable));
  EXPECT_EQ(keys.next(start), Step::check_permanent_key);
  EXPECT_EQ(keys.deadline(), std::nullopt);
  EXPECT_TRUE(keys.on_permanent_key_checked(start, true)) << "it is fine; try again";
  EXPECT_EQ(keys.next(start + minutes(1)), Step::make_key);

  keys.on_key_made(key(2, start));
  EXPECT_TRUE(keys.on_bind_error(start, "ENCRYPTED_MESSAGE_INVALID", old_and_reliable));
  const Status lost = keys.on_permanent_key_checked(start, false);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code(), Errc::permanent_key_lost);
}

TEST(TemporaryKeys, ThreeFailuresInARow_TheOwnerIsTold_A76) {
  TemporaryKeys keys;
  EXPECT_TRUE(keys.on_failure(start));
  EXPECT_TRUE(keys.on_failure(start));
  const Status third = keys.on_failure(start);
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().code(), Errc::binding_failed);
  EXPECT_EQ(keys.deadline(), start + 4 * limits::bind_backoff) << "and trying goes on";
  for (int i = 0; i < 40; ++i) EXPECT_FALSE(keys.on_failure(start));
  EXPECT_LE(*keys.deadline(), start + 256 * limits::bind_backoff);

  go_on(keys, 1, start + hours(1));
  EXPECT_TRUE(keys.on_failure(start + hours(23))) << "a success in between";
}

TEST(TemporaryKeys, UnboundKeyIsForgotten_CountsAsAFailure_A75) {
  TemporaryKeys keys;
  keys.on_key_made(key(1, start));
  EXPECT_TRUE(keys.on_key_lost(start, 1));
  EXPECT_FALSE(keys.unbound().has_value());
  EXPECT_EQ(keys.next(start), Step::wait);
}

TEST(TemporaryKeys, LifeIsWithinTheLimits_G02) {
  EXPECT_EQ(TemporaryKeys(seconds(1)).life(), limits::min_temporary_key_life);
  EXPECT_EQ(TemporaryKeys(hours(24 * 365)).life(), limits::max_temporary_key_life);
  TemporaryKeys brief(minutes(10));
  brief.on_key_made({1, start + minutes(10)});
  brief.on_bound(start);
  EXPECT_EQ(brief.next(start), Step::wait) << "half of a short life is left for use";
  EXPECT_EQ(brief.deadline(), start + minutes(5));
}

}  // namespace
}  // namespace strata::mtproto
