// Messages side by side: one as it is, several as a container.
#include "session/assembly.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

void add(Assembly& assembly, std::int64_t id, std::int32_t seq_no, const Bytes& body) {
  assembly.begin(MsgId{id}, seq_no);
  assembly.buffer().append(body);
  assembly.end();
}

TEST(Assembly, OneMessage_IsItsBody) {
  Buffer out;
  Assembly assembly(out);
  add(assembly, 4, 1, {1, 2, 3, 4});
  assembly.finish_single();
  EXPECT_EQ(to_hex(out.bytes()), "01020304");
  EXPECT_EQ(assembly.last_id(), MsgId{4});
  EXPECT_EQ(assembly.last_seq_no(), 1);
}

// Spec: the bare vector of messages, lengths in bytes (B-60).
TEST(Assembly, SeveralMessages_AreAContainer) {
  Buffer out;
  Assembly assembly(out);
  add(assembly, 4, 1, {1, 2, 3, 4});
  add(assembly, 8, 2, {5, 6, 7, 8, 9, 10, 11, 12});
  EXPECT_EQ(assembly.count(), 2U);
  EXPECT_EQ(assembly.first_id(), MsgId{4});
  assembly.finish_container();
  EXPECT_EQ(to_hex(out.bytes()),
            "dcf8f173"
            "02000000"
            "0400000000000000"
            "01000000"
            "04000000"
            "01020304"
            "0800000000000000"
            "02000000"
            "08000000"
            "05060708090a0b0c");
}

TEST(Assembly, BufferIsUsedAgain_WithoutOldContent) {
  Buffer out;
  out.append(Bytes(1000));
  Assembly assembly(out);
  EXPECT_EQ(assembly.bytes(), 0U);
}

}  // namespace
}  // namespace strata::mtproto::session
