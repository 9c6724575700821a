// gzip_packed as a message: what cannot be unpacked may have been updates.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

// N-074
TEST(OnGzip, BombAsAnUpdate_ClosesAndDeclaresAGap) {
  SessionScript script;
  script.receive(fixed(gzip_packed(Bytes(std::size_t{20} << 20U))))
      .expect_close(Errc::inflated_too_large)
      .expect_event("gap lost_update");
  script.check();
}

TEST(OnGzip, DamagedUpdate_ClosesAndDeclaresAGap) {
  Bytes damaged = gzip_packed(bool_true());
  damaged[damaged.size() - 7] ^= 1;
  SessionScript script;
  script.receive(fixed(damaged)).expect_close(Errc::bad_gzip).expect_event("gap lost_update");
  script.check();
}

// B-62
TEST(OnGzip, InsideGzip_Closes) {
  SessionScript script;
  script.receive(fixed(gzip_packed(gzip_packed(bool_true()))))
      .expect_close(Errc::malformed_message);
  script.check();
}

TEST(OnGzip, PackedServiceMessage_IsHandled) {
  SessionScript script;
  script.call("a")
      .expect_sent({"a"})
      .receive([](World& world) { return gzip_packed(msgs_ack({world.id_of("a")})); }, false)
      .expect_event("received a");
  script.check();
  script.check_every_fault();
}

}  // namespace
}  // namespace strata::mtproto::session_test
