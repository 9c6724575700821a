// WebSocket frames: what a server sees, what it may send, pings and farewells.
#include "mtproto/transport/obfuscated_server.hpp"
#include "mtproto/transport/stream.hpp"
#include "mtproto/transport/websocket_server.hpp"

#include "strata/mtproto/errors.hpp"

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;
using std::chrono::milliseconds;

constexpr unsigned binary = 0x82;
constexpr unsigned binary_more = 0x02;
constexpr unsigned close_frame = 0x88;
constexpr unsigned ping = 0x89;
constexpr unsigned pong = 0x8a;

class WebSocket : public testing::Test {
 protected:
  void SetUp() override { connect(); }

  void connect() {
    random_ = std::make_unique<ScriptedRandom>();
    transport_ = make(TransportKind::websocket, *random_, {.dc = 2});
    opening_ = read_client_frames(wrap(*transport_, sample_packet())).at(0);
    server_.emplace(opening_.data);
  }

  // A packet as intermediate, encrypted as the server does.
  Bytes from_server(BytesView packet) {
    Bytes frame(4);
    store_le(frame.data(), static_cast<std::uint32_t>(packet.size()));
    append(frame, packet);
    return server_->send(frame);
  }

  // What the connection itself wants to say at this moment, one frame at most.
  std::string reply(milliseconds now = milliseconds{0}) {
    Buffer out;
    if (!transport_->take_reply({.monotonic = now}, out)) {
      EXPECT_TRUE(out.empty());
      return "nothing";
    }
    const std::vector<ClientFrame> frames = read_client_frames(std::as_const(out).bytes());
    EXPECT_EQ(frames.size(), 1U);
    const std::string data = to_hex(frames.at(0).data);
    if (frames[0].first_byte == pong) return "pong " + data;
    return (frames[0].first_byte == close_frame ? "close " : "other ") + data;
  }

  std::unique_ptr<ScriptedRandom> random_;
  std::unique_ptr<Transport> transport_;
  ClientFrame opening_;
  std::optional<ObfuscatedServer> server_;
};

TEST_F(WebSocket, Packets_AreMaskedBinaryFramesOfTheObfuscatedStream_C19) {
  EXPECT_EQ(opening_.first_byte, binary);
  EXPECT_EQ(server_->tag(), 0xee);
  EXPECT_EQ(server_->dc(), 2);
  EXPECT_EQ(to_hex(server_->receive(BytesView(opening_.data).subspan(64))),
            to_hex(concat({hex("28000000"), sample_packet()})));
  for (const std::size_t size : {std::size_t{100}, std::size_t{70'000}, limits::max_packet_sent}) {
    const Bytes packet = pattern(size);
    const auto frames = read_client_frames(wrap(*transport_, packet));
    ASSERT_EQ(frames.size(), 1U);
    const Bytes clear = server_->receive(frames[0].data);
    ASSERT_TRUE(std::ranges::equal(BytesView(clear).subspan(4), packet)) << size;
  }
  EXPECT_TRUE(transport_->traits().obfuscated);
  EXPECT_FALSE(transport_->traits().pads_packets);
}

TEST_F(WebSocket, EachFrame_HasItsOwnMask) {
  const Bytes first = wrap(*transport_, sample_packet());
  const Bytes second = wrap(*transport_, sample_packet());
  EXPECT_NE(to_hex(BytesView(first).subspan(2, 4)), to_hex(BytesView(second).subspan(2, 4)));
}

TEST_F(WebSocket, PingsThatCameTogether_GetOnePong) {
  EXPECT_EQ(read_all(*transport_,
                     concat({server_frame(ping, as_bytes("ping!")), server_frame(ping, {})})),
            Seen{});
  EXPECT_EQ(reply(), "pong ") << "to the last one";
  EXPECT_EQ(reply(), "nothing");
}

const std::string bad = "CLOSE a WebSocket frame that a server may not send";
const std::string closed = "CLOSE the server closes the connection";

TEST_F(WebSocket, ForbiddenFrames_CloseWithCode1000_N116) {
  const std::vector<Bytes> frames{server_frame(0x81, as_bytes("text")),
                                  hex("828400000000"),
                                  hex("c200"),
                                  hex("09"),
                                  hex("0900"),
                                  hex("897e"),
                                  hex("827f8000000000000000"),
                                  hex("827f0000000001000001"),
                                  hex("8000"),
                                  hex("0000")};
  for (const Bytes& frame : frames) {
    for (const Split& split : {whole(), pieces_of(1)}) {
      connect();
      const Bytes packet = pattern(24);
      const Seen seen =
          read_all(*transport_, concat({server_frame(binary, from_server(packet)), frame}), split);
      if (frame.size() == 1) {
        EXPECT_EQ(seen, Seen{describe(packet)}) << "half a header";
        continue;
      }
      EXPECT_EQ(seen, (Seen{describe(packet), bad})) << to_hex(frame);
      EXPECT_EQ(reply(), "close 03e8");
      EXPECT_EQ(reply(), "nothing") << "said once";
    }
  }
}

TEST_F(WebSocket, NewMessageInsideAnother_Closes_N116) {
  EXPECT_EQ(
      read_all(*transport_, concat({server_frame(binary_more, {}), server_frame(binary, {})})),
      Seen{bad});
}

TEST_F(WebSocket, CloseFrame_IsAnsweredWith1000) {
  for (const Bytes& data : {Bytes{}, hex("03e8"), hex("03ea6279"), Bytes(125, 'x')}) {
    connect();
    const Bytes packet = pattern(24);
    const Bytes stream =
        concat({server_frame(binary, from_server(packet)), server_frame(close_frame, data),
                server_frame(binary, pattern(5))});
    EXPECT_EQ(read_all(*transport_, stream), (Seen{describe(packet), closed}));
    EXPECT_EQ(reply(), "close 03e8");
  }
  connect();
  EXPECT_EQ(read_all(*transport_, server_frame(close_frame, hex("03"))), Seen{bad});
}

TEST_F(WebSocket, OwnFarewell_IsSaidOnce) {
  transport_->begin_close();
  transport_->begin_close();
  EXPECT_EQ(reply(), "close 03e8");
  EXPECT_EQ(reply(), "nothing");
  EXPECT_TRUE(read_all(*transport_, server_frame(ping, {})).empty());
  EXPECT_EQ(reply(), "nothing") << "no pong after the farewell";
}

TEST_F(WebSocket, Pings_AreAnsweredWithTheirData) {
  EXPECT_TRUE(read_all(*transport_, server_frame(ping, as_bytes("hello"))).empty());
  EXPECT_EQ(reply(), "pong " + to_hex(as_bytes("hello")));
  const Bytes longest(125, 'x');
  EXPECT_TRUE(read_all(*transport_, server_frame(ping, longest), pieces_of(1)).empty());
  EXPECT_EQ(reply(), "pong " + to_hex(longest));
}

TEST_F(WebSocket, PingFlood_TenAnswersASecond_H16) {
  const auto answered = [this](milliseconds from) {
    int count = 0;
    for (int i = 0; i < 100; ++i) {
      EXPECT_TRUE(read_all(*transport_, server_frame(ping, {})).empty());
      if (reply(from + milliseconds{i}) != "nothing") ++count;
    }
    return count;
  };
  EXPECT_EQ(answered(milliseconds{0}), 10);
  EXPECT_EQ(answered(milliseconds{950}), 10) << "from one second after the first";
  EXPECT_EQ(answered(milliseconds{5000}), 10);
}

TEST_F(WebSocket, EmptyFrames_SixteenInARow) {
  Bytes empties;
  for (int i = 0; i < 16; ++i) append(empties, server_frame(binary, {}));
  const Bytes packet = pattern(24);
  EXPECT_EQ(
      read_all(*transport_, concat({empties, server_frame(binary, from_server(packet)), empties})),
      Seen{describe(packet)});
  EXPECT_EQ(read_all(*transport_, server_frame(binary, {})),
            Seen{"CLOSE too many frames without meaning"});
}

TEST_F(WebSocket, HugeFrame_ReservesNothing_C25) {
  EXPECT_TRUE(read_all(*transport_, hex("827f0000000001000000")).empty());
  EXPECT_TRUE(transport_->inside_frame());
  EXPECT_LE(transport_->prepare(1).size(), limits::receive_growth);
}

TEST_F(WebSocket, RefusedPacket_ChangesNothing) {
  (void)server_->receive(BytesView(opening_.data).subspan(64));
  Buffer odd(Buffer::default_headroom);
  odd.append(hex("010203"));
  EXPECT_FALSE(transport_->wrap(odd, false).has_value());
  EXPECT_EQ(to_hex(odd.bytes()), "010203");
  const auto frames = read_client_frames(wrap(*transport_, sample_packet()));
  EXPECT_EQ(to_hex(BytesView(server_->receive(frames[0].data)).subspan(4)),
            to_hex(sample_packet()));
}

TEST(WebSocketTransport, OthersHaveNothingToSay) {
  ScriptedRandom random;
  const auto transport = make(TransportKind::obfuscated_padded, random);
  transport->begin_close();
  Buffer out;
  EXPECT_FALSE(transport->take_reply({}, out));
}

}  // namespace
}  // namespace strata::mtproto::transport_test
