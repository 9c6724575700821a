// Digests: published values, every split of the input, streams, and both SHA-256 kernels.
#include "strata/crypto/digest.hpp"

#include "digest/sha256_kernel.hpp"
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

template <std::size_t N>
Bytes bytes_of(const std::array<std::uint8_t, N>& digest) {
  return {digest.begin(), digest.end()};
}

std::vector<std::pair<std::string, Bytes>> inputs() {
  const std::string_view text = "short test string";
  return {{"empty", {}},
          {"one", {'1'}},
          {"text", {text.begin(), text.end()}},
          {"million", Bytes(1'000'000, 'a')}};
}

Bytes evp_digest(const char* name, BytesView data) {
  Bytes digest(64);
  std::size_t size = 0;
  EVP_Q_digest(nullptr, name, nullptr, data.data(), data.size(), digest.data(), &size);
  digest.resize(size);
  return digest;
}

TEST(Digest, PublishedValues) {
  const Vectors vectors("digests.txt");
  for (const auto& [name, data] : inputs()) {
    EXPECT_EQ(bytes_of(md5({data})), vectors["md5." + name]);
    EXPECT_EQ(bytes_of(sha1({data})), vectors["sha1." + name]);
    EXPECT_EQ(bytes_of(sha256({data})), vectors["sha256." + name]);
  }
  EXPECT_EQ(bytes_of(sha512({})), vectors["sha512.empty"]);
  EXPECT_EQ(bytes_of(sha512({as_bytes("abc")})), vectors["sha512.abc"]);
  EXPECT_EQ(bytes_of(sha512({Bytes(1'000'000, 'a')})), vectors["sha512.million"]);
}

TEST(Digest, EveryLengthAroundTheBlocks_MatchesOpenSsl) {
  ScriptedRandom random;
  for (std::size_t size = 0; size <= 300; ++size) {
    Bytes data(size);
    random.fill(data);
    ASSERT_EQ(bytes_of(md5({data})), evp_digest("MD5", data)) << size;
    ASSERT_EQ(bytes_of(sha1({data})), evp_digest("SHA1", data)) << size;
    ASSERT_EQ(bytes_of(sha256({data})), evp_digest("SHA256", data)) << size;
    ASSERT_EQ(bytes_of(sha512({data})), evp_digest("SHA512", data)) << size;
  }
}

TEST(Digest, EverySplitOfTheParts_GivesTheSame) {
  ScriptedRandom random;
  Bytes data(200);
  random.fill(data);
  const Sha256Digest whole = sha256({data});
  const Sha512Digest whole512 = sha512({data});
  for (std::size_t at = 0; at <= data.size(); ++at) {
    const BytesView head = BytesView(data).first(at);
    const BytesView tail = BytesView(data).subspan(at);
    ASSERT_EQ(sha256({head, tail}), whole) << at;
    ASSERT_EQ(
        sha256({head, BytesView{}, tail.first(tail.size() / 2), tail.subspan(tail.size() / 2)}),
        whole)
        << at;
    ASSERT_EQ(sha512({head, tail}), whole512) << at;
  }
}

TEST(DigestStream, PiecesOfAnySize_GiveTheDigestOfTheWhole) {
  ScriptedRandom random;
  Bytes data(5000);
  random.fill(data);
  Md5Stream md5_stream;
  Sha256Stream sha256_stream;
  std::size_t at = 0;
  while (at < data.size()) {
    const std::size_t size = std::min<std::size_t>(random.uniform(150), data.size() - at);
    md5_stream.update(BytesView(data).subspan(at, size));
    sha256_stream.update(BytesView(data).subspan(at, size));
    at += size;
    const BytesView so_far = BytesView(data).first(at);
    ASSERT_EQ(md5_stream.digest(), md5({so_far}));
    ASSERT_EQ(sha256_stream.digest(), sha256({so_far}));
  }
}

class Sha256Kernels : public testing::TestWithParam<const Sha256Kernel*> {
 protected:
  void SetUp() override {
    if (GetParam() == nullptr) GTEST_SKIP() << "this processor lacks the instructions";
    force_sha256_kernel(GetParam());
  }
  void TearDown() override { force_sha256_kernel(nullptr); }
};

TEST_P(Sha256Kernels, EveryLengthAndAlignment_MatchesEvp) {
  ScriptedRandom random;
  Bytes memory(1400);
  random.fill(memory);
  for (std::size_t size = 0; size <= 1300; ++size) {
    const BytesView data = BytesView(memory).subspan(size % 64, size);
    ASSERT_EQ(bytes_of(sha256({data})), evp_digest("SHA256", data)) << size;
  }
}

TEST_P(Sha256Kernels, Pair_IsTwoSingleBlocks) {
  ScriptedRandom random;
  for (int round = 0; round < 50; ++round) {
    const auto first = random.array<64>();
    const auto second = random.array<64>();
    Sha256State a = sha256_start;
    Sha256State b;
    for (std::uint32_t& word : b) word = static_cast<std::uint32_t>(random.next_u64());
    Sha256State expected_a = a;
    Sha256State expected_b = b;
    GetParam()->blocks(expected_a, first.data(), 1);
    GetParam()->blocks(expected_b, second.data(), 1);
    GetParam()->pair(a, first.data(), b, second.data());
    ASSERT_EQ(a, expected_a);
    ASSERT_EQ(b, expected_b);
  }
}

std::string kernel_name(const testing::TestParamInfo<const Sha256Kernel*>& tested) {
  return tested.index == 0 ? "OpenSsl" : "ShaNi";
}

INSTANTIATE_TEST_SUITE_P(All, Sha256Kernels, testing::Values(&openssl_sha256(), sha_ni_sha256()),
                         kernel_name);

}  // namespace
}  // namespace strata::crypto
