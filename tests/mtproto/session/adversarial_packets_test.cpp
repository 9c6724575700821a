// The hostile cases about packets (N-041 … N-054, N-091), each with its exact reaction.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

const Bytes update = Tl().u32(0xe317af7e);
const std::string update_event = "updates 7eaf17e3";

/// A world with a call in flight, which must survive whatever is done to the connection.
class AdversarialPackets : public ::testing::Test {
 protected:
  AdversarialPackets() {
    world_.call("a");
    static_cast<void>(world_.take_sent());
  }

  std::int64_t next_id() { return world_.server().next_id(world_.server_time()); }
  Bytes good_packet() { return world_.server().seal(next_id(), 1, update); }

  /// CLOSE with this code and without any other effect; afterwards a good packet is read as ever.
  void expect_close(const Status& status, Errc code) {
    ASSERT_FALSE(status.has_value());
    EXPECT_EQ(status.error().code(), code);
    EXPECT_EQ(world_.take_events(), Words{});
    EXPECT_EQ(world_.take_sent(), Words{});
    EXPECT_EQ(world_.session().pending_calls(), 1U);
    EXPECT_TRUE(world_.receive_packet(good_packet()));
    EXPECT_EQ(world_.take_events(), Words{update_event});
  }
  void expect_close(BytesView packet, Errc code) {
    expect_close(world_.receive_packet(packet), code);
  }
  /// No visible effect at all.
  void expect_ignored(const Status& status) {
    EXPECT_TRUE(status.has_value());
    EXPECT_EQ(world_.take_events(), Words{});
    EXPECT_EQ(world_.session().pending_calls(), 1U);
  }
  /// Acknowledgements that have gone out by now, one for each id.
  std::vector<std::int64_t> acknowledged() {
    world_.advance(seconds(1));
    std::vector<std::int64_t> ids;
    for (const ClientMessage& message : world_.messages()) {
      if (load_le<std::uint32_t>(message.body.data()) != 0x62d6b459) continue;
      for (std::size_t at = 12; at + 8 <= message.body.size(); at += 8) {
        ids.push_back(load_le<std::int64_t>(message.body.data() + at));
      }
    }
    return ids;
  }

  World world_;
};

TEST_F(AdversarialPackets, N041_UnknownAuthKeyId_Closes) {
  Bytes packet = good_packet();
  packet[3] ^= 0x40;
  expect_close(packet, Errc::unknown_auth_key);
}

TEST_F(AdversarialPackets, N042_FlippedBit_ClosesAlikeWhereverItIs) {
  const Bytes good = good_packet();
  std::string words;
  for (const std::size_t at :
       {std::size_t{8}, std::size_t{23}, std::size_t{24}, good.size() / 2, good.size() - 1}) {
    Bytes packet = good;
    packet[at] ^= 1;
    const Status status = world_.receive_packet(packet);
    ASSERT_FALSE(status) << at;
    if (words.empty()) words = status.error().what();
    EXPECT_EQ(status.error().what(), words) << at;
    expect_close(status, Errc::msg_key_mismatch);
  }
}

TEST_F(AdversarialPackets, N043_ReflectedPacket_Closes) {
  expect_close(world_.packets().front(), Errc::msg_key_mismatch);
  expect_close(world_.server().seal(next_id(), 1, update, {.way = Way::to_server}),
               Errc::msg_key_mismatch);
}

TEST_F(AdversarialPackets, N045_ImpossibleLength_Closes) {
  for (const std::int32_t length : {-4, 3, 0x7fffffff, 64, 4 + 12}) {
    SCOPED_TRACE(length);
    expect_close(world_.server().seal(next_id(), 1, update, {.length = length}),
                 Errc::bad_message_length);
  }
}

TEST_F(AdversarialPackets, N046_Padding_From12To1024) {
  // Header and body have 36 bytes: 12 modulo 16 makes whole blocks.
  for (const std::size_t padding : {std::size_t{12}, std::size_t{1020}}) {
    EXPECT_TRUE(
        world_.receive_packet(world_.server().seal(next_id(), 1, update, {.padding = padding})));
    EXPECT_EQ(world_.take_events(), Words{update_event}) << padding;
  }
  // Exactly 1024 bytes are legal with a body of 16 modulo 16.
  const Bytes body = Tl().u32(0xe317af7e).raw(Bytes(12));
  EXPECT_TRUE(world_.receive_packet(world_.server().seal(next_id(), 1, body, {.padding = 1024})));
  EXPECT_EQ(world_.take_events().size(), 1U);
  expect_close(world_.server().seal(next_id(), 1, body, {.padding = 1040}),
               Errc::bad_message_length);
  for (const std::size_t padding : {std::size_t{0}, std::size_t{8}, std::size_t{11}}) {
    SCOPED_TRACE(padding);
    // The length field claims a body that leaves so much.
    const auto claimed = static_cast<std::int32_t>(body.size() + 16 - padding / 4 * 4);
    expect_close(world_.server().seal(next_id(), 1, body, {.length = claimed, .padding = 16}),
                 Errc::bad_message_length);
  }
}

TEST_F(AdversarialPackets, N049_ForeignSession_Closes) {
  expect_close(world_.server().seal(next_id(), 1, update, {.session_id = 0x1234}),
               Errc::foreign_session);
}

TEST_F(AdversarialPackets, N050_EvenMsgId_Closes) {
  expect_close(world_.server().seal(next_id() - 1, 1, update), Errc::bad_msg_id);
  expect_close(world_.server().seal(next_id() + 1, 1, update), Errc::bad_msg_id);
}

TEST_F(AdversarialPackets, N051_Replay_IsAcknowledgedAgainAndNotHandled) {
  const std::int64_t id = next_id();
  const Bytes packet = world_.server().seal(id, 1, update);
  EXPECT_TRUE(world_.receive_packet(packet));
  EXPECT_EQ(world_.take_events(), Words{update_event});
  EXPECT_EQ(acknowledged(), (std::vector{id}));

  world_.advance(seconds(1));
  expect_ignored(world_.receive_packet(packet));
  EXPECT_EQ(acknowledged(), (std::vector{id, id}));
  for (int i = 0; i < 24; ++i) {  // four minutes, in which other packets keep the connection alive
    world_.advance(seconds(10));
    EXPECT_TRUE(world_.receive(msgs_ack({}), false));
  }
  static_cast<void>(world_.take_events());
  expect_ignored(world_.receive_packet(packet));
  EXPECT_EQ(acknowledged(), (std::vector{id, id, id}));
}

TEST_F(AdversarialPackets, N052_ReplayAfterAReconnect_IsIgnored) {
  const Bytes packet = good_packet();
  EXPECT_TRUE(world_.receive_packet(packet));
  EXPECT_EQ(world_.take_events(), Words{update_event});
  world_.disconnect();
  world_.connect();
  expect_ignored(world_.receive_packet(packet));
}

TEST_F(AdversarialPackets, N054_TimeWindow_IgnoresWhatIsOutside) {
  // The first message makes the time known.
  EXPECT_TRUE(world_.receive(msgs_ack({}), false));
  const auto receive_at = [&](seconds from_now) {
    return world_.receive(TestServer().next_id(world_.server_time() + from_now), 1, update);
  };
  expect_ignored(receive_at(seconds(31)));
  EXPECT_TRUE(world_.receive(pong_to_last()(world_), false)) << "what the doubt is settled by";
  static_cast<void>(world_.take_events());
  expect_ignored(receive_at(seconds(-301)));
  EXPECT_TRUE(receive_at(seconds(-299)));
  EXPECT_EQ(world_.take_events(), Words{update_event});
  EXPECT_TRUE(receive_at(seconds(29)));
  EXPECT_EQ(world_.take_events(), (Words{"time 29", update_event}));
}

TEST_F(AdversarialPackets, N091_Version1Packet_Closes) {
  expect_close(world_.server().seal(next_id(), 1, update, {.version_1 = true}),
               Errc::msg_key_mismatch);
}

}  // namespace
}  // namespace strata::mtproto::session_test
