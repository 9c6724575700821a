// Tests of the server's RSA key and of opening what clients pack with it.
#include "strata/datacenter/server_key.hpp"

#include "crypto/rsa_pad.hpp"
#include "strata/datacenter/errors.hpp"
#include "testing/handshake/client_side.hpp"
#include "testing/support.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace strata::datacenter {
namespace {

const ServerKey& key() { return ServerKey::of_this_process(); }

class KeyFile : public testing::Test {
 protected:
  KeyFile() { std::filesystem::remove(path); }
  ~KeyFile() override { std::filesystem::remove(path); }
  KeyFile(const KeyFile&) = delete;
  KeyFile& operator=(const KeyFile&) = delete;

  const std::filesystem::path path =
      std::filesystem::path(testing::TempDir()) / "strata_server_key_test.pem";
};

TEST_F(KeyFile, IsMadeForTheOwnerOnlyAndReadAgain) {
  const auto made = ServerKey::load_or_create(path);
  ASSERT_TRUE(made.has_value()) << made.error().message();
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(path).permissions(), perms::owner_read | perms::owner_write);
  const auto read = ServerKey::load_or_create(path);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->fingerprint(), made->fingerprint());
  EXPECT_EQ(read->public_pem(), made->public_pem());
}

TEST_F(KeyFile, IsNotOverwrittenWhenItHoldsSomethingElse) {
  std::ofstream(path) << "precious";
  const auto key = ServerKey::load_or_create(path);
  ASSERT_FALSE(key.has_value());
  EXPECT_EQ(key.error().code(), Errc::bad_key);
  std::string text;
  std::ifstream(path) >> text;
  EXPECT_EQ(text, "precious");
}

TEST(ServerKey, RefusesOtherPem) {
  EXPECT_FALSE(ServerKey::from_pem("").has_value());
  EXPECT_FALSE(ServerKey::from_pem(key().public_pem()).has_value());
}

TEST(ServerKey, ShowsAPkcs1PublicKeyOfTheLengthThatTdlibHas) {
  EXPECT_TRUE(key().public_pem().starts_with("-----BEGIN RSA PUBLIC KEY-----\n"));
  EXPECT_EQ(key().public_pem().size(), 426U);
}

TEST(ServerKey, FingerprintIsTheHashOfModulusAndExponent) {
  const PublicKey numbers = read_public_key(key().public_pem());
  ASSERT_EQ(numbers.n.size(), 256U);
  // TL strings: fe and three bytes of length for n, one byte for e, both filled up to four.
  Bytes serialised = hex("fe000100");
  append(serialised, numbers.n);
  append(serialised, hex("03010001"));
  EXPECT_EQ(key().fingerprint(), load_le<std::uint64_t>(sha1({serialised}).data() + 12));
}

TEST(RsaBlock, OpensBothPaddings) {
  const PublicKey numbers = read_public_key(key().public_pem());
  const Bytes data = counting_bytes(144);
  const auto today = open_rsa_block(key(), rsa_pad(numbers, data));
  ASSERT_TRUE(today.has_value());
  EXPECT_EQ(today->padding, RsaPadding::rsa_pad);
  EXPECT_TRUE(std::ranges::equal(data, BytesView(today->data).first(data.size())));

  const auto before = open_rsa_block(key(), rsa_sha1_pad(numbers, data));
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(before->padding, RsaPadding::sha1);
  EXPECT_TRUE(std::ranges::equal(sha1({data}), before->expected_sha1));
}

TEST(RsaBlock, RefusesOtherBlocks) {
  EXPECT_FALSE(open_rsa_block(key(), {}).has_value());
  EXPECT_FALSE(open_rsa_block(key(), Bytes(255, 1)).has_value());
  EXPECT_FALSE(open_rsa_block(key(), Bytes(257, 1)).has_value());
  EXPECT_FALSE(open_rsa_block(key(), Bytes(256, 255)).has_value()) << "above the modulus";
  EXPECT_FALSE(open_rsa_block(key(), Bytes(256, 1)).has_value());
}

}  // namespace
}  // namespace strata::datacenter
