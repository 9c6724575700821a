// Every transport kind: packets that survive any split, limits, and zero-copy payloads.
#include "mtproto/transport/obfuscated_server.hpp"
#include "mtproto/transport/stream.hpp"

#include "strata/crypto/crc32.hpp"
#include "strata/mtproto/errors.hpp"

#include <random>

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

// What a server sends for `packets`, written down independently of the codecs.
Bytes server_stream(TransportKind kind, const std::vector<Bytes>& packets) {
  Bytes stream;
  std::uint32_t number = 0;
  for (const Bytes& packet : packets) {
    const auto size = static_cast<std::uint32_t>(packet.size());
    Bytes header(4);
    switch (kind) {
      case TransportKind::abridged:
      case TransportKind::obfuscated_abridged:
        if (size / 4 < 0x7f) {
          header.assign(1, static_cast<std::uint8_t>(size / 4));
        } else {
          store_le(header.data(), (size / 4) << 8U | 0x7fU);
        }
        append(stream, concat({header, packet}));
        break;
      case TransportKind::full: {
        Bytes frame(8);
        store_le(frame.data(), size + 12);
        store_le(frame.data() + 4, number++);
        append(frame, packet);
        store_le(header.data(), crypto::crc32(frame));
        append(stream, concat({frame, header}));
        break;
      }
      default:
        store_le(header.data(), size);
        append(stream, concat({header, packet}));
    }
  }
  return stream;
}

class EveryTransport : public testing::TestWithParam<TransportKind> {
 protected:
  const std::vector<Bytes> packets_{pattern(72), pattern(504), pattern(508), pattern(24),
                                    pattern(1200)};
  const Bytes clear_ = server_stream(GetParam(), packets_);

  // A fresh connection whose client has written one packet already.
  struct Connection {
    std::unique_ptr<ScriptedRandom> random = std::make_unique<ScriptedRandom>();
    std::unique_ptr<Transport> transport = {};
    Bytes stream = {};
  };

  Connection connect(const TransportOptions& options = {}) {
    Connection connection;
    connection.transport = make(GetParam(), *connection.random, options);
    const Bytes opening = wrap(*connection.transport, sample_packet());
    connection.stream = clear_;
    if (connection.transport->traits().obfuscated) {
      connection.stream = ObfuscatedServer(opening).send(clear_);
    }
    return connection;
  }

  Seen expected() const {
    Seen seen;
    for (const Bytes& packet : packets_) seen.push_back(describe(packet));
    return seen;
  }

  Seen read(const Split& split, std::size_t at_least = 1) {
    Connection connection = connect();
    return read_all(*connection.transport, connection.stream, split, at_least);
  }
};

TEST_P(EveryTransport, Whole) { EXPECT_EQ(read(whole(), 64 * 1024), expected()); }

TEST_P(EveryTransport, OneByteAtATime_N095) { EXPECT_EQ(read(pieces_of(1)), expected()); }

TEST_P(EveryTransport, EveryBorder_N095) {
  for (std::size_t border = 1; border < clear_.size(); ++border) {
    ASSERT_EQ(read(cut_at(border), 4096), expected()) << border;
  }
}

TEST_P(EveryTransport, RandomSplits_N095) {
  std::mt19937 generator(42);
  for (int round = 0; round < 300; ++round) {
    const Split split = [&generator](std::size_t left) {
      return 1 + generator() % std::min<std::size_t>(left, 600);
    };
    ASSERT_EQ(read(split, 1 + generator() % 3000), expected()) << round;
  }
}

TEST_P(EveryTransport, Truncated_GivesNoEventAndNoError) {
  for (std::size_t end = 0; end < clear_.size(); ++end) {
    Connection connection = connect();
    const Seen seen =
        read_all(*connection.transport, BytesView(connection.stream).first(end), whole(), 4096);
    ASSERT_LE(seen.size(), packets_.size());
    for (std::size_t i = 0; i < seen.size(); ++i) ASSERT_EQ(seen[i], describe(packets_[i])) << end;
  }
}

TEST_P(EveryTransport, InsideFrame_FollowsTheFrames) {
  Connection connection = connect();
  Transport& transport = *connection.transport;
  EXPECT_FALSE(transport.inside_frame());
  (void)read_all(transport, BytesView(connection.stream).first(10));
  EXPECT_TRUE(transport.inside_frame());
  (void)read_all(transport, BytesView(connection.stream).subspan(10));
  EXPECT_FALSE(transport.inside_frame());
}

TEST_P(EveryTransport, Payloads_AliasTheReceiveBuffer) {
  Connection connection = connect();
  Transport& transport = *connection.transport;
  const MutableBytes space = transport.prepare(8192);
  std::ranges::copy(connection.stream, space.begin());
  transport.commit(connection.stream.size());
  for (;;) {
    const Result<std::optional<TransportEvent>> event = transport.next();
    ASSERT_TRUE(event.has_value());
    if (!*event) break;
    const MutableBytes payload = std::get<PacketReceived>(**event).payload;
    EXPECT_GE(payload.data(), space.data());
    EXPECT_LE(payload.data() + payload.size(), space.data() + space.size());
    payload[0] = 0;  // it may be changed: decryption works in place
  }
}

TEST_P(EveryTransport, FrameOverTheCap_Closes_C25) {
  Connection connection = connect({.max_frame = 1199});
  const Seen seen = read_all(*connection.transport, connection.stream, pieces_of(1));
  ASSERT_EQ(seen.size(), packets_.size());
  EXPECT_EQ(seen.back(), "CLOSE a received frame is larger than the limit");
}

TEST_P(EveryTransport, LongestFrame_IsReservedAsItArrives_C25) {
  ScriptedRandom random;
  const auto transport = make(GetParam(), random);
  const Bytes opening = wrap(*transport, sample_packet());
  const Bytes longest = pattern(limits::max_frame_received);
  Bytes stream = server_stream(GetParam(), {longest});
  if (transport->traits().obfuscated) stream = ObfuscatedServer(opening).send(stream);

  std::size_t arrived = 0;
  std::string seen;
  while (arrived < stream.size()) {
    const MutableBytes space = transport->prepare(1);
    ASSERT_LE(space.size(), std::max(arrived, limits::receive_growth));
    const std::size_t count = std::min(space.size(), stream.size() - arrived);
    std::copy_n(stream.begin() + static_cast<std::ptrdiff_t>(arrived), count, space.begin());
    transport->commit(count);
    arrived += count;
    const Result<std::optional<TransportEvent>> event = transport->next();
    ASSERT_TRUE(event.has_value());
    if (*event) seen = describe(**event);
  }
  EXPECT_TRUE(seen == describe(longest));
}

TEST_P(EveryTransport, Wrap_RefusesWhatNoServerTakes) {
  ScriptedRandom random;
  const auto transport = make(GetParam(), random);
  const auto refusal = [&transport](std::size_t size) {
    Buffer packet(Buffer::default_headroom);
    packet.append(pattern(size));
    const Status status = transport->wrap(packet, false);
    EXPECT_EQ(packet.size(), size);
    return status ? std::error_code() : status.error().code();
  };
  EXPECT_EQ(refusal(0), Errc::frame_length);
  EXPECT_EQ(refusal(42), Errc::frame_length);
  EXPECT_EQ(refusal(limits::max_packet_sent + 4), Errc::packet_too_large);
}

TEST_P(EveryTransport, Wrap_FitsIntoTheDefaultHeadroom) {
  ScriptedRandom random;
  const auto transport = make(GetParam(), random);
  Buffer packet(Buffer::default_headroom);
  packet.append(sample_packet());
  packet.append(64);
  packet.drop_back(64);  // leave capacity for padding and checksum
  const std::uint8_t* const body = packet.data();
  ASSERT_TRUE(transport->wrap(packet, true).has_value());
  EXPECT_GE(body, packet.data());
  EXPECT_LE(body + sample_packet().size(), packet.data() + packet.size());
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryTransport,
                         testing::Values(TransportKind::abridged, TransportKind::intermediate,
                                         TransportKind::padded_intermediate, TransportKind::full,
                                         TransportKind::obfuscated_abridged,
                                         TransportKind::obfuscated_intermediate,
                                         TransportKind::obfuscated_padded),
                         [](const testing::TestParamInfo<TransportKind>& each) {
                           return name_of(each.param);
                         });

}  // namespace
}  // namespace strata::mtproto::transport_test
