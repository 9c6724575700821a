// Tests of finding out the transport and of every framing, over every split of the bytes.
#include "transport/server_stream.hpp"

#include "crypto/digest.hpp"
#include "testing/support.hpp"

#include "strata/datacenter/errors.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace strata::datacenter {
namespace {

/// The 40-byte req_pq_multi packet of the published walk-through.
const Bytes packet =
    hex("000000000000000064f70d00fcc0ab6514000000f18e7ebe15a084b3b9ca2a17f03925f44b78fe68");

Bytes join(std::initializer_list<Bytes> parts) {
  Bytes joined;
  for (const Bytes& part : parts) append(joined, part);
  return joined;
}

/// An obfuscated connection by V-804: header, then two packets with the tag inside.
class ObfuscatedClient {
 public:
  ObfuscatedClient(std::uint32_t tag, BytesView secret) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      header[i] = static_cast<std::uint8_t>(3 * i + 7);
    }
    store_le(header.data() + 56, tag);
    const Bytes seed(header.begin() + 8, header.begin() + 56);
    const Bytes reversed(seed.rbegin(), seed.rend());
    outgoing.emplace(stream_of(seed, secret));
    incoming.emplace(stream_of(reversed, secret));
    Bytes encrypted = header;
    outgoing->apply(encrypted);
    std::copy(encrypted.begin() + 56, encrypted.end(), header.begin() + 56);
  }

  static CtrStream stream_of(BytesView seed, BytesView secret) {
    AesKey key;
    std::ranges::copy(seed.first(32), key.begin());
    if (!secret.empty()) key = sha256({seed.first(32), secret});
    CtrIv iv;
    std::ranges::copy(seed.subspan(32), iv.begin());
    return CtrStream(key, iv);
  }

  Bytes header = Bytes(64);
  std::optional<CtrStream> outgoing;
  std::optional<CtrStream> incoming;
};

class ServerStreamTest : public testing::Test {
 protected:
  /// The payloads that come out when the bytes arrive in pieces of this size.
  std::vector<Bytes> packets_of(ServerStream& stream, BytesView bytes, std::size_t piece) {
    std::vector<Bytes> packets;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      stream.receive(bytes.subspan(at, std::min(piece, bytes.size() - at)));
      while (true) {
        auto next = stream.next();
        if (!next) {
          error = next.error().code();
          return packets;
        }
        if (!next->has_value()) break;
        wanted_quick_ack = (*next)->wants_quick_ack;
        packets.push_back(std::move((*next)->payload));
      }
    }
    return packets;
  }

  std::unique_ptr<Random> random = make_random(1);
  std::error_code error;
  bool wanted_quick_ack = false;
};

struct Wire {
  const char* name;
  Bytes bytes;
  bool padded = false;
};

std::ostream& operator<<(std::ostream& out, const Wire& wire) { return out << wire.name; }

class Transports : public ServerStreamTest, public testing::WithParamInterface<Wire> {};

TEST_P(Transports, GiveTheSamePacketsHoweverTheBytesAreSplit) {
  const Bytes& bytes = GetParam().bytes;
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    ServerStream stream(*random, {});
    const auto packets = packets_of(stream, bytes, piece);
    ASSERT_FALSE(error) << piece << ": " << error.message();
    ASSERT_EQ(packets.size(), 2U) << piece;
    for (const Bytes& each : packets) {
      EXPECT_TRUE(std::ranges::equal(packet, BytesView(each).first(packet.size())));
    }
    EXPECT_EQ(stream.transport_name(), GetParam().name);
  }
}

// V-806
const Bytes full_frames = join({hex("34000000 00000000"), packet, hex("34e133f7"),
                                hex("34000000 01000000"), packet, hex("56d91bdd")});

INSTANTIATE_TEST_SUITE_P(
    All, Transports,
    testing::Values(
        Wire{"abridged", join({hex("ef0a"), packet, hex("0a"), packet})},
        Wire{"intermediate", join({hex("eeeeeeee 28000000"), packet, hex("28000000"), packet})},
        Wire{"padded", join({hex("dddddddd 2b000000"), packet, hex("aabbcc 28000000"), packet})},
        Wire{"full", full_frames},
        Wire{"http",
             [] {
               const std::string_view header =
                   "POST /api HTTP/1.1\r\nHost: x\r\ncontent-length:  40\r\n\r\n";
               const Bytes text(as_bytes(header).begin(), as_bytes(header).end());
               return join({text, packet, text, packet});
             }()}),
    [](const auto& each) { return std::string(each.param.name); });

class ObfuscatedTransports : public ServerStreamTest,
                             public testing::WithParamInterface<std::tuple<std::uint32_t, bool>> {};

TEST_P(ObfuscatedTransports, AreReadAndWrittenThroughTheStream) {
  const auto [tag, with_secret] = GetParam();
  const Bytes secret = with_secret ? counting_bytes(16) : Bytes();
  const Bytes length = tag == 0xefefefefU ? hex("0a") : hex("28000000");
  for (const std::size_t piece : {1U, 15U, 16U, 63U, 64U, 65U, 1000U}) {
    ObfuscatedClient client(tag, secret);
    Bytes body = join({length, packet, length, packet});
    client.outgoing->apply(body);
    ServerStream stream(*random, {Bytes(16, 9), counting_bytes(16)});
    const auto packets = packets_of(stream, join({client.header, body}), piece);
    ASSERT_FALSE(error) << error.message();
    ASSERT_EQ(packets, (std::vector<Bytes>{packet, packet}));

    stream.send_error(-404);
    stream.send_error(-429);
    Bytes output = stream.take_output();
    client.incoming->apply(output);
    const Bytes one = tag == 0xefefefefU ? hex("01") : hex("04000000");
    // V-807
    EXPECT_EQ(output, join({one, hex("6cfeffff"), one, hex("53feffff")}));
  }
}

INSTANTIATE_TEST_SUITE_P(All, ObfuscatedTransports,
                         testing::Combine(testing::Values(0xefefefefU, 0xeeeeeeeeU, 0xddddddddU),
                                          testing::Bool()));

TEST_F(ServerStreamTest, ReadsThePublishedObfuscationVector) {
  // V-804: header byte i = 3i+7, tag ee.
  ObfuscatedClient client(0xeeeeeeeeU, {});
  EXPECT_EQ(to_hex(BytesView(client.header).subspan(56)), "859fd981bee2a0d9");
  auto read = read_obfuscation(client.header, {});
  ASSERT_TRUE(read.has_value());
  Bytes zeros(16);
  read->incoming.apply(zeros);
  EXPECT_EQ(to_hex(zeros), "ca8a33b4e43f5f2c16476c0bf4e40756");
  zeros.assign(16, 0);
  read->outgoing.apply(zeros);
  EXPECT_EQ(to_hex(zeros), "21d9ded4dff7cb35b7168a470f08336a");
}

struct BadBytes {
  const char* what;
  Bytes bytes;
};

std::ostream& operator<<(std::ostream& out, const BadBytes& bad) { return out << bad.what; }

class BadStreams : public ServerStreamTest, public testing::WithParamInterface<BadBytes> {};

TEST_P(BadStreams, AreRefused) {
  ServerStream stream(*random, {});
  EXPECT_TRUE(packets_of(stream, GetParam().bytes, 3).empty());
  EXPECT_EQ(error, Errc::bad_frame) << GetParam().what;
}

const Bytes no_header(64, 'x');

INSTANTIATE_TEST_SUITE_P(
    All, BadStreams,
    testing::Values(
        BadBytes{"abridged length 0", hex("ef00000000")},
        BadBytes{"abridged overlong form", hex("ef7f7e0000")},
        BadBytes{"abridged too large", hex("ef7fffffff")},
        BadBytes{"intermediate length 0", hex("eeeeeeee00000000")},
        BadBytes{"intermediate too large", hex("eeeeeeeeffffff7f")},
        BadBytes{"intermediate length 5", hex("eeeeeeee05000000")},
        BadBytes{"padded too large", hex("ddddddddffffff7f")},
        BadBytes{"full length 11", hex("0b00000000000000")},
        BadBytes{"full too large", hex("ffffff7f00000000")},
        BadBytes{"full wrong checksum", join({hex("34000000 00000000"), packet, hex("34e133f8")})},
        BadBytes{"full wrong sequence", join({hex("10000000 00000000 00000000 8a24ff7e"),
                                              hex("10000000 00000000 00000000 8a24ff7e")})},
        BadBytes{"no transport", no_header},
        BadBytes{"GET", Bytes(as_bytes("GET / HTTP/1.1\r\n\r\n").begin(),
                              as_bytes("GET / HTTP/1.1\r\n\r\n").end())},
        BadBytes{"endless header", [] {
                   Bytes bytes(20000, 'a');
                   std::ranges::copy(as_bytes("POST /api"), bytes.begin());
                   return bytes;
                 }()}));

TEST_F(ServerStreamTest, FramesAnswersInTheTransportOfTheClient) {
  const auto answer_on = [&](const Bytes& request, const Bytes& payload) {
    ServerStream stream(*random, {});
    static_cast<void>(packets_of(stream, request, request.size()));
    stream.send(payload);
    return stream.take_output();
  };
  const Bytes small = counting_bytes(8);
  const Bytes large(0x7f * 4, 5);
  EXPECT_EQ(answer_on(hex("ef"), small), join({hex("02"), small}));
  EXPECT_EQ(answer_on(hex("ef"), large), join({hex("7f7f0000"), large}));
  EXPECT_EQ(answer_on(hex("eeeeeeee"), small), join({hex("08000000"), small}));
  const Bytes full = answer_on(full_frames, packet);
  EXPECT_EQ(full, join({hex("34000000 00000000"), packet, hex("34e133f7")}));
}

TEST_F(ServerStreamTest, PadsWithLessThanABlock) {
  ServerStream stream(*random, {});
  static_cast<void>(packets_of(stream, hex("dddddddd"), 4));
  std::size_t longest = 0;
  for (int i = 0; i < 200; ++i) {
    stream.send(packet);
    const Bytes frame = stream.take_output();
    const std::size_t length = load_le<std::uint32_t>(frame.data());
    ASSERT_EQ(frame.size(), 4 + length);
    ASSERT_GE(length, packet.size());
    longest = std::max(longest, length - packet.size());
  }
  EXPECT_EQ(longest, 15U);
}

TEST_F(ServerStreamTest, QuickAcksAreAskedForByTheTopBit) {
  ServerStream abridged(*random, {});
  static_cast<void>(packets_of(abridged, join({hex("ef8a"), packet}), 1));
  EXPECT_TRUE(wanted_quick_ack);
  abridged.send_quick_ack(0xf6dde729U);
  EXPECT_EQ(to_hex(abridged.take_output()), "f6dde729");

  ServerStream intermediate(*random, {});
  static_cast<void>(packets_of(intermediate, join({hex("eeeeeeee 28000080"), packet}), 1));
  EXPECT_TRUE(wanted_quick_ack);
  intermediate.send_quick_ack(0xf6dde729U);
  EXPECT_EQ(to_hex(intermediate.take_output()), "29e7ddf6");
}

TEST_F(ServerStreamTest, HttpAnswersOneRequestWithOneResponse) {
  const std::string header = "POST /api HTTP/1.1\r\nContent-Length: 40\r\n\r\n";
  const Bytes text(header.begin(), header.end());
  ServerStream stream(*random, {});
  static_cast<void>(packets_of(stream, join({text, packet}), 7));
  stream.send(hex("01020304"));
  stream.send(hex("05060708"));
  const std::string first(as_text(stream.take_output()));
  EXPECT_TRUE(first.ends_with("Content-Length: 4\r\n\r\n\x01\x02\x03\x04")) << first;
  static_cast<void>(packets_of(stream, join({text, packet}), 7));
  const std::string second(as_text(stream.take_output()));
  EXPECT_TRUE(second.ends_with("\x05\x06\x07\x08")) << second;
}

}  // namespace
}  // namespace strata::datacenter
