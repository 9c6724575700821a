// The fused decryption and hash against the two steps one after the other.
#include "message/open_kernel.hpp"

#include "aes/ige_kernel.hpp"
#include "digest/sha256_kernel.hpp"
#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;

class OpenKernels : public testing::Test {
 protected:
  void TearDown() override {
    force_ige_kernel(nullptr);
    force_sha256_kernel(nullptr);
  }

  // What the slowest kernels make of `data`.
  Sha256Digest reference(const MessageKeys& keys, std::span<const std::uint8_t, 32> prefix,
                         Bytes& data) {
    force_ige_kernel(&openssl_ige());
    force_sha256_kernel(&openssl_sha256());
    MessageKeys copy{keys.key.clone(), keys.iv.clone()};
    const Sha256Digest digest = open_serially(copy, prefix, data);
    force_ige_kernel(nullptr);
    force_sha256_kernel(nullptr);
    return digest;
  }

  MessageKeys random_keys() {
    return {SecureArray<32>(random_.array<32>()), SecureArray<32>(random_.array<32>())};
  }

  ScriptedRandom random_;
};

TEST_F(OpenKernels, Fused_EveryLengthAndAlignment_MatchesTheTwoSteps) {
  const OpenKernel fused = fused_open();
  if (fused == nullptr) GTEST_SKIP() << "this processor lacks the instructions";
  for (std::size_t blocks = 0; blocks <= 70; ++blocks) {
    for (const std::size_t offset : {0U, 1U, 8U, 15U}) {
      Bytes memory(16 * blocks + offset);
      random_.fill(memory);
      const MutableBytes data = MutableBytes(memory).subspan(offset);
      Bytes expected(data.begin(), data.end());
      const auto prefix = random_.array<32>();
      MessageKeys keys = random_keys();
      const Sha256Digest digest = reference(keys, prefix, expected);
      ASSERT_EQ(fused(keys, prefix, data), digest) << blocks << " blocks at " << offset;
      ASSERT_TRUE(std::ranges::equal(data, expected)) << blocks;
    }
  }
}

TEST_F(OpenKernels, Fused_LargeMessage_MatchesTheTwoSteps) {
  const OpenKernel fused = fused_open();
  if (fused == nullptr) GTEST_SKIP() << "this processor lacks the instructions";
  Bytes data(1 << 20);
  random_.fill(data);
  Bytes expected = data;
  const auto prefix = random_.array<32>();
  MessageKeys keys = random_keys();
  const Sha256Digest digest = reference(keys, prefix, expected);
  EXPECT_EQ(fused(keys, prefix, data), digest);
  EXPECT_EQ(data, expected);
}

TEST_F(OpenKernels, ForcedKernels_AreNotBypassed) {
  force_ige_kernel(&portable_ige());
  EXPECT_EQ(open_kernel(), &open_serially);
  force_ige_kernel(nullptr);
  force_sha256_kernel(&openssl_sha256());
  EXPECT_EQ(open_kernel(), &open_serially);
}

}  // namespace
}  // namespace strata::crypto
