// Tests of the server's RSA key and of opening what clients pack with it.
#include "strata/datacenter/server_key.hpp"

#include "crypto/rsa_pad.hpp"
#include "testing/handshake/client_side.hpp"
#include "testing/support.hpp"

#include "strata/datacenter/errors.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace strata::datacenter {
namespace {

const ServerKey& key() { return test_key(); }

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
  EXPECT_EQ(key().public_pem().size(), 426U) << "425 and the end of the last line";
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

// Written by an independent script: the data are the bytes 00..63.
const char* const rsa_pad_block =
    "8c24d95b714ec5aecedc6145af2ec7048e6f77ba5971a12061ca18ed8ba0af752ba73cf8c5694592345b127b1ec1"
    "63fb070f993481720f521fb9075372fad65b2b25a1f01a400e52aad0400b99cd39cf0469be18d6600ae785a2f387"
    "31461dbfdaf25c362ab9c768cf00e0f0d8c3325739d661a7159b23a99de0dc4272e48426734a8e096a326c56b67e"
    "06455df5af274e7e8a437b286c3babdaec53746f89556a08bda7a7be90db4587b131f6f973a2ac57eed3518d6b9d"
    "0d4cb0682ced806458ea1bb32fa68c614c11e37c782e82f9e8844c5fb56f74524567a9eb151ebcb78d3e52c2ce46"
    "52148485674c221b990888a7b70d4e5d83bf011cbc0b28e15a6d";
const char* const sha1_block =
    "92b49a7c1f7d484b40454e5556959ed437cf8c1840161b2542136fae4de804c0a6911a126e33154854c37c5f8123"
    "51bdc0074314ac895a575ff157367e2821c0261d9fadc09e2ec5eb8e0701dffc2662912b4b9eec36299d21b59651"
    "42d671d2480354c239a60b289c47de81c4fb1489ea007642a73caae574a30fc6c0a79059f0ac33e3f5c04fd138eb"
    "35d58eec7a8f650336b3bdace023cfc0b6491ccbcb017bea70d1fe63cafff9f1a60640c5d56a9ca0e5b168b73ee9"
    "0de129a31835ae3eb151e94167fce8d8a529ff01df6c28863cf79f4741345b877977225c8aa59d100adbe10aae24"
    "19f66a20af37a748b76a0f613853fb21f045747ff5becb9e39ef";

TEST(RsaBlock, OpensLiteralBlocks) {
  EXPECT_EQ(key().fingerprint(), load_le<std::uint64_t>(hex("420390f37c210abb").data()));
  const auto today = open_rsa_block(key(), hex(rsa_pad_block));
  ASSERT_TRUE(today.has_value());
  EXPECT_EQ(today->padding, RsaPadding::rsa_pad);
  EXPECT_EQ(today->data, counting_bytes(192));
  const auto before = open_rsa_block(key(), hex(sha1_block));
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(before->padding, RsaPadding::sha1);
  EXPECT_TRUE(std::ranges::equal(BytesView(before->data).first(100), counting_bytes(100)));
  EXPECT_TRUE(std::ranges::equal(before->expected_sha1, sha1({counting_bytes(100)})));
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
