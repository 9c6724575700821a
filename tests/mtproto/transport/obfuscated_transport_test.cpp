// Obfuscated2 over the framings: what a server sees, and a stream that survives any split.
#include "transport/obfuscated_transport.hpp"

#include "mtproto/transport/obfuscated_server.hpp"
#include "mtproto/transport/stream.hpp"

#include <random>

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

TEST(ObfuscatedTransport, FirstPacket_OpensWithTagAndDcAndNoOtherHeader_C07) {
  struct Case {
    TransportKind kind;
    std::uint8_t tag;
    Bytes frame;
  };
  const std::array<Case, 2> cases{
      Case{TransportKind::obfuscated_abridged, 0xef, concat({hex("0a"), sample_packet()})},
      Case{TransportKind::obfuscated_intermediate, 0xee,
           concat({hex("28000000"), sample_packet()})}};
  for (const Case& each : cases) {
    ScriptedRandom random;
    const auto transport = make(each.kind, random, {.dc = -10002});
    const Bytes out = wrap(*transport, sample_packet());
    ObfuscatedServer server(out);
    EXPECT_EQ(server.tag(), each.tag);
    EXPECT_EQ(server.dc(), -10002);
    EXPECT_EQ(to_hex(server.receive(BytesView(out).subspan(64))), to_hex(each.frame));
    EXPECT_EQ(to_hex(server.receive(wrap(*transport, sample_packet()))), to_hex(each.frame));
  }
}

TEST(ObfuscatedTransport, Opening_IsRandomButForTagAndDc_C07) {
  const Bytes drawn = pattern(64);
  ScriptedRandom random(drawn);
  const auto transport = make(TransportKind::obfuscated_intermediate, random, {.dc = 0x0304});
  const Bytes out = wrap(*transport, sample_packet());
  EXPECT_EQ(to_hex(BytesView(out).first(56)), to_hex(BytesView(drawn).first(56)));
  EXPECT_EQ(to_hex(ObfuscatedServer(out).header().last(8)),
            "eeeeeeee0403" + to_hex(BytesView(drawn).last(2)));
}

TEST(ObfuscatedTransport, Padded_KeepsItsPaddingInsideTheStream) {
  ScriptedRandom random;
  const auto transport = make(TransportKind::obfuscated_padded, random, {.dc = 2});
  const Bytes out = wrap(*transport, sample_packet());
  ObfuscatedServer server(out);
  EXPECT_EQ(server.tag(), 0xdd);
  const Bytes frame = server.receive(BytesView(out).subspan(64));
  EXPECT_EQ(load_le<std::uint32_t>(frame.data()), frame.size() - 4);
  EXPECT_EQ(to_hex(BytesView(frame).subspan(4, 40)), to_hex(sample_packet()));
  EXPECT_TRUE(transport->traits().pads_packets);
  EXPECT_TRUE(transport->traits().obfuscated);
}

TEST(ObfuscatedTransport, RefusedPacket_DoesNotMoveTheStream_C09) {
  ScriptedRandom random;
  const auto transport = make(TransportKind::obfuscated_abridged, random);
  Buffer odd(Buffer::default_headroom);
  odd.append(hex("010203"));
  EXPECT_FALSE(transport->wrap(odd, false).has_value());
  EXPECT_EQ(to_hex(odd.bytes()), "010203");
  const Bytes out = wrap(*transport, sample_packet());
  ObfuscatedServer server(out);
  EXPECT_EQ(to_hex(server.receive(BytesView(out).subspan(64))),
            to_hex(concat({hex("0a"), sample_packet()})));
}

class ObfuscatedReading : public testing::Test {
 protected:
  // A conversation with every kind of frame, as intermediate.
  const Bytes first_ = pattern(72);
  const Bytes second_ = pattern(1000);
  const Bytes clear_ = concat({hex("48000000"), first_, hex("01020384"), hex("e8030000"), second_,
                               hex("040000006cfeffff")});
  const Seen expected_{describe(first_), "ack " + std::to_string(0x84030201U), describe(second_),
                       "error -404"};

  Seen read(const Split& split, std::uint64_t seed = 1) {
    ScriptedRandom random({}, seed);
    const auto transport = make(TransportKind::obfuscated_intermediate, random);
    ObfuscatedServer server(wrap(*transport, sample_packet()));
    return read_all(*transport, server.send(clear_), split);
  }
};

TEST_F(ObfuscatedReading, OneByteAtATime_N095) { EXPECT_EQ(read(pieces_of(1)), expected_); }

TEST_F(ObfuscatedReading, EveryBorder_N095) {
  for (std::size_t border = 1; border < clear_.size(); ++border) {
    ASSERT_EQ(read(cut_at(border)), expected_) << border;
  }
}

// Peers advanced the key stream by the buffer's size instead (table M, row 9).
TEST_F(ObfuscatedReading, TenThousandRandomSplits_N105_C09) {
  std::mt19937 generator(5489);
  for (int round = 0; round < 10'000; ++round) {
    const Split split = [&generator](std::size_t left) {
      return 1 + generator() % std::min<std::size_t>(left, 200);
    };
    ASSERT_EQ(read(split, static_cast<std::uint64_t>(round) + 1), expected_) << round;
  }
}

TEST_F(ObfuscatedReading, CommitBeyondTheSpace_IsCutOff) {
  ScriptedRandom random;
  const auto transport = make(TransportKind::obfuscated_intermediate, random);
  const std::size_t space = transport->prepare(16).size();
  transport->commit(space + 1000);
  EXPECT_TRUE(transport->inside_frame() || !transport->next().has_value());
}

}  // namespace
}  // namespace strata::mtproto::transport_test
