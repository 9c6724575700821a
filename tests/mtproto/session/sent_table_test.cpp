// The table of sent messages: what it remembers, and for how long.
#include "session/sent_table.hpp"

#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

SentMessage message(std::int64_t id, SentKind kind, seconds at = seconds(0)) {
  return {.msg_id = MsgId{id}, .sent_at = at, .call = CallId{1}, .kind = kind};
}

TEST(SentTable, FindsWhatWasSent_UntilItIsErased) {
  SentTable sent;
  sent.add(message(4, SentKind::call));
  sent.add(message(8, SentKind::ping));
  ASSERT_NE(sent.find(MsgId{4}), nullptr);
  EXPECT_EQ(sent.find(MsgId{8})->kind, SentKind::ping);
  EXPECT_EQ(sent.find(MsgId{6}), nullptr);
  EXPECT_EQ(sent.find(MsgId{12}), nullptr);
  sent.erase(MsgId{4});
  EXPECT_EQ(sent.find(MsgId{4}), nullptr);
  EXPECT_EQ(sent.size(), 1U);
}

TEST(SentTable, Container_NamesItsMembersThatAreLeft) {
  SentTable sent;
  sent.add(message(4, SentKind::call));
  sent.add(message(8, SentKind::call));
  sent.add(message(12, SentKind::ack));
  sent.enclose(MsgId{8}, MsgId{16}, seconds(0));
  auto named = sent.named_by(MsgId{16});
  ASSERT_EQ(named.size(), 2U);
  EXPECT_EQ(named[0].msg_id, MsgId{8});
  EXPECT_EQ(named[1].msg_id, MsgId{12});
  sent.erase(MsgId{8});
  EXPECT_EQ(sent.named_by(MsgId{16}).size(), 1U);
  EXPECT_EQ(sent.named_by(MsgId{4}).size(), 1U) << "sent alone";
  EXPECT_TRUE(sent.named_by(MsgId{8}).empty());
  EXPECT_TRUE(sent.named_by(MsgId{99}).empty());
}

TEST(SentTable, CallsInFlight_StayHoweverLong_OthersTenMinutes) {
  SentTable sent;
  sent.add(message(4, SentKind::call));
  sent.add(message(8, SentKind::ack));
  sent.add(message(12, SentKind::ack, seconds(500)));
  sent.trim(minutes(10));
  EXPECT_NE(sent.find(MsgId{4}), nullptr);
  EXPECT_EQ(sent.find(MsgId{8}), nullptr);
  EXPECT_NE(sent.find(MsgId{12}), nullptr);
}

TEST(SentTable, Others_AreBoundedInNumber) {
  SentTable sent;
  sent.add(message(4, SentKind::call));
  for (std::int64_t i = 2; i < 10'000; ++i) sent.add(message(4 * i, SentKind::ack));
  EXPECT_LE(sent.size(), limits::max_sent_remembered + 1 + 64);
  EXPECT_NE(sent.find(MsgId{4}), nullptr) << "the call is still there";
  EXPECT_NE(sent.find(MsgId{4 * 9999}), nullptr) << "and the latest";
}

TEST(SentTable, KindChanges_AreSeenByTheBound) {
  SentTable sent;
  for (std::int64_t i = 1; i <= 2000; ++i) {
    sent.add(message(4 * i, SentKind::call));
    sent.change_kind(MsgId{4 * i}, SentKind::former_call);
  }
  EXPECT_LE(sent.size(), limits::max_sent_remembered + 64);
}

TEST(SentTable, EverythingErased_MemoryIsGivenBack) {
  SentTable sent;
  for (std::int64_t i = 1; i <= 1000; ++i) sent.add(message(4 * i, SentKind::call));
  for (std::int64_t i = 1; i <= 1000; ++i) sent.erase(MsgId{4 * i});
  EXPECT_EQ(sent.memory_usage(), 0U);
}

}  // namespace
}  // namespace strata::mtproto::session
