// The full framing: sequence numbers, checksums, and what happens when they are wrong.
#include "mtproto/transport/stream.hpp"

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

// Frames 0 and 1 around the sample packet (V-806).
Bytes frame_0() { return concat({hex("3400000000000000"), sample_packet(), hex("34e133f7")}); }
Bytes frame_1() { return concat({hex("3400000001000000"), sample_packet(), hex("56d91bdd")}); }

class Full : public testing::Test {
 protected:
  ScriptedRandom random_;
  std::unique_ptr<Transport> transport_ = make(TransportKind::full, random_);
};

TEST_F(Full, Packets_AreNumberedAndSummed_V806_C06) {
  EXPECT_EQ(wrap(*transport_, sample_packet()), frame_0());
  EXPECT_EQ(wrap(*transport_, sample_packet()), frame_1());
}

TEST_F(Full, QuickAck_IsUnknownToThisFraming_C06) {
  EXPECT_EQ(wrap(*transport_, sample_packet(), true), frame_0());
  EXPECT_FALSE(transport_->traits().quick_acks);
}

TEST_F(Full, Receive_CountsFromZero_C06) {
  EXPECT_EQ(read_all(*transport_, concat({frame_0(), frame_1()})),
            (Seen{describe(sample_packet()), describe(sample_packet())}));
}

TEST_F(Full, Directions_CountApart_C06) {
  wrap(*transport_, sample_packet());
  wrap(*transport_, sample_packet());
  EXPECT_EQ(read_all(*transport_, frame_0()), Seen{describe(sample_packet())});
  const Bytes third = wrap(*transport_, sample_packet());
  EXPECT_EQ(load_le<std::uint32_t>(third.data() + 4), 2U);
}

TEST_F(Full, Receive_WrongChecksum_Closes_N098_C06) {
  for (std::size_t i = 8; i < frame_0().size(); ++i) {
    transport_ = make(TransportKind::full, random_);
    Bytes damaged = frame_0();
    damaged[i] ^= 0x10;
    EXPECT_EQ(read_all(*transport_, damaged), Seen{"CLOSE a frame is damaged"}) << i;
  }
}

TEST_F(Full, Receive_SequenceGapOrRepetition_Closes_N098_C06) {
  EXPECT_EQ(read_all(*transport_, frame_1()), Seen{"CLOSE a frame is out of sequence"});
  transport_ = make(TransportKind::full, random_);
  EXPECT_EQ(read_all(*transport_, concat({frame_0(), frame_0()})),
            (Seen{describe(sample_packet()), "CLOSE a frame is out of sequence"}));
}

TEST_F(Full, Receive_ImpossibleLengths_Close_N098_C06) {
  for (const std::string_view length : {"0b000000", "00000000", "0d000000", "0e000000"}) {
    transport_ = make(TransportKind::full, random_);
    EXPECT_EQ(read_all(*transport_, hex(length)),
              Seen{"CLOSE a frame has a length that its framing cannot have"});
  }
  transport_ = make(TransportKind::full, random_);
  EXPECT_EQ(read_all(*transport_, hex("10044000")),
            Seen{"CLOSE a received frame is larger than the limit"});
}

TEST_F(Full, Receive_EmptyPayload_MeansNothing) {
  EXPECT_EQ(read_all(*transport_, hex("0c0000000000000026ca8d32")), Seen{"unknown 0"});
}

TEST_F(Full, ErrorFrame_IsFramedLikeAPacket) {
  EXPECT_EQ(read_all(*transport_, hex("10000000000000006cfeffff0d2f4107")), Seen{"error -404"});
}

}  // namespace
}  // namespace strata::mtproto::transport_test
