// A stream in records and frames, whose borders mean nothing: every cut of it gives the same.
#include "transport/envelope_transport.hpp"

#include "mtproto/transport/fake_tls_server.hpp"
#include "mtproto/transport/stream.hpp"
#include "mtproto/transport/websocket_server.hpp"
#include "transport/fake_tls_transport.hpp"
#include "transport/framed_transport.hpp"
#include "transport/websocket_transport.hpp"

#include <random>

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

std::unique_ptr<Transport> inner() {
  return std::make_unique<FramedTransport>(make_intermediate(limits::max_frame_received),
                                           Opening::omit);
}

// `data` in records of odd sizes, one of them empty, and a change of cipher among them.
Bytes in_records(BytesView data) {
  return concat({tls_record(0x17, data.first(3)), tls_record(0x14, Bytes{1}), tls_record(0x17, {}),
                 tls_record(0x17, data.subspan(3, 1)), tls_record(0x17, data.subspan(4, 500)),
                 tls_record(0x17, data.subspan(504))});
}

// `data` in frames and messages of odd sizes, one of them empty, and control frames among them.
Bytes in_frames(BytesView data) {
  constexpr unsigned binary = 0x82;
  constexpr unsigned binary_more = 0x02;
  constexpr unsigned more = 0x00;
  constexpr unsigned last = 0x80;
  constexpr unsigned ping = 0x89;
  constexpr unsigned pong = 0x8a;
  return concat({server_frame(binary, data.first(3)), server_frame(ping, as_bytes("ping!")),
                 server_frame(binary_more, {}), server_frame(pong, {}),
                 server_frame(more, data.subspan(3, 1)), server_frame(ping, {}),
                 server_frame(last, data.subspan(4, 500)),
                 server_frame(binary, data.subspan(504))});
}

struct Kind {
  const char* name;
  std::unique_ptr<Transport> (*make)(crypto::RandomSource& random);
  Bytes (*envelop)(BytesView data);
};

const Kind tls{"records",
               [](crypto::RandomSource&) -> std::unique_ptr<Transport> {
                 return std::make_unique<FakeTlsTransport>(inner());
               },
               in_records};
const Kind websocket{"frames",
                     [](crypto::RandomSource& random) -> std::unique_ptr<Transport> {
                       return std::make_unique<WebSocketTransport>(inner(), random);
                     },
                     in_frames};

class EnvelopeTransportTest : public testing::TestWithParam<Kind> {
 protected:
  // One conversation: two packets and an error.
  const Bytes first_ = pattern(72);
  const Bytes second_ = pattern(1000);
  const Seen expected_{describe(first_), describe(second_), "error -404"};
  const Bytes stream_ = GetParam().envelop(
      concat({hex("48000000"), first_, hex("e8030000"), second_, hex("04000000 6cfeffff")}));

  Seen read(const Split& split = whole()) { return read_all(*make(), stream_, split); }
  std::unique_ptr<Transport> make() { return GetParam().make(random_); }

  ScriptedRandom random_;
};

TEST_P(EnvelopeTransportTest, Whole) { EXPECT_EQ(read(), expected_); }

TEST_P(EnvelopeTransportTest, OneByteAtATime_N095) { EXPECT_EQ(read(pieces_of(1)), expected_); }

TEST_P(EnvelopeTransportTest, EveryBorder_N095) {
  for (std::size_t border = 1; border < stream_.size(); ++border) {
    ASSERT_EQ(read(cut_at(border)), expected_) << border;
  }
}

TEST_P(EnvelopeTransportTest, RandomSplits_N105) {
  std::mt19937 generator(5489);
  for (int round = 0; round < 2000; ++round) {
    const Split split = [&generator](std::size_t left) {
      return 1 + generator() % std::min<std::size_t>(left, 300);
    };
    ASSERT_EQ(read(split), expected_) << round;
  }
}

TEST_P(EnvelopeTransportTest, Truncated_GivesAPartAndNoError) {
  for (std::size_t end = 0; end < stream_.size(); ++end) {
    const Seen seen = read_all(*make(), BytesView(stream_).first(end));
    ASSERT_LT(seen.size(), expected_.size());
    ASSERT_TRUE(std::equal(seen.begin(), seen.end(), expected_.begin())) << end;
  }
}

TEST_P(EnvelopeTransportTest, InsideFrame_CoversHeadersAndContent) {
  const auto transport = make();
  EXPECT_FALSE(transport->inside_frame());
  (void)read_all(*transport, BytesView(stream_).first(1));
  EXPECT_TRUE(transport->inside_frame()) << "a header under way";
  (void)read_all(*transport, BytesView(stream_).subspan(1));
  EXPECT_FALSE(transport->inside_frame());
}

INSTANTIATE_TEST_SUITE_P(Kinds, EnvelopeTransportTest, testing::Values(tls, websocket),
                         [](const testing::TestParamInfo<Kind>& each) { return each.param.name; });

}  // namespace
}  // namespace strata::mtproto::transport_test
