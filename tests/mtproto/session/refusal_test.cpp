// Each code of bad_msg_notification has its meaning.
#include "session/refusal.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

TEST(Refusal, EveryCode_HasItsReaction) {
  EXPECT_EQ(refusal_of(16), Refusal::id_too_low);
  EXPECT_EQ(refusal_of(17), Refusal::id_too_high);
  EXPECT_EQ(refusal_of(18), Refusal::own_fault);
  EXPECT_EQ(refusal_of(19), Refusal::session_broken);
  EXPECT_EQ(refusal_of(20), Refusal::cannot_tell);
  EXPECT_EQ(refusal_of(32), Refusal::session_broken);
  EXPECT_EQ(refusal_of(33), Refusal::session_broken);
  EXPECT_EQ(refusal_of(34), Refusal::own_fault);
  EXPECT_EQ(refusal_of(35), Refusal::own_fault);
  EXPECT_EQ(refusal_of(64), Refusal::container_invalid);
  for (const std::int32_t unknown : {7, -1, 255, 0}) {
    EXPECT_EQ(refusal_of(unknown), Refusal::own_fault) << unknown;
  }
}

}  // namespace
}  // namespace strata::mtproto::session
