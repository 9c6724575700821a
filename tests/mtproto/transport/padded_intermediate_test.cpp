// The padded intermediate framing: random padding out, any padding in, short frames are codes.
#include "handshake/plain_message.hpp"
#include "mtproto/transport/stream.hpp"

#include <set>

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

class PaddedIntermediate : public testing::Test {
 protected:
  ScriptedRandom random_;
  std::unique_ptr<Transport> transport_ = make(TransportKind::padded_intermediate, random_);

  std::vector<std::string> read(std::string_view stream) {
    return read_all(*transport_, hex(stream));
  }
};

TEST_F(PaddedIntermediate, FirstPacket_CarriesTheOpening_C04) {
  const Bytes out = wrap(*transport_, sample_packet());
  EXPECT_EQ(to_hex(BytesView(out).first(4)), "dddddddd");
  EXPECT_EQ(load_le<std::uint32_t>(out.data() + 4), out.size() - 8);
  EXPECT_EQ(to_hex(BytesView(out).subspan(8, 40)), to_hex(sample_packet()));
}

TEST_F(PaddedIntermediate, Packets_GetZeroToFifteenBytesOfPadding_C04) {
  wrap(*transport_, sample_packet());
  std::set<std::size_t> paddings;
  for (int i = 0; i < 500; ++i) {
    const Bytes out = wrap(*transport_, sample_packet());
    ASSERT_EQ(load_le<std::uint32_t>(out.data()), out.size() - 4);
    ASSERT_EQ(to_hex(BytesView(out).subspan(4, 40)), to_hex(sample_packet()));
    paddings.insert(out.size() - 44);
  }
  EXPECT_EQ(paddings.size(), 16U);
  EXPECT_EQ(*paddings.rbegin(), 15U);
}

TEST_F(PaddedIntermediate, Padding_IsDrawnFromTheRandomSource_C04) {
  wrap(*transport_, sample_packet());
  std::set<std::uint8_t> values;
  for (int i = 0; i < 500; ++i) {
    const Bytes out = wrap(*transport_, sample_packet());
    values.insert(out.begin() + 44, out.end());
  }
  EXPECT_EQ(values.size(), 256U);
}

// In the key exchange nothing but the message's own length tells it from the padding.
TEST_F(PaddedIntermediate, PlainMessage_EndsWhereItsOwnLengthSays_C04) {
  for (std::size_t padding = 0; padding < 16; ++padding) {
    Bytes frame = concat({hex("00000000"), sample_packet(), pattern(padding)});
    store_le(frame.data(), static_cast<std::uint32_t>(frame.size() - 4));
    const MutableBytes space = transport_->prepare(frame.size());
    std::ranges::copy(frame, space.begin());
    transport_->commit(frame.size());
    const auto event = transport_->next();
    ASSERT_TRUE(event.has_value() && *event);
    const auto message = parse_plain_message(std::get<PacketReceived>(**event).payload);
    ASSERT_TRUE(message.has_value());
    EXPECT_EQ(to_hex(message->body), to_hex(BytesView(sample_packet()).subspan(20))) << padding;
  }
}

TEST_F(PaddedIntermediate, QuickAckRequest_SetsTheTopBitOfTheLength) {
  wrap(*transport_, sample_packet());
  const Bytes out = wrap(*transport_, sample_packet(), true);
  EXPECT_EQ(load_le<std::uint32_t>(out.data()), 0x8000'0000U | (out.size() - 4));
}

// A peer refused lengths that are no multiple of 16 (table M, row 8).
TEST_F(PaddedIntermediate, Receive_AnyPadding_IsLeftToTheReader_C04) {
  for (std::size_t padding = 0; padding < 16; ++padding) {
    const Bytes packet = pattern(72 + padding);
    Bytes length(4);
    store_le(length.data(), static_cast<std::uint32_t>(packet.size()));
    EXPECT_EQ(read_all(*transport_, concat({length, packet})), Seen{describe(packet)});
  }
  EXPECT_TRUE(transport_->traits().pads_packets);
}

TEST_F(PaddedIntermediate, Receive_TooShortForACode_Closes) {
  for (const std::string_view length : {"00000000", "01000000", "03000000"}) {
    transport_ = make(TransportKind::padded_intermediate, random_);
    EXPECT_EQ(read(length), Seen{"CLOSE a frame has a length that its framing cannot have"});
  }
}

TEST_F(PaddedIntermediate, Receive_OverTheCap_Closes) {
  EXPECT_EQ(read("01044000"), Seen{"CLOSE a received frame is larger than the limit"});
}

TEST_F(PaddedIntermediate, ErrorFrames_MayBePadded_C05) {
  EXPECT_EQ(read("04000000 6cfeffff  05000000 53feffff00  13000000 44feffff"
                 "000102030405060708090a0b0c0d0e"),
            (Seen{"error -404", "error -429", "error -444"}));
}

TEST_F(PaddedIntermediate, ShortFrames_NopPositiveAndQuickAck_C05) {
  EXPECT_EQ(read("04000000 00000000  07000000 94010000 aabbcc  0a000000 ffffffff 01020384 aabb"),
            (Seen{"unknown 0", "unknown 404", "ack " + std::to_string(0x84030201U)}));
}

TEST_F(PaddedIntermediate, QuickAck_InTheLength) {
  EXPECT_EQ(read("01020384"), Seen{"ack " + std::to_string(0x84030201U)});
}

}  // namespace
}  // namespace strata::mtproto::transport_test
