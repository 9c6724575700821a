// AES-256-IGE: every kernel against vectors, a slow reference and OpenSSL's own IGE.
#include "strata/crypto/aes_ige.hpp"

#include "aes/ige_kernel.hpp"
#include "crypto/lcg.hpp"
#include "crypto/openssl_ige.hpp"
#include "crypto/slow_aes.hpp"
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/crc32.hpp"
#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

Aes256Key key_of(BytesView bytes) { return bytes.first<32>(); }

Bytes openssl_reference(BytesView in, BytesView key, BytesView iv, bool encrypting) {
  Bytes chain(iv.begin(), iv.end());
  return test::openssl_ige_reference(in, key, chain, encrypting);
}

TEST(SlowAes, PublishedVectors_AreMet) {
  const Vectors vectors("aes.txt");
  EXPECT_EQ(test::slow_ige(vectors["v101.plain"], vectors["v101.key"], vectors["v101.iv"], true),
            vectors["v101.cipher"]);
  EXPECT_EQ(test::slow_ige(vectors["v102.plain"], vectors["v102.key"], vectors["v102.iv"], true),
            vectors["v102.cipher"]);
  Bytes block = vectors["fips197.plain"];
  const test::SlowAes aes(vectors["fips197.key"]);
  aes.encrypt(block.data());
  EXPECT_EQ(block, vectors["fips197.cipher"]);
  aes.decrypt(block.data());
  EXPECT_EQ(block, vectors["fips197.plain"]);
}

class IgeKernels : public testing::TestWithParam<const IgeKernel*> {
 protected:
  void SetUp() override {
    if (GetParam() == nullptr) GTEST_SKIP() << "this processor lacks the instructions";
    force_ige_kernel(GetParam());
  }
  void TearDown() override { force_ige_kernel(nullptr); }
};

TEST_P(IgeKernels, PublishedVectors_AreMet) {
  const Vectors vectors("aes.txt");
  const Bytes counting = vectors["v103.key"];
  Bytes out(32);
  ASSERT_TRUE(aes256_ige_encrypt(counting, out, key_of(counting), key_of(counting)));
  EXPECT_EQ(out, vectors["v103.encrypted"]);
  ASSERT_TRUE(aes256_ige_decrypt(counting, out, key_of(counting), key_of(counting)));
  EXPECT_EQ(out, vectors["v103.decrypted"]);

  const Bytes key = vectors["mtcute_ige.key"];
  const Bytes iv = vectors["mtcute_ige.iv"];
  ASSERT_TRUE(aes256_ige_encrypt(vectors["mtcute_ige.plain"], out, key_of(key), key_of(iv)));
  EXPECT_EQ(out, vectors["mtcute_ige.cipher"]);
}

TEST_P(IgeKernels, EveryLengthAndAlignment_MatchesBothReferences) {
  ScriptedRandom random;
  for (std::size_t blocks = 0; blocks <= 33; ++blocks) {
    for (std::size_t offset = 0; offset < 16; offset += (blocks % 4 == 0 ? 1U : 5U)) {
      Bytes memory(16 * blocks + 32);
      random.fill(memory);
      const auto key = random.array<32>();
      const auto iv = random.array<32>();
      const BytesView in = BytesView(memory).subspan(offset, 16 * blocks);
      Bytes out(in.size());

      ASSERT_TRUE(aes256_ige_encrypt(in, out, key, iv));
      ASSERT_EQ(out, test::slow_ige(in, key, iv, true)) << blocks << " blocks at " << offset;
      ASSERT_EQ(out, openssl_reference(in, key, iv, true));
      ASSERT_TRUE(aes256_ige_decrypt(in, out, key, iv));
      ASSERT_EQ(out, test::slow_ige(in, key, iv, false)) << blocks << " blocks at " << offset;
      ASSERT_EQ(out, openssl_reference(in, key, iv, false));
    }
  }
}

// Some millions of random bytes through the fast kernels, in lengths and places of all kinds.
TEST_P(IgeKernels, MillionsOfRandomBytes_MatchOpenSsl) {
  const std::size_t most = GetParam() == &portable_ige() ? 100'000 : 4'000'000;
  ScriptedRandom random({}, 77);
  Bytes memory(40'000);
  for (std::size_t done = 0; done < most;) {
    const std::size_t size = 16 * (1 + random.uniform(random.uniform(8) == 0 ? 2400 : 40));
    const MutableBytes data = MutableBytes(memory).subspan(random.uniform(64), size);
    random.fill(data);
    const auto key = random.array<32>();
    const auto iv = random.array<32>();
    const bool encrypting = random.uniform(2) == 0;
    const Bytes expected = openssl_reference(data, key, iv, encrypting);
    ASSERT_TRUE(encrypting ? aes256_ige_encrypt(data, data, key, iv)
                           : aes256_ige_decrypt(data, data, key, iv));
    ASSERT_TRUE(std::ranges::equal(data, expected)) << size << " bytes after " << done;
    done += size;
  }
}

TEST_P(IgeKernels, InPlace_AndBack_GivesTheInput) {
  ScriptedRandom random;
  Bytes data(16 * 1000);
  random.fill(data);
  const Bytes before = data;
  const auto key = random.array<32>();
  const auto iv = random.array<32>();
  ASSERT_TRUE(aes256_ige_encrypt(data, data, key, iv));
  EXPECT_EQ(data, openssl_reference(before, key, iv, true));
  ASSERT_TRUE(aes256_ige_decrypt(data, data, key, iv));
  EXPECT_EQ(data, before);
}

TEST_P(IgeKernels, Pieces_ContinueEachOther) {
  ScriptedRandom random;
  const std::array<std::uint32_t, 6> lengths{0, 16, 32, 256, 1024, 65536};
  const Bytes sums = Vectors("aes.txt")["v105.sums"];
  ASSERT_EQ(sums.size(), 4 * lengths.size());
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    test::Lcg lcg(lengths[i]);
    const Bytes data = lcg.bytes(lengths[i]);
    const Bytes key = lcg.bytes(32);
    const Bytes iv = lcg.bytes(32);
    Aes256Ige encryptor(key_of(key), key_of(iv));
    Aes256Ige decryptor(key_of(key), key_of(iv));
    Bytes cipher(data.size());
    Bytes plain(data.size());
    for (std::size_t at = 0; at < data.size();) {
      const std::size_t size =
          std::min<std::size_t>(data.size() - at, 16 * (1 + random.uniform(64)));
      const MutableBytes out = MutableBytes(cipher).subspan(at, size);
      ASSERT_TRUE(encryptor.encrypt(BytesView(data).subspan(at, size), out));
      ASSERT_TRUE(decryptor.decrypt(out, MutableBytes(plain).subspan(at, size)));
      at += size;
    }
    EXPECT_EQ(crc32(cipher), __builtin_bswap32(load_le<std::uint32_t>(sums.data() + 4 * i)))
        << lengths[i] << " bytes";
    EXPECT_EQ(plain, data);
  }
}

TEST_P(IgeKernels, FlippedBit_DestroysEverythingAfterIt) {
  ScriptedRandom random;
  Bytes data(160);
  random.fill(data);
  const auto key = random.array<32>();
  const auto iv = random.array<32>();
  Bytes cipher(data.size());
  ASSERT_TRUE(aes256_ige_encrypt(data, cipher, key, iv));
  cipher[40] ^= 1;
  Bytes plain(data.size());
  ASSERT_TRUE(aes256_ige_decrypt(cipher, plain, key, iv));
  for (std::size_t block = 0; block < 10; ++block) {
    const bool same = std::equal(plain.begin() + static_cast<std::ptrdiff_t>(16 * block),
                                 plain.begin() + static_cast<std::ptrdiff_t>(16 * block + 16),
                                 data.begin() + static_cast<std::ptrdiff_t>(16 * block));
    EXPECT_EQ(same, block < 2) << block;
  }
}

std::string kernel_name(const testing::TestParamInfo<const IgeKernel*>& tested) {
  switch (tested.index) {
    case 0:
      return "Portable";
    case 1:
      return "OpenSsl";
    default:
      return "AesNi";
  }
}

INSTANTIATE_TEST_SUITE_P(All, IgeKernels,
                         testing::Values(&portable_ige(), &openssl_ige(), aes_ni_ige()),
                         kernel_name);

TEST(AesIge, WrongLengths_AreRefused_AndTouchNothing) {
  const std::array<std::uint8_t, 32> key{};
  for (const std::size_t size : {1U, 15U, 17U, 31U, 33U}) {
    const Bytes in(size);
    Bytes out(size, 0x55);
    const Status status = aes256_ige_encrypt(in, out, key, key);
    ASSERT_FALSE(status) << size;
    EXPECT_EQ(status.error().code(), Errc::bad_length);
    EXPECT_FALSE(aes256_ige_decrypt(in, out, key, key));
    EXPECT_EQ(out, Bytes(size, 0x55));
  }
  Bytes small(16);
  EXPECT_FALSE(aes256_ige_encrypt(Bytes(32), small, key, key));
}

TEST(AesIge, BestKernel_IsTheHardware) {
  const IgeKernel* hardware = aes_ni_ige();
  EXPECT_STREQ(aes_ige_implementation(), hardware != nullptr ? "aes-ni" : "openssl");
}

}  // namespace
}  // namespace strata::crypto
