// The receive buffer: bytes in order, payloads that stay, growth by what has arrived.
#include "transport/receive_buffer.hpp"

#include "mtproto/transport/stream.hpp"

#include "strata/mtproto/limits.hpp"

namespace strata::mtproto::transport_test {
namespace {

void arrive(ReceiveBuffer& buffer, BytesView bytes, std::size_t expected = 0) {
  while (!bytes.empty()) {
    const MutableBytes space = buffer.prepare(1, expected);
    const std::size_t count = std::min(space.size(), bytes.size());
    std::copy_n(bytes.begin(), count, space.begin());
    buffer.commit(count);
    bytes = bytes.subspan(count);
  }
}

TEST(ReceiveBuffer, KeepsWhatArrived_InOrder) {
  ReceiveBuffer buffer;
  const Bytes bytes = pattern(1000);
  arrive(buffer, BytesView(bytes).first(300));
  buffer.consume(100);
  arrive(buffer, BytesView(bytes).subspan(300));
  EXPECT_EQ(to_hex(buffer.unread()), to_hex(BytesView(bytes).subspan(100)));
}

TEST(ReceiveBuffer, ConsumedBytes_StayUntilTheNextPrepare) {
  ReceiveBuffer buffer;
  arrive(buffer, pattern(64));
  const MutableBytes payload = buffer.unread();
  buffer.consume(64);
  EXPECT_TRUE(buffer.unread().empty());
  EXPECT_EQ(to_hex(payload), to_hex(pattern(64)));
}

TEST(ReceiveBuffer, Prepare_GivesWhatWasAskedWithinTheGrowthRule) {
  ReceiveBuffer buffer;
  EXPECT_EQ(buffer.prepare(0, 0).size(), 1U);
  EXPECT_GE(buffer.prepare(4096, 0).size(), 4096U);
  EXPECT_EQ(buffer.prepare(std::size_t{1} << 30U, 0).size(), limits::receive_growth);
}

TEST(ReceiveBuffer, ClaimedLength_ReservesOnlyWhatHasArrived) {
  ReceiveBuffer buffer;
  const std::size_t claimed = 16 * 1024 * 1024;
  arrive(buffer, pattern(4));
  EXPECT_LE(buffer.prepare(1, claimed).size(), limits::receive_growth);
  std::size_t arrived = 4;
  while (arrived < claimed) {
    const MutableBytes space = buffer.prepare(1, claimed);
    ASSERT_LE(buffer.capacity(), std::max(2 * arrived, arrived + limits::receive_growth));
    const std::size_t count = std::min(space.size(), claimed - arrived);
    buffer.commit(count);
    arrived += count;
  }
  EXPECT_EQ(buffer.capacity(), claimed);
}

// A buffer that insisted on the whole growth each time was copied for every segment.
TEST(ReceiveBuffer, LongFrameInSmallSegments_MovesAFewTimesOnly) {
  constexpr std::size_t size = 4 * 1024 * 1024;
  constexpr std::size_t segment = 1400;
  for (const std::size_t at_least : {std::size_t{1}, std::size_t{4096}, limits::receive_growth}) {
    ReceiveBuffer buffer;
    int moves = 0;
    for (std::size_t arrived = 0; arrived < size;) {
      const std::size_t capacity = buffer.capacity();
      const MutableBytes space = buffer.prepare(at_least, size);
      if (buffer.capacity() != capacity) ++moves;
      const std::size_t count = std::min({space.size(), segment, size - arrived});
      buffer.commit(count);
      arrived += count;
    }
    EXPECT_LE(moves, 8) << at_least;
    EXPECT_EQ(buffer.capacity(), size) << "nothing is reserved behind the frame";
  }
}

TEST(ReceiveBuffer, SteadyTraffic_DoesNotReallocate) {
  ReceiveBuffer buffer;
  arrive(buffer, pattern(512 * 1024), 512 * 1024);
  buffer.consume(512 * 1024);
  const std::size_t capacity = buffer.capacity();
  const std::uint8_t* const start = buffer.prepare(4096, 0).data();
  arrive(buffer, pattern(512 * 1024), 512 * 1024);
  EXPECT_EQ(buffer.capacity(), capacity);
  EXPECT_EQ(buffer.unread().data(), start);
}

TEST(ReceiveBuffer, HugeFrame_IsGivenBackWhenItIsDone) {
  ReceiveBuffer buffer;
  const std::size_t size = 4 * 1024 * 1024;
  arrive(buffer, pattern(size), size);
  buffer.consume(size);
  EXPECT_LE(buffer.prepare(4096, 0).size(), limits::receive_growth);
  EXPECT_LE(buffer.capacity(), limits::receive_retained);
}

TEST(ReceiveBuffer, CommitAndConsume_DoNotPassTheirEnds) {
  ReceiveBuffer buffer;
  const std::size_t space = buffer.prepare(16, 0).size();
  buffer.commit(space + 100);
  EXPECT_EQ(buffer.unread().size(), space);
  buffer.consume(space + 100);
  EXPECT_TRUE(buffer.unread().empty());
}

}  // namespace
}  // namespace strata::mtproto::transport_test
