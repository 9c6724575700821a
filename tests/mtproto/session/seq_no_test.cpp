// Sequence numbers count content-related messages.
#include "session/seq_no.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

TEST(SeqNo, CountsTwoForEachContentRelatedMessage) {
  SeqNo seq_no;
  EXPECT_EQ(seq_no.next_service(), 0);
  EXPECT_EQ(seq_no.next_content(), 1);
  EXPECT_EQ(seq_no.next_service(), 2);
  EXPECT_EQ(seq_no.next_service(), 2);
  EXPECT_EQ(seq_no.next_content(), 3);
  EXPECT_EQ(seq_no.content_messages(), 2U);
}

TEST(SeqNo, GoesOnFromASavedState) {
  SeqNo seq_no(10);
  EXPECT_EQ(seq_no.next_content(), 21);
}

}  // namespace
}  // namespace strata::mtproto::session
