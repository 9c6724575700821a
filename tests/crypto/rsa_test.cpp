// RSA keys: built-in and parsed ones, fingerprints, refusals; and RSA_PAD.
#include "strata/crypto/rsa.hpp"

#include "rsa/rsa_key.hpp"
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <sodium.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

const Bytes usual_exponent{1, 0, 1};

RsaPublicKey production_key() {
  return *RsaPublicKey::from_components(Vectors("rsa.txt")["production.n"], usual_exponent);
}

std::uint64_t wire_number(BytesView bytes) { return load_le<std::uint64_t>(bytes.data()); }

Bytes der(std::uint8_t tag, BytesView content) {
  Bytes out{tag};
  if (content.size() < 128) {
    out.push_back(static_cast<std::uint8_t>(content.size()));
  } else {
    out.push_back(0x82);
    out.push_back(static_cast<std::uint8_t>(content.size() >> 8U));
    out.push_back(static_cast<std::uint8_t>(content.size()));
  }
  append(out, content);
  return out;
}

Bytes der_number(BytesView number) {
  Bytes content;
  if ((number.front() & 0x80U) != 0) content.push_back(0);
  append(content, number);
  return der(0x02, content);
}

Bytes pkcs1(BytesView n, BytesView e) {
  Bytes content = der_number(n);
  append(content, der_number(e));
  return der(0x30, content);
}

std::string pem(std::string_view label, BytesView content) {
  std::string text(sodium_base64_ENCODED_LEN(content.size(), sodium_base64_VARIANT_ORIGINAL), 0);
  sodium_bin2base64(text.data(), text.size(), content.data(), content.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  for (std::size_t at = 64; at < text.size(); at += 65) text.insert(at, "\n");
  return "-----BEGIN " + std::string(label) + "-----\n" + text + "\n-----END " +
         std::string(label) + "-----\n";
}

TEST(ServerKeys, BuiltInKeys_AreThePublishedOnes) {  // A-31, V-506
  const Vectors vectors("rsa.txt");
  for (const std::string name : {"production", "test"}) {
    const ServerKeys& set = name == "test" ? ServerKeys::test() : ServerKeys::production();
    ASSERT_EQ(set.keys().size(), 1U) << "an older key would be a downgrade (A-32)";
    const RsaPublicKey* key = set.find(wire_number(vectors[name + ".fingerprint"]));
    ASSERT_NE(key, nullptr);
    EXPECT_TRUE(std::ranges::equal(key->modulus(), vectors[name + ".n"]));
    EXPECT_TRUE(std::ranges::equal(key->exponent(), usual_exponent));
  }
  EXPECT_EQ(ServerKeys::production().keys()[0].fingerprint(), 0xd09d1d85de64fd85U);
  EXPECT_EQ(ServerKeys::test().keys()[0].fingerprint(), 0xb25898df208d2603U);
}

//
TEST(ServerKeys, FindsTheFirstKnownOffer) {
  const ServerKeys& keys = ServerKeys::production();
  const auto known = static_cast<std::int64_t>(0xd09d1d85de64fd85U);
  const std::array<std::int64_t, 3> offered{0x0bc35f3509f7b7a5, known, 1};
  const RsaPublicKey* found = keys.find_any(offered);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->fingerprint(), 0xd09d1d85de64fd85U);
  EXPECT_EQ(keys.find_any(std::span(offered).first(1)), nullptr);
  EXPECT_EQ(keys.find_any({}), nullptr);
  EXPECT_EQ(keys.find(0), nullptr);
}

TEST(ServerKeys, AddedKeys_ReplaceTheirLike_AndAreBounded) {
  ServerKeys keys;
  ASSERT_TRUE(keys.add(production_key()));
  ASSERT_TRUE(keys.add(production_key()));
  EXPECT_EQ(keys.keys().size(), 1U);
  Bytes n = Vectors("rsa.txt")["test.n"];
  for (std::size_t i = 1; i < max_server_keys; ++i) {
    store_le(n.data() + 100, i);
    ASSERT_TRUE(keys.add(*RsaPublicKey::from_components(n, usual_exponent)));
  }
  store_le(n.data() + 100, max_server_keys);
  EXPECT_FALSE(keys.add(*RsaPublicKey::from_components(n, usual_exponent)));
  EXPECT_EQ(keys.keys().size(), max_server_keys);
}

TEST(RsaFingerprint, KeyOf1024Bits) {
  const Vectors vectors("rsa.txt");
  EXPECT_EQ(rsa_fingerprint(vectors["small.n"], usual_exponent), 1914007313702140277U);
}

TEST(RsaPublicKey, OtherSizesAndForms_AreRefused) {
  const Vectors vectors("rsa.txt");
  const Bytes n = vectors["production.n"];
  const auto refused = [](BytesView modulus, BytesView exponent) {
    const Result<RsaPublicKey> key = RsaPublicKey::from_components(modulus, exponent);
    return !key && key.error().code() == Errc::bad_rsa_key;
  };
  EXPECT_TRUE(refused(vectors["small.n"], usual_exponent));
  EXPECT_TRUE(refused({}, usual_exponent));
  EXPECT_TRUE(refused(Bytes(256), usual_exponent));
  EXPECT_TRUE(refused(Bytes(257, 0xff), usual_exponent));
  Bytes even = n;
  even.back() &= 0xfeU;
  EXPECT_TRUE(refused(even, usual_exponent));
  Bytes short_modulus = n;
  short_modulus.front() = 0x7f;
  EXPECT_TRUE(refused(short_modulus, usual_exponent));
  EXPECT_TRUE(refused(n, {}));
  EXPECT_TRUE(refused(n, Bytes{0}));
  EXPECT_TRUE(refused(n, Bytes{1}));
  EXPECT_TRUE(refused(n, Bytes{2}));
  EXPECT_TRUE(refused(n, Bytes{1, 0}));
  EXPECT_TRUE(refused(n, Bytes(9, 1)));
  EXPECT_FALSE(refused(n, Bytes{3}));
  Bytes zeros(3);
  append(zeros, n);
  EXPECT_FALSE(refused(zeros, Bytes{0, 1, 0, 1}));
}

TEST(RsaPem, BothForms_GiveTheKey) {
  const Vectors vectors("rsa.txt");
  const Bytes content = pkcs1(vectors["test.n"], usual_exponent);
  const Result<RsaPublicKey> first = RsaPublicKey::from_pem(pem("RSA PUBLIC KEY", content));
  ASSERT_TRUE(first) << first.error().message();
  EXPECT_EQ(first->fingerprint(), wire_number(vectors["test.fingerprint"]));

  Bytes bits{0};
  append(bits, content);
  Bytes spki = der(0x30, *from_hex("06092a864886f70d0101010500"));
  append(spki, der(0x03, bits));
  const std::string text = "a comment\n" + pem("PUBLIC KEY", der(0x30, spki));
  const Result<RsaPublicKey> second = RsaPublicKey::from_pem(text);
  ASSERT_TRUE(second) << second.error().message();
  EXPECT_EQ(second->fingerprint(), first->fingerprint());
}

TEST(RsaPem, OpenSslsOwnOutput_IsRead) {
  EVP_PKEY* pair = EVP_RSA_gen(2048);
  BIO* memory = BIO_new(BIO_s_mem());
  ASSERT_EQ(PEM_write_bio_PUBKEY(memory, pair), 1);
  char* text = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(memory, &text));
  const Result<RsaPublicKey> key = RsaPublicKey::from_pem({text, size});
  EXPECT_TRUE(key);
  BIO_free(memory);
  EVP_PKEY_free(pair);
}

TEST(RsaPem, EveryTruncationAndFlippedByte_IsHandled) {
  const Bytes content = pkcs1(Vectors("rsa.txt")["test.n"], usual_exponent);
  for (std::size_t size = 0; size < content.size(); ++size) {
    EXPECT_FALSE(RsaPublicKey::from_pem(pem("RSA PUBLIC KEY", BytesView(content).first(size))))
        << size;
  }
  Bytes longer = content;
  longer.push_back(0);
  EXPECT_FALSE(RsaPublicKey::from_pem(pem("RSA PUBLIC KEY", longer)));
  for (std::size_t at = 0; at < 12; ++at) {
    Bytes changed = content;
    changed[at] ^= 0x81U;
    // A changed modulus byte may still be a modulus; anything else must fail.
    const Result<RsaPublicKey> key = RsaPublicKey::from_pem(pem("RSA PUBLIC KEY", changed));
    EXPECT_TRUE(!key || at >= 9) << at;
  }
  const std::string text = pem("RSA PUBLIC KEY", content);
  for (std::size_t size = 0; size + 2 < text.size(); ++size) {
    EXPECT_FALSE(RsaPublicKey::from_pem(std::string_view(text).substr(0, size))) << size;
  }
}

TEST(RsaPem, ForeignTexts_AreRefused) {
  const Bytes content = pkcs1(Vectors("rsa.txt")["test.n"], usual_exponent);
  EXPECT_FALSE(RsaPublicKey::from_pem(""));
  EXPECT_FALSE(
      RsaPublicKey::from_pem("-----BEGIN RSA PUBLIC KEY----------END RSA PUBLIC KEY-----"));
  EXPECT_FALSE(RsaPublicKey::from_pem(pem("PUBLIC KEY", content)));
  EXPECT_FALSE(RsaPublicKey::from_pem(pem("CERTIFICATE", content)));
  EXPECT_FALSE(
      RsaPublicKey::from_pem(pem("RSA PUBLIC KEY", content) + std::string(max_pem_size, ' ')));
  std::string broken = pem("RSA PUBLIC KEY", content);
  broken[100] = '*';
  EXPECT_FALSE(RsaPublicKey::from_pem(broken));
}

// 256 bytes, whatever they begin with.
TEST(RsaPad, PublishedBlocks) {
  const Vectors vectors("rsa.txt");
  const RsaPublicKey key = production_key();
  ScriptedRandom zeros(Bytes(48 + 32));
  const auto v507 = rsa_pad_encrypt(key, Bytes(144, 'a'), zeros);
  ASSERT_TRUE(v507);
  EXPECT_EQ(to_hex(BytesView(*v507).first(16)), to_hex(vectors["v507.begin"]));
  EXPECT_EQ(to_hex(BytesView(*v507).last(16)), to_hex(vectors["v507.end"]));
  EXPECT_EQ(to_hex(sha256({*v507})), to_hex(vectors["v507.sha256"]));

  ScriptedRandom script(vectors["v508.padding"]);
  script.push(test::counting(32));
  const auto v508 = rsa_pad_encrypt(key, vectors["v508.data"], script);
  ASSERT_TRUE(v508);
  EXPECT_EQ(to_hex(sha256({*v508})), to_hex(vectors["v508.sha256"]));
  EXPECT_EQ(script.script_left(), 0U);

  const RsaPublicKey test_key = ServerKeys::test().keys()[0];
  ScriptedRandom grammers(vectors["v509.padding"]);
  grammers.push(vectors["v509.temp_key"]);
  grammers.push(vectors["v509.second_temp_key"]);
  const auto v509 = rsa_pad_encrypt(test_key, vectors["v509.data"], grammers);
  ASSERT_TRUE(v509);
  EXPECT_EQ(to_hex(*v509), to_hex(vectors["v509.result"]));
}

TEST(RsaPad, BlockAboveTheModulus_DrawsAnotherKey) {  // A-44, V-508, A-42
  const Vectors vectors("rsa.txt");
  ScriptedRandom script(vectors["v508.padding"]);
  script.push(test::counting(32, 5));
  script.push(test::counting(32));
  const auto block = rsa_pad_encrypt(production_key(), vectors["v508.data"], script);
  ASSERT_TRUE(block);
  EXPECT_EQ(to_hex(BytesView(*block).first(16)), to_hex(vectors["v508.begin"]));
  EXPECT_EQ(to_hex(BytesView(*block).last(16)), to_hex(vectors["v508.end"]));
  EXPECT_EQ(to_hex(sha256({*block})), to_hex(vectors["v508.sha256"]));
  EXPECT_EQ(script.script_left(), 0U);
}

TEST(RsaPad, HopelessRandomSource_EndsAfter64Draws) {
  const Vectors vectors("rsa.txt");
  ScriptedRandom script(vectors["v508.padding"]);
  for (int i = 0; i < max_rsa_pad_attempts; ++i) script.push(test::counting(32, 5));
  script.push(Bytes{0x77});
  const auto block = rsa_pad_encrypt(production_key(), vectors["v508.data"], script);
  ASSERT_FALSE(block);
  EXPECT_EQ(block.error().code(), Errc::work_limit);
  EXPECT_EQ(script.script_left(), 1U);
}

TEST(RsaPad, TooMuchData_IsRefused) {
  ScriptedRandom random;
  EXPECT_TRUE(rsa_pad_encrypt(production_key(), {}, random));
  const auto block = rsa_pad_encrypt(production_key(), Bytes(145), random);
  ASSERT_FALSE(block);
  EXPECT_EQ(block.error().code(), Errc::bad_length);
}

}  // namespace
}  // namespace strata::crypto
