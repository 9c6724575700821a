// The abridged framing: lengths in one and four bytes, refusals, quick acks, error frames.
#include "mtproto/transport/stream.hpp"

namespace strata::mtproto::transport_test {
namespace {

class Abridged : public testing::Test {
 protected:
  ScriptedRandom random_;
  std::unique_ptr<Transport> transport_ = make(TransportKind::abridged, random_);

  std::vector<std::string> read(std::string_view stream) {
    return read_all(*transport_, hex(stream));
  }
};

using Seen = std::vector<std::string>;

TEST_F(Abridged, FirstPacket_CarriesTheOpening_V806_C01) {
  EXPECT_EQ(wrap(*transport_, sample_packet()), concat({hex("ef0a"), sample_packet()}));
  EXPECT_EQ(wrap(*transport_, sample_packet()), concat({hex("0a"), sample_packet()}));
}

TEST_F(Abridged, Length_GoesLongAt127Words_C01) {
  wrap(*transport_, sample_packet());
  const Bytes shorter = pattern(126 * 4);
  EXPECT_EQ(wrap(*transport_, shorter), concat({hex("7e"), shorter}));
  const Bytes longer = pattern(127 * 4);
  EXPECT_EQ(wrap(*transport_, longer), concat({hex("7f7f0000"), longer}));
  const Bytes longest = pattern(limits::max_packet_sent);
  EXPECT_EQ(wrap(*transport_, longest), concat({hex("7ffafb03"), longest}));
}

TEST_F(Abridged, QuickAckRequest_SetsTheTopBitOfTheFirstByte) {
  wrap(*transport_, sample_packet());
  EXPECT_EQ(wrap(*transport_, sample_packet(), true), concat({hex("8a"), sample_packet()}));
  const Bytes longer = pattern(127 * 4);
  EXPECT_EQ(wrap(*transport_, longer, true), concat({hex("ff7f0000"), longer}));
}

TEST_F(Abridged, Receive_BothForms_C01) {
  const Bytes shorter = pattern(8);
  const Bytes longer = pattern(127 * 4);
  EXPECT_EQ(read_all(*transport_, concat({hex("02"), shorter, hex("7f7f0000"), longer})),
            (Seen{describe(shorter), describe(longer)}));
}

TEST_F(Abridged, Receive_ZeroLength_Closes_N096_C02) {
  EXPECT_EQ(read("00"), Seen{"CLOSE a frame has a length that its framing cannot have"});
}

TEST_F(Abridged, Receive_OverlongForm_Closes_N096_C02) {
  EXPECT_EQ(read("7f7e0000"), Seen{"CLOSE a frame has a length that its framing cannot have"});
  transport_ = make(TransportKind::abridged, random_);
  EXPECT_EQ(read("7f000000"), Seen{"CLOSE a frame has a length that its framing cannot have"});
}

TEST_F(Abridged, Receive_OverTheCap_ClosesOnTheHeader) {
  EXPECT_EQ(read("7f010110"), Seen{"CLOSE a received frame is larger than the limit"});
}

TEST_F(Abridged, QuickAck_IsTheTokenWithBytesSwapped_C02) {
  EXPECT_EQ(read("81020304 0194010000"),
            (Seen{"ack " + std::to_string(0x81020304U), "unknown 404"}));
}

TEST_F(Abridged, QuickAck_WaitsForItsFourBytes_C02) {
  EXPECT_EQ(read("ff0203"), Seen{});
  EXPECT_TRUE(transport_->inside_frame());
  EXPECT_EQ(read("04"), Seen{"ack " + std::to_string(0xff020304U)});
  EXPECT_FALSE(transport_->inside_frame());
}

TEST_F(Abridged, ErrorFrames_AreNegativeCodes_V807_C21) {
  EXPECT_EQ(
      read("016cfeffff 0153feffff 0144feffff 016dfeffff 0170feffff 010cfeffff"),
      (Seen{"error -404", "error -429", "error -444", "error -403", "error -400", "error -500"}));
}

TEST_F(Abridged, PositiveCode_IsNoError_N103) {
  EXPECT_EQ(read("0194010000 0100000000"), (Seen{"unknown 404", "unknown 0"}));
}

}  // namespace
}  // namespace strata::mtproto::transport_test
