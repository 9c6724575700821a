// AES-256-CTR: vectors, pieces, carries, and the obfuscation and CDN streams built on it.
#include "strata/crypto/aes_ctr.hpp"

#include "aes/ctr_portable.hpp"
#include "crypto/lcg.hpp"
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/crc32.hpp"
#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

Aes256Key key_of(BytesView bytes) { return bytes.first<32>(); }
CtrIv iv_of(BytesView bytes) { return bytes.first<16>(); }

Bytes applied(Aes256Ctr& stream, BytesView to) {
  Bytes data(to.begin(), to.end());
  stream.apply(data);
  return data;
}

constexpr std::array<std::uint32_t, 10> lengths{0,    1,     31,    32,     33,
                                                9999, 10000, 10001, 999999, 1000001};

std::uint32_t sum_in_random_pieces(std::uint32_t length, bool full_carry) {
  test::Lcg lcg(length);
  Bytes data = lcg.bytes(length);
  const Bytes key = lcg.bytes(32);
  const Bytes iv = full_carry ? Bytes(16, 0xff) : lcg.bytes(16);
  ScriptedRandom random;
  Aes256Ctr stream(key_of(key), iv_of(iv));
  for (MutableBytes rest(data); !rest.empty();) {
    const std::size_t size = std::min<std::size_t>(rest.size(), random.uniform(5000));
    stream.apply(rest.first(size));
    rest = rest.subspan(size);
  }
  return crc32(data);
}

// Big-endian sums, one per length.
void check_sums(BytesView sums, bool full_carry) {
  ASSERT_EQ(sums.size(), 4 * lengths.size());
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const auto sum = __builtin_bswap32(load_le<std::uint32_t>(sums.data() + 4 * i));
    EXPECT_EQ(sum_in_random_pieces(lengths[i], full_carry), sum) << lengths[i];
  }
}

TEST(AesCtr, RandomPieces_MatchPublishedSums) {
  check_sums(Vectors("aes.txt")["v106.sums"], false);
}

TEST(AesCtr, Counter_CarriesThroughAllBits) { check_sums(Vectors("aes.txt")["v107.sums"], true); }

TEST(AesCtr, MtcuteVector_InBlocks) {
  const Vectors vectors("aes.txt");
  const Bytes key = vectors["mtcute_ctr.key"];
  const Bytes iv = vectors["mtcute_ctr.iv"];
  Aes256Ctr stream(key_of(key), iv_of(iv));
  EXPECT_EQ(applied(stream, vectors["mtcute_ctr.plain"]), vectors["mtcute_ctr.cipher"]);
}

TEST(AesCtr, Moved_GoesOnWhereItWas) {
  const std::array<std::uint8_t, 32> key{};
  const std::array<std::uint8_t, 16> iv{};
  Aes256Ctr whole(key, iv);
  const Bytes expected = applied(whole, Bytes(48));
  Aes256Ctr first(key, iv);
  Bytes got = applied(first, Bytes(21));
  Aes256Ctr second(std::move(first));
  append(got, applied(second, Bytes(27)));
  EXPECT_EQ(got, expected);
}

TEST(PortableCtr, AgreesWithOpenSsl_OverCarries) {
  ScriptedRandom random;
  for (int round = 0; round < 20; ++round) {
    const auto key = random.array<32>();
    auto iv = random.array<16>();
    for (std::size_t i = 16 - static_cast<std::size_t>(round % 16); i < 16; ++i) iv[i] = 0xff;
    Bytes data(700);
    random.fill(data);
    Bytes copy = data;
    Aes256Ctr(key, iv).apply(data);
    PortableCtr portable(key.data(), iv);
    portable.apply(MutableBytes(copy).first(33));
    portable.apply(MutableBytes(copy).subspan(33));
    ASSERT_EQ(copy, data) << round;
  }
}

TEST(CdnCounter, PublishedOffsets) {
  const Vectors vectors("aes.txt");
  const Bytes key = vectors["v808.key"];
  const Bytes iv = vectors["v808.iv"];
  for (const std::uint64_t offset :
       {0ULL, 16ULL, 4096ULL, 131072ULL, 1048576ULL, 4294967296ULL}) {  // V-808
    const auto counter = cdn_counter(iv_of(iv), offset);
    ASSERT_TRUE(counter);
    Aes256Ctr stream(key_of(key), *counter);
    EXPECT_EQ(applied(stream, Bytes(16)), vectors["v808.at_" + std::to_string(offset)]);
  }
  const auto last = cdn_counter(iv_of(iv), 0xffff'ffffULL * 16);
  ASSERT_TRUE(last);
  Aes256Ctr stream(key_of(key), *last);
  EXPECT_EQ(applied(stream, Bytes(32)), vectors["v808.carry"]);
}

TEST(CdnCounter, OffsetsBeyondTheCounter_AreRefused) {
  const std::array<std::uint8_t, 16> iv{};
  for (const std::uint64_t offset : {1ULL, 15ULL, 17ULL, 1ULL << 36U, ~0ULL - 15}) {
    const auto counter = cdn_counter(iv, offset);
    ASSERT_FALSE(counter) << offset;
    EXPECT_EQ(counter.error().code(), Errc::offset_limit);
  }
  EXPECT_TRUE(cdn_counter(iv, (1ULL << 36U) - 16));
}

// C-08: what the obfuscated transport derives from its 64-byte header.
struct Streams {
  Aes256Ctr send;
  Aes256Ctr receive;
};

Streams obfuscation_streams(BytesView header, BytesView secret) {
  Bytes reversed(header.begin() + 8, header.begin() + 56);
  const Bytes forward = reversed;
  std::reverse(reversed.begin(), reversed.end());
  const auto stream = [secret](BytesView material) {
    Bytes key(material.begin(), material.begin() + 32);
    if (!secret.empty()) {
      const Sha256Digest mixed = sha256({key, secret});
      key.assign(mixed.begin(), mixed.end());
    }
    return Aes256Ctr(key_of(key), material.subspan<32, 16>());
  };
  return {stream(forward), stream(reversed)};
}

Bytes header_with(Bytes header, std::uint32_t tag, std::int16_t dc) {
  store_le(header.data() + 56, tag);
  store_le(header.data() + 60, dc);
  return header;
}

// The bytes 56…63 on the wire; the stream stands behind the header then.
Bytes wire_end(Streams& streams, BytesView header) {
  const Bytes encrypted = applied(streams.send, header);
  return {encrypted.begin() + 56, encrypted.end()};
}

TEST(Obfuscation, PublishedHeaders) {
  const Vectors vectors("obfuscation.txt");
  const Bytes v801 = header_with(Bytes(64, 'a'), 0xdddddddd, 2);
  Streams streams = obfuscation_streams(v801, Bytes(16, 0xaa));
  EXPECT_EQ(wire_end(streams, v801), vectors["v801.wire_end"]);

  const Bytes v802 = header_with(vectors["v802.header"], 0xdddddddd, 2);
  streams = obfuscation_streams(v802, vectors["v802.secret"]);
  EXPECT_EQ(wire_end(streams, v802), vectors["v802.wire_end"]);
  EXPECT_EQ(applied(streams.send, as_bytes("abcd")), vectors["v802.sent"]);
  EXPECT_EQ(applied(streams.receive, as_bytes("abcd")), vectors["v802.received"]);
}

TEST(Obfuscation, DataCentreNumbers) {
  const Vectors vectors("obfuscation.txt");
  const Bytes plain = header_with(Bytes(64, 0xff), 0xeeeeeeee, -1);
  Streams streams = obfuscation_streams(plain, {});
  EXPECT_EQ(wire_end(streams, plain), vectors["v803.plain_end"]);
  for (const auto& [dc, name] : {std::pair{1, "v803.dc_1"}, std::pair{10001, "v803.dc_10001"},
                                 std::pair{-1, "v803.dc_minus_1"}}) {
    const Bytes header = header_with(Bytes(64, 0xff), 0xeeeeeeee, static_cast<std::int16_t>(dc));
    streams = obfuscation_streams(header, Bytes(16));
    EXPECT_EQ(wire_end(streams, header), vectors[name]);
  }
}

TEST(Obfuscation, StreamsInBothDirections) {
  const Vectors vectors("obfuscation.txt");
  Bytes header(64);
  for (std::size_t i = 0; i < header.size(); ++i) header[i] = static_cast<std::uint8_t>(3 * i + 7);
  Bytes v804 = header;
  store_le<std::uint32_t>(v804.data() + 56, 0xeeeeeeee);
  Streams streams = obfuscation_streams(v804, {});
  EXPECT_EQ(wire_end(streams, v804), vectors["v804.wire_end"]);
  EXPECT_EQ(applied(streams.send, Bytes(16)), vectors["v804.sent"]);
  EXPECT_EQ(applied(streams.receive, Bytes(16)), vectors["v804.received"]);

  const Bytes v805 = header_with(header, 0xdddddddd, -4);
  streams = obfuscation_streams(v805, test::counting(16));
  EXPECT_EQ(wire_end(streams, v805), vectors["v805.wire_end"]);
  EXPECT_EQ(applied(streams.send, Bytes(16)), vectors["v805.sent"]);
  EXPECT_EQ(applied(streams.receive, Bytes(16)), vectors["v805.received"]);
}

}  // namespace
}  // namespace strata::crypto
