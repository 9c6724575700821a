// Tokens of quick acknowledgements: unique, bounded, forgotten with the connection.
#include "session/quick_acks.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

TEST(QuickAcks, Token_GivesItsCallsOnce) {
  QuickAcks acks;
  acks.add(7, CallId{1});
  acks.add(7, CallId{2});
  acks.add(8, CallId{3});
  EXPECT_EQ(acks.take(7), (std::vector{CallId{1}, CallId{2}}));
  EXPECT_TRUE(acks.take(7).empty());
  EXPECT_EQ(acks.take(8), (std::vector{CallId{3}}));
}

TEST(QuickAcks, CollisionOrTooMany_AreNotAccepted) {
  QuickAcks acks;
  acks.add(7, CallId{1});
  EXPECT_FALSE(acks.accepts(7, 1)) << "could not be told apart";
  EXPECT_TRUE(acks.accepts(8, 1));
  EXPECT_FALSE(acks.accepts(8, limits::max_quick_acks));
  acks.clear();
  EXPECT_TRUE(acks.accepts(7, limits::max_quick_acks));
}

}  // namespace
}  // namespace strata::mtproto::session
