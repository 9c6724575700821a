// The intermediate framing: lengths, refusals, quick acks, error frames.
#include "mtproto/transport/stream.hpp"

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

class Intermediate : public testing::Test {
 protected:
  ScriptedRandom random_;
  std::unique_ptr<Transport> transport_ = make(TransportKind::intermediate, random_);

  std::vector<std::string> read(std::string_view stream) {
    return read_all(*transport_, hex(stream));
  }
};

TEST_F(Intermediate, FirstPacket_CarriesTheOpening_V806_C03) {
  EXPECT_EQ(wrap(*transport_, sample_packet()), concat({hex("eeeeeeee28000000"), sample_packet()}));
  EXPECT_EQ(wrap(*transport_, sample_packet()), concat({hex("28000000"), sample_packet()}));
}

TEST_F(Intermediate, QuickAckRequest_SetsTheTopBitOfTheLength_C03) {
  wrap(*transport_, sample_packet());
  EXPECT_EQ(wrap(*transport_, sample_packet(), true), concat({hex("28000080"), sample_packet()}));
}

TEST_F(Intermediate, Receive_SeveralFrames) {
  EXPECT_EQ(read("08000000 0102030405060708 0c000000 010203040506070809101112"),
            (Seen{"packet 0102030405060708", "packet 010203040506070809101112"}));
}

TEST_F(Intermediate, Receive_ImpossibleLengths_Close_N097_C03) {
  for (const std::string_view length :
       {"00000000", "01000000", "02000000", "03000000", "05000000", "4a000000", "ffffff7f"}) {
    transport_ = make(TransportKind::intermediate, random_);
    EXPECT_EQ(read(length), Seen{"CLOSE a frame has a length that its framing cannot have"})
        << length;
    EXPECT_LE(transport_->prepare(1).size(), limits::receive_growth) << length;
  }
}

TEST_F(Intermediate, Receive_OverTheCap_Closes) {
  EXPECT_EQ(read("04044000"), Seen{"CLOSE a received frame is larger than the limit"});
}

TEST_F(Intermediate, QuickAck_IsTheTokenAsItStands_C03) {
  EXPECT_EQ(read("01020384 04000000 6cfeffff"),
            (Seen{"ack " + std::to_string(0x84030201U), "error -404"}));
}

TEST_F(Intermediate, PositiveCode_IsNoError_N103) {
  EXPECT_EQ(read("04000000 94010000"), Seen{"unknown 404"});
}

TEST_F(Intermediate, CodeOfAbsurdMagnitude_IsNoError) {
  EXPECT_EQ(read("04000000 000000a0"), Seen{"unknown -1610612736"});
}

}  // namespace
}  // namespace strata::mtproto::transport_test
