// Decompression: good members, damaged ones at every byte, bombs.
#include "mtproto/session/tl_builder.hpp"
#include "session/gzip.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::session {
namespace {

using session_test::gzip;

constexpr std::size_t cap = std::size_t{1} << 20U;

Bytes text(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * i / 7);
  return bytes;
}

std::error_code error_of(BytesView packed, std::size_t limit = cap) {
  const auto result = inflate_gzip(packed, limit);
  return result ? std::error_code() : result.error().code();
}

TEST(Inflate, AnySize_ComesBack) {
  for (const std::size_t size : {0U, 1U, 4U, 511U, 512U, 513U, 2047U, 2048U, 100'000U}) {
    const auto result = inflate_gzip(gzip(text(size)), cap);
    ASSERT_TRUE(result) << size;
    EXPECT_EQ(*result, text(size));
  }
}

// V-405
TEST(Inflate, OneStoredBlock) {
  const auto packed = from_hex("1f8b08000000000000ff010400fbffb57572999bfb08cd04000000");
  const auto result = inflate_gzip(*packed, cap);
  ASSERT_TRUE(result) << result.error().what();
  EXPECT_EQ(to_hex(*result), "b5757299");
}

TEST(Inflate, ExactlyTheCap_IsAccepted_OneMoreIsNot) {
  EXPECT_EQ(error_of(gzip(text(4096)), 4096), std::error_code());
  EXPECT_EQ(error_of(gzip(text(4097)), 4096), Errc::inflated_too_large);
}

TEST(Inflate, TruncatedAnywhere_IsDamaged) {
  const Bytes packed = gzip(text(3000));
  for (std::size_t size = 0; size < packed.size(); ++size) {
    EXPECT_EQ(error_of(BytesView(packed).first(size)), Errc::bad_gzip) << size;
  }
}

TEST(Inflate, AnyByteOfDataChecksumOrSizeWrong_NeverGivesOtherData) {
  const Bytes good = gzip(text(300));
  constexpr std::size_t header = 10;
  for (std::size_t i = header; i < good.size(); ++i) {
    Bytes packed = good;
    packed[i] ^= 0x10;
    // Some bits of the code do not matter; what matters is what the checksum says.
    const auto result = inflate_gzip(packed, cap);
    EXPECT_TRUE(!result || *result == text(300)) << i;
  }
}

TEST(Inflate, AnythingBehindTheMember_IsRefused) {
  Bytes packed = gzip(text(100));
  packed.push_back(0);
  EXPECT_EQ(error_of(packed), Errc::bad_gzip);
  Bytes two = gzip(text(100));
  append(two, gzip(text(100)));
  EXPECT_EQ(error_of(two), Errc::bad_gzip) << "several members";
}

TEST(Inflate, HeaderFieldsUpToTheEndOfInput_AreTruncation) {
  // FEXTRA, FNAME and FCOMMENT that never end.
  for (const std::uint8_t flags : {std::uint8_t{4}, std::uint8_t{8}, std::uint8_t{16}}) {
    Bytes packed{0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255};
    packed.resize(packed.size() + 1000, 0xff);
    EXPECT_EQ(error_of(packed), Errc::bad_gzip);
  }
}

// B-64
TEST(Inflate, Bomb_StopsAtTheCap) {
  const Bytes bomb = gzip(Bytes(8 * cap));
  EXPECT_LT(bomb.size(), 20'000U);
  EXPECT_EQ(error_of(bomb), Errc::inflated_too_large);
}

TEST(Inflate, NotGzipAtAll_IsDamaged) {
  EXPECT_EQ(error_of(text(100)), Errc::bad_gzip);
  EXPECT_EQ(error_of({}), Errc::bad_gzip);
}

}  // namespace
}  // namespace strata::mtproto::session
