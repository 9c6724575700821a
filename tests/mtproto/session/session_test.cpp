// The life of a call: sent, acknowledged, answered; and the whole of it with every fault.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

TEST(Session, Call_IsSentAnsweredAndItsAnswerAcknowledged) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive(ack("a"), false)
      .expect_event("received a")
      .receive(answer_true("a"))
      .expect_event("result a b5757299")
      .advance(seconds(1))
      .expect_sent({"ack 1"});
  script.check();
  script.check_every_fault();
}

}  // namespace
}  // namespace strata::mtproto::session_test
