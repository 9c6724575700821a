// The records of fake TLS: what a proxy sees, and what it may send.
#include "mtproto/transport/fake_tls_server.hpp"
#include "mtproto/transport/obfuscated_server.hpp"
#include "mtproto/transport/stream.hpp"
#include "packet/encrypted.hpp"

#include "strata/crypto/message_cipher.hpp"
#include "strata/mtproto/errors.hpp"

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

const Bytes secret = hex("000102030405060708090a0b0c0d0e0f");

class FakeTls : public testing::Test {
 protected:
  void SetUp() override { connect(); }

  // A fresh connection whose client has written one packet.
  void connect() {
    random_ = std::make_unique<ScriptedRandom>();
    TransportOptions options;
    options.proxy_secret = secret;
    options.dc = -10002;
    transport_ = make(TransportKind::fake_tls, *random_, options);
    opening_ = read_client_records(wrap(*transport_, sample_packet()));
    proxy_.emplace(opening_.data, secret);
  }

  // Frames `packet` as padded intermediate without padding, encrypted as the proxy does.
  Bytes from_proxy(BytesView packet) {
    Bytes frame(4);
    store_le(frame.data(), static_cast<std::uint32_t>(packet.size()));
    append(frame, packet);
    return proxy_->send(frame);
  }

  std::unique_ptr<ScriptedRandom> random_;
  std::unique_ptr<Transport> transport_;
  ClientRecords opening_;
  std::optional<ObfuscatedServer> proxy_;
};

TEST_F(FakeTls, FirstPacket_OpensWithACipherChangeAndTheHeaderOfObfuscation_C16) {
  EXPECT_TRUE(opening_.began_with_cipher_change);
  EXPECT_EQ(opening_.sizes.size(), 1U);
  EXPECT_EQ(proxy_->tag(), 0xdd);
  EXPECT_EQ(proxy_->dc(), -10002);
  const Bytes frame = proxy_->receive(BytesView(opening_.data).subspan(64));
  EXPECT_EQ(load_le<std::uint32_t>(frame.data()), frame.size() - 4);
  EXPECT_EQ(to_hex(BytesView(frame).subspan(4, 40)), to_hex(sample_packet()));

  const ClientRecords second = read_client_records(wrap(*transport_, sample_packet()));
  EXPECT_FALSE(second.began_with_cipher_change);
  EXPECT_EQ(to_hex(BytesView(proxy_->receive(second.data)).subspan(4, 40)),
            to_hex(sample_packet()));
  EXPECT_TRUE(transport_->traits().obfuscated);
  EXPECT_TRUE(transport_->traits().pads_packets);
}

TEST_F(FakeTls, LongPackets_AreCutIntoRecords_C16) {
  (void)proxy_->receive(BytesView(opening_.data).subspan(64));
  for (const std::size_t size : {std::size_t{2860}, std::size_t{2876}, std::size_t{5752},
                                 std::size_t{100'000}, limits::max_packet_sent}) {
    const Bytes packet = pattern(size);
    const ClientRecords records = read_client_records(wrap(*transport_, packet));
    for (std::size_t i = 0; i + 1 < records.sizes.size(); ++i) ASSERT_EQ(records.sizes[i], 2878U);
    ASSERT_LE(records.sizes.back(), 2878U);
    const Bytes frame = proxy_->receive(records.data);
    ASSERT_TRUE(std::ranges::equal(BytesView(frame).subspan(4, size), packet)) << size;
  }
}

TEST_F(FakeTls, RefusedPacket_ChangesNothing) {
  (void)proxy_->receive(BytesView(opening_.data).subspan(64));
  Buffer odd(Buffer::default_headroom);
  odd.append(hex("010203"));
  EXPECT_FALSE(transport_->wrap(odd, false).has_value());
  EXPECT_EQ(to_hex(odd.bytes()), "010203");
  const ClientRecords records = read_client_records(wrap(*transport_, sample_packet()));
  EXPECT_EQ(to_hex(BytesView(proxy_->receive(records.data)).subspan(4, 40)),
            to_hex(sample_packet()));
}

TEST_F(FakeTls, InsideFrame_CoversRecords) {
  EXPECT_FALSE(transport_->inside_frame());
  (void)read_all(*transport_, hex("1703"));
  EXPECT_TRUE(transport_->inside_frame()) << "a header under way";
  (void)read_all(*transport_, hex("030005"));
  EXPECT_TRUE(transport_->inside_frame()) << "a record under way";
}

const std::string bad_record = "CLOSE a TLS record that does not belong here";
const std::string flood = "CLOSE too many frames without meaning";

TEST_F(FakeTls, RecordSizes_N111) {
  const Bytes packet = pattern(16'380);
  EXPECT_EQ(read_all(*transport_, tls_record(0x17, from_proxy(packet))), Seen{describe(packet)});
  const Bytes longest = pattern(16'640 - 4);
  connect();
  EXPECT_EQ(read_all(*transport_, tls_record(0x17, from_proxy(longest))), Seen{describe(longest)});
  connect();
  EXPECT_EQ(read_all(*transport_, tls_header(0x17, 16'641)), Seen{bad_record});
  connect();
  EXPECT_EQ(read_all(*transport_, tls_header(0x17, 65'535)), Seen{bad_record});
}

TEST_F(FakeTls, OneByteRecords_N111) {
  const Bytes packet = pattern(100);
  Bytes stream;
  for (const std::uint8_t byte : from_proxy(packet)) append(stream, tls_record(0x17, Bytes{byte}));
  EXPECT_EQ(read_all(*transport_, stream), Seen{describe(packet)});
}

TEST_F(FakeTls, EmptyRecords_SixteenInARow_N111) {
  const Bytes packet = pattern(24);
  Bytes empties;
  for (int i = 0; i < 16; ++i)
    append(empties, tls_record(i % 3 == 0 ? 0x14 : 0x17, i % 3 == 0 ? Bytes{1} : Bytes{}));
  const Bytes data = tls_record(0x17, from_proxy(packet));
  EXPECT_EQ(read_all(*transport_, concat({empties, data, empties})), Seen{describe(packet)});
  EXPECT_EQ(read_all(*transport_, tls_header(0x17, 0)), Seen{flood});
}

TEST_F(FakeTls, AlertOrHandshake_Closes_N111) {
  for (const std::string_view record :
       {"15030300020100", "1603030001", "18030300010", "1703010001", "1403030002", "1403030000",
        "140303000102", "00000000000"}) {
    connect();
    const Bytes packet = pattern(24);
    std::string padded(record);
    if (padded.size() % 2 != 0) padded += "0";
    const Bytes stream = concat({tls_record(0x17, from_proxy(packet)), hex(padded)});
    EXPECT_EQ(read_all(*transport_, stream), (Seen{describe(packet), bad_record})) << record;
    connect();
    const Bytes again = concat({tls_record(0x17, from_proxy(packet)), hex(padded)});
    EXPECT_EQ(read_all(*transport_, again, pieces_of(1)), (Seen{describe(packet), bad_record}))
        << record;
  }
}

TEST_F(FakeTls, AfterAFault_NothingIsRead) {
  EXPECT_EQ(read_all(*transport_, hex("1503030000")), Seen{bad_record});
  EXPECT_EQ(read_all(*transport_, tls_record(0x17, from_proxy(pattern(24)))), Seen{bad_record});
}

TEST_F(FakeTls, ReservesNoMoreThanHasCome_C25) {
  EXPECT_LE(transport_->prepare(1).size(), limits::receive_growth);
  Bytes length(4);
  store_le(length.data(), static_cast<std::uint32_t>(limits::max_frame_received));
  EXPECT_TRUE(read_all(*transport_, tls_record(0x17, proxy_->send(length))).empty());
  EXPECT_LE(transport_->prepare(1).size(), limits::receive_growth);
}

TEST_F(FakeTls, SecondCommit_IsIgnored) {
  (void)transport_->prepare(64);
  transport_->commit(1'000'000);
  transport_->commit(5);
  SUCCEED();
}

// All that the layers above learn of a transport are its traits, so they cannot trust this one
// more.
TEST_F(FakeTls, TraitsAreThoseOfTheStreamInside_C17) {
  ScriptedRandom random;
  const auto inside = make(TransportKind::obfuscated_padded, random);
  const auto [pads, obfuscated, acks, answers_only] = transport_->traits();
  const auto [pads_inside, obfuscated_inside, acks_inside, answers_only_inside] = inside->traits();
  EXPECT_EQ(pads, pads_inside);
  EXPECT_EQ(obfuscated, obfuscated_inside);
  EXPECT_EQ(acks, acks_inside);
  EXPECT_EQ(answers_only, answers_only_inside);
}

// Records have no digest of their own: whoever changes one is found out by the packet's checks.
TEST_F(FakeTls, ChangedRecord_IsDeliveredAndRefusedByThePacket_C17) {
  const auto key = crypto::AuthKey::from_bytes(pattern(256)).value();
  Buffer message(Buffer::default_headroom);
  message.append(pattern(80));
  crypto::encrypt_message(key, crypto::Direction::server_to_client, message);
  const BytesView sealed = std::as_const(message).bytes();
  Bytes record = tls_record(0x17, from_proxy(sealed));
  record[record.size() - 20] ^= 1;

  const MutableBytes space = transport_->prepare(record.size());
  std::ranges::copy(record, space.begin());
  transport_->commit(record.size());
  const auto event = transport_->next();
  ASSERT_TRUE(event.has_value() && *event);
  const MutableBytes payload = std::get<PacketReceived>(**event).payload;
  ASSERT_EQ(payload.size(), sealed.size());
  EXPECT_EQ(packet::open(key, 1, transport_->traits().pads_packets, payload).error().code(),
            Errc::msg_key_mismatch);
}

TEST(FakeTlsTransport, NeedsASecret) {
  ScriptedRandom random;
  EXPECT_EQ(make_transport(TransportKind::fake_tls, random, {}).error().code(),
            Errc::invalid_argument);
}

}  // namespace
}  // namespace strata::mtproto::transport_test
