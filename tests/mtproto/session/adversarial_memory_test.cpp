// N-073: a megabyte that unpacks to a gigabyte, with the memory that it really takes.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t mebibyte = std::size_t{1} << 20U;

/// A gigabyte of zeros as one gzip member. Its blocks are all alike, so one is made and repeated.
Bytes gigabyte_of_zeros() {
  constexpr std::size_t blocks = 1024;
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) std::abort();
  Bytes zeros(mebibyte);
  Bytes block(mebibyte);
  stream.next_in = zeros.data();
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = block.data();
  stream.avail_out = static_cast<uInt>(block.size());
  if (deflate(&stream, Z_FULL_FLUSH) != Z_OK || stream.avail_in != 0) std::abort();
  block.resize(stream.total_out);
  deflateEnd(&stream);

  Bytes packed = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3};
  uLong checksum = crc32(0, nullptr, 0);
  const uLong of_block = crc32(0, zeros.data(), static_cast<uInt>(zeros.size()));
  for (std::size_t i = 0; i < blocks; ++i) {
    append(packed, block);
    checksum = crc32_combine(checksum, of_block, static_cast<z_off_t>(zeros.size()));
  }
  append(packed, Bytes{3, 0});  // the last block, empty
  packed.resize(packed.size() + 8);
  store_le(packed.data() + packed.size() - 8, static_cast<std::uint32_t>(checksum));
  store_le(packed.data() + packed.size() - 4, static_cast<std::uint32_t>(blocks * mebibyte));
  return packed;
}

/// The most memory that this process has had since `forget_peak()`, in bytes.
std::size_t peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) * 1024;
  }
  return 0;
}
bool forget_peak() {
  std::ofstream file("/proc/self/clear_refs");
  file << 5;
  return static_cast<bool>(file.flush());
}

TEST(Adversarial, N073_GzipBomb_FailsThatCallWithinBoundedMemory) {
  const Bytes bomb = gigabyte_of_zeros();
  ASSERT_LE(bomb.size(), 2 * mebibyte);
  World world;
  world.call("a");
  world.call("b");
  const Bytes body = rpc_result(world.id_of("a"), Bytes(Tl().u32(0x3072cfa1).bytes(bomb)));
  Bytes packet = world.server().seal(world.server().next_id(world.server_time()), 1, body);

  const bool measured = forget_peak();
  const std::size_t before = peak_memory();
  const Status status = world.session().on_packet(world.now(), packet);
  const std::size_t after = peak_memory();
  EXPECT_TRUE(status.has_value()) << "the connection lives";
  const auto event = world.session().next_event();
  ASSERT_TRUE(event.has_value());
  ASSERT_TRUE(std::holds_alternative<CallFailed>(*event));
  EXPECT_EQ(std::get<CallFailed>(*event).error.code(), Errc::inflated_too_large);

  EXPECT_TRUE(world.receive(rpc_result(world.id_of("b"), bool_true())));
  EXPECT_EQ(world.take_events(), Words{"result b b5757299"});
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the sanitizer's own memory hides what is measured";
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  GTEST_SKIP() << "the sanitizer's own memory hides what is measured";
#endif
#endif
  ASSERT_GT(before, 0U);
  if (!measured) GTEST_SKIP() << "this system does not let a process forget its peak of memory";
  EXPECT_LT(after - before, 48 * mebibyte);
}

/// The most address space that this process has had, in bytes: reserving counts, touched or not.
std::size_t peak_address_space() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmPeak:")) return std::stoul(line.substr(7)) * 1024;
  }
  return 0;
}

// A count of two thousand million, and three entries.
TEST(PeerDefects, M31_NothingIsReservedForAnUntrustedCount) {
  World world;
  world.call("a");
  const std::size_t before = peak_address_space();
  ASSERT_GT(before, 0U);
  for (const std::uint32_t constructor : {0x62d6b459U, 0xda69fb52U, 0x7d861a08U, 0x8cc0d131U}) {
    const Bytes body = Tl().u32(constructor).u32(0x1cb5c415).i32(0x7fffffff).i64(1).i64(2).i64(3);
    EXPECT_FALSE(world.receive(body, false).has_value());
  }
  const Bytes salts = Tl().u32(0xae500895).i64(world.id_of("a")).i32(0).i32(0x7fffffff).i64(1);
  EXPECT_FALSE(world.receive(salts, false).has_value());
  const Bytes members = Tl().u32(0x73f1f8dc).i32(0x7fffffff).i64(1).i32(1).i32(4).i32(7);
  EXPECT_FALSE(world.receive(members, false).has_value());
  EXPECT_LT(peak_address_space() - before, 8 * mebibyte);
}

// That the bomb is one: zlib itself, left to it, goes on and on.
TEST(AdversarialBomb, UnpacksToAGigabyte) {
  const Bytes bomb = gigabyte_of_zeros();
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  Bytes in = bomb;
  Bytes out(mebibyte);
  stream.next_in = in.data();
  stream.avail_in = static_cast<uInt>(in.size());
  int verdict = Z_OK;
  while (verdict == Z_OK) {
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    verdict = inflate(&stream, Z_NO_FLUSH);
  }
  EXPECT_EQ(verdict, Z_STREAM_END);
  EXPECT_EQ(stream.total_out, 1024 * mebibyte);
  inflateEnd(&stream);
}

}  // namespace
}  // namespace strata::mtproto::session_test
