// Containers and copies: good ones in order, broken ones without any effect.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"
#include "session/container.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

const Bytes update = Tl().u32(0xe317af7e);
const std::string update_event = "updates 7eaf17e3";

/// A world, and the odd ids of a container to come: two inner ones below the outer one.
struct Fixture {
  World world;
  std::int64_t first = world.server().next_id(world.server_time());
  std::int64_t second = world.server().next_id(world.server_time());
  std::int64_t outer = world.server().next_id(world.server_time());

  Status receive(BytesView body, std::int32_t seq_no = 2) {
    return world.receive(outer, seq_no, body);
  }
  [[nodiscard]] Bytes good() const { return container({{first, 1, update}, {second, 3, update}}); }
};

void expect_closed_without_effect(const Bytes& body, const std::string& why) {
  Fixture fixture;
  const Status status = fixture.receive(body);
  ASSERT_FALSE(status) << why;
  EXPECT_EQ(status.error().code(), Errc::malformed_message) << why;
  EXPECT_EQ(fixture.world.take_events(), Words{}) << why;
  fixture.world.advance(seconds(2));
  EXPECT_EQ(fixture.world.take_sent(), Words{}) << why << ": not even acknowledged";
}

TEST(OnContainer, Members_AreHandledInOrder) {
  Fixture fixture;
  ASSERT_TRUE(fixture.receive(fixture.good()));
  EXPECT_EQ(fixture.world.take_events(), (Words{update_event, update_event}));
}

// N-072, M-16
TEST(OnContainer, ContentRelatedMembers_AreAcknowledgedWithinASecond) {
  Fixture fixture;
  ASSERT_TRUE(
      fixture.receive(container({{fixture.first, 1, update}, {fixture.second, 2, msgs_ack({})}})));
  fixture.world.advance(seconds(1));
  EXPECT_EQ(fixture.world.take_sent(), Words{"ack 1"});
  EXPECT_EQ(load_le<std::int64_t>(fixture.world.last("ack")->body.data() + 12), fixture.first);
}

// N-069
TEST(OnContainer, Empty_IsFine) {
  Fixture fixture;
  EXPECT_TRUE(fixture.receive(container({})));
  EXPECT_EQ(fixture.world.take_events(), Words{});
}

// N-067
// B-61
TEST(OnContainer, ImpossibleCount_ClosesWithoutEffect) {
  Fixture fixture;
  for (const std::int32_t count : {1025, -1, std::numeric_limits<std::int32_t>::max(), 3}) {
    Bytes body = fixture.good();
    store_le(body.data() + 4, count);
    expect_closed_without_effect(body, "count " + std::to_string(count));
  }
  std::vector<Part> parts(1025, Part{fixture.first, 1, update});
  expect_closed_without_effect(container(parts), "1025 that are really there");
}

TEST(OnContainer, OneThousandAndTwentyFourMembers_AreAccepted) {
  World world;
  std::vector<Part> parts;
  for (int i = 0; i < 1024; ++i) {
    parts.push_back({world.server().next_id(world.server_time()), 2, msgs_ack({1, 2, 3})});
  }
  EXPECT_TRUE(world.receive(container(parts), false));
}

// N-068
TEST(OnContainer, ImpossibleInnerLength_ClosesWithoutEffect) {
  constexpr std::size_t first_length_at = 8 + 12;
  Fixture fixture;
  for (const std::int32_t length :
       {-4, 3, 6, 0, 4000, 28, std::numeric_limits<std::int32_t>::min()}) {
    Bytes body = fixture.good();
    store_le(body.data() + first_length_at, length);
    expect_closed_without_effect(body, "length " + std::to_string(length));
  }
  Bytes longer = fixture.good();
  longer.resize(longer.size() + 4);
  expect_closed_without_effect(longer, "four bytes behind the last member");
}

TEST(OnContainer, TruncatedAnywhere_ClosesWithoutEffect) {
  Fixture fixture;
  const Bytes whole = fixture.good();
  for (std::size_t size = 4; size < whole.size(); size += 4) {
    expect_closed_without_effect({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)},
                                 std::to_string(size) + " bytes");
  }
}

// N-070
TEST(OnContainer, InsideAContainer_Closes) {
  for (const bool packed : {false, true}) {
    Fixture fixture;
    const Bytes inner = container({});
    const Status status =
        fixture.receive(container({{fixture.first, 2, packed ? gzip_packed(inner) : inner}}));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code(), Errc::malformed_message);
  }
}

TEST(OnContainer, PackedAsAWhole_AndWithPackedMembers_IsFine) {
  Fixture fixture;
  ASSERT_TRUE(fixture.receive(gzip_packed(container({{fixture.first, 1, gzip_packed(update)}}))));
  EXPECT_EQ(fixture.world.take_events(), Words{update_event});
}

// B-12
TEST(OnContainer, EvenInnerId_ClosesWithoutEffect) {
  Fixture fixture;
  const Status status =
      fixture.receive(container({{fixture.first, 1, update}, {fixture.second - 1, 3, update}}));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), Errc::bad_msg_id);
  EXPECT_EQ(fixture.world.take_events(), Words{});
}

// B-15
TEST(OnContainer, InnerIdNotBelowTheOuter_IsIgnoredAsAWhole) {
  Fixture fixture;
  EXPECT_TRUE(fixture.receive(container({{fixture.first, 1, update}, {fixture.outer, 3, update}})));
  EXPECT_EQ(fixture.world.take_events(), Words{});
}

// B-14
TEST(OnContainer, MemberWithAnImpossibleSeqNo_IsIgnored) {
  Fixture fixture;
  EXPECT_TRUE(fixture.receive(
      container({{fixture.first, -1, update},
                 {fixture.second, std::numeric_limits<std::int32_t>::max(), update}})));
  EXPECT_EQ(fixture.world.take_events(), Words{});
}

// B-21: an inner message that was handled, in a new container.
TEST(OnContainer, MemberSeenBefore_IsOnlyAcknowledged) {
  World world;
  const std::int64_t inner = world.server().next_id(world.server_time());
  static_cast<void>(world.receive(container({{inner, 1, update}}), false));
  world.advance(seconds(1));
  static_cast<void>(world.receive(container({{inner, 1, update}}), false));
  EXPECT_EQ(world.take_events(), Words{update_event}) << "once";
  world.advance(seconds(1));
  EXPECT_EQ(world.take_sent(), (Words{"ack 1", "ack 1"})) << "twice";
}

// N-086
// B-63
TEST(OnMsgCopy, NewMessage_IsHandledOnceAndBothAreAcknowledged) {
  World world;
  const std::int64_t copied = world.server().next_id(world.server_time());
  const Bytes copy = Tl().u32(0xe06046b2)
                         .u32(0x5bb8e511)
                         .i64(copied)
                         .i32(1)
                         .i32(static_cast<std::int32_t>(update.size()))
                         .raw(update);
  EXPECT_TRUE(world.receive(copy));
  EXPECT_TRUE(world.receive(copy));
  EXPECT_EQ(world.take_events(), Words{update_event});
  world.advance(seconds(1));
  EXPECT_EQ(world.take_sent(), Words{"ack 3"}) << "both copies and the message";
}

TEST(OnMsgCopy, OfNonsense_Closes) {
  World world;
  const Bytes inner = Tl().u32(0xe06046b2).u32(0x12345678).i64(7).i32(1).i32(4).u32(1);
  EXPECT_FALSE(world.receive(inner));
  EXPECT_FALSE(world.receive(Bytes(Tl().u32(0xe06046b2))));
}

TEST(OnMsgCopy, OfACopy_IsIgnored) {
  World world;
  const std::int64_t id = world.server().next_id(world.server_time());
  const Bytes inner = Tl().u32(0xe06046b2).u32(0x5bb8e511).i64(id).i32(1).i32(4).raw(update);
  const Bytes outer = Tl().u32(0xe06046b2)
                          .u32(0x5bb8e511)
                          .i64(world.server().next_id(world.server_time()))
                          .i32(1)
                          .i32(static_cast<std::int32_t>(inner.size()))
                          .raw(inner);
  EXPECT_TRUE(world.receive(outer));
  EXPECT_EQ(world.take_events(), Words{});
}

}  // namespace
}  // namespace strata::mtproto::session_test
