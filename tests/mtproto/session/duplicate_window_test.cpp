// The window of received ids: what it remembers, forgets, and costs.
#include "session/duplicate_window.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>

namespace strata::mtproto::session {
namespace {

using Verdict = DuplicateWindow::Verdict;

constexpr auto capacity = static_cast<std::int64_t>(DuplicateWindow::capacity);

TEST(DuplicateWindow, Holds_AtLeastAThousand) { EXPECT_GE(DuplicateWindow::capacity, 1000U); }

TEST(DuplicateWindow, SameIdTwice_IsADuplicate) {
  DuplicateWindow window;
  EXPECT_EQ(window.check(MsgId{5}), Verdict::fresh);
  window.insert(MsgId{5});
  EXPECT_EQ(window.check(MsgId{5}), Verdict::duplicate);
  EXPECT_EQ(window.check(MsgId{7}), Verdict::fresh);
  EXPECT_EQ(window.check(MsgId{3}), Verdict::fresh) << "not full, so older ones are welcome";
}

TEST(DuplicateWindow, Full_ForgetsTheLowestAndRefusesWhatIsBelow) {
  DuplicateWindow window;
  for (std::int64_t i = 0; i < capacity + 10; ++i) window.insert(MsgId{100 + 2 * i});
  EXPECT_EQ(window.size(), DuplicateWindow::capacity);
  EXPECT_EQ(window.check(MsgId{100}), Verdict::too_old) << "was evicted: nobody can tell any more";
  EXPECT_EQ(window.check(MsgId{100 + 2 * 10}), Verdict::duplicate) << "the lowest that is left";
  EXPECT_EQ(window.check(MsgId{100 + 2 * 10 + 1}), Verdict::fresh) << "a hole above the lowest";
}

// B-20
TEST(DuplicateWindow, InAnyOrder_RemembersExactlyTheHighest) {
  DuplicateWindow window;
  std::set<std::int64_t> reference;
  std::uint64_t state = 1;
  for (int i = 0; i < 5000; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const auto id = static_cast<std::int64_t>((state >> 40U) | 1U);
    const bool full = reference.size() == DuplicateWindow::capacity;
    const bool too_old = full && id < *reference.begin();
    const Verdict expected = reference.contains(id) ? Verdict::duplicate
                             : too_old              ? Verdict::too_old
                                                    : Verdict::fresh;
    ASSERT_EQ(window.check(MsgId{id}), expected);
    window.insert(MsgId{id});
    if (expected == Verdict::fresh) {
      if (full) reference.erase(reference.begin());
      reference.insert(id);
    }
  }
  const auto ids = window.ids();
  EXPECT_TRUE(std::ranges::equal(ids, reference));
  EXPECT_EQ(window.highest().value, *reference.rbegin());
}

TEST(DuplicateWindow, Memory_GrowsWithUseAndIsBounded) {
  DuplicateWindow window;
  EXPECT_EQ(window.memory_usage(), 0U);
  window.insert(MsgId{1});
  EXPECT_LE(window.memory_usage(), 128U);
  for (std::int64_t i = 0; i < 10 * capacity; ++i) window.insert(MsgId{i});
  EXPECT_EQ(window.memory_usage(), DuplicateWindow::capacity * 8);
  window.clear();
  EXPECT_EQ(window.memory_usage(), 0U);
}

}  // namespace
}  // namespace strata::mtproto::session
