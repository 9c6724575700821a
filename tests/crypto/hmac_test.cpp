// HMAC: published values, long keys, and the digests of MTProxy's fake TLS.
#include "support/vectors.hpp"

#include "strata/crypto/digest.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::Vectors;

template <std::size_t N>
Bytes bytes_of(const std::array<std::uint8_t, N>& digest) {
  return {digest.begin(), digest.end()};
}

TEST(Hmac, PublishedValues) {
  const Vectors vectors("digests.txt");
  const Bytes key = vectors["hmac.key"];
  EXPECT_EQ(bytes_of(hmac_sha256(key, BytesView{})), vectors["hmac256.empty"]);
  EXPECT_EQ(bytes_of(hmac_sha256(key, as_bytes("hello"))), vectors["hmac256.hello"]);
  for (const std::string name : {"rfc4231_1", "rfc4231_2", "rfc4231_6"}) {
    const Bytes rfc_key = vectors[name + ".key"];
    const Bytes data = vectors[name + ".data"];
    EXPECT_EQ(bytes_of(hmac_sha256(rfc_key, data)), vectors[name + ".sha256"]) << name;
    EXPECT_EQ(bytes_of(hmac_sha512(rfc_key, data)), vectors[name + ".sha512"]) << name;
  }
}

TEST(Hmac, Parts_AreTheirConcatenation) {
  const Bytes key = test::counting(70);
  const Bytes data = test::counting(90);
  for (std::size_t at = 0; at <= data.size(); ++at) {
    const BytesView view(data);
    ASSERT_EQ(hmac_sha256(key, {view.first(at), view.subspan(at)}), hmac_sha256(key, view));
    ASSERT_EQ(hmac_sha512(key, {view.first(at), view.subspan(at)}), hmac_sha512(key, view));
  }
}

// C-13: the random field of a fake-TLS client hello is an HMAC over the record without it.
TEST(Hmac, FakeTlsClientDigest) {
  const Vectors vectors("digests.txt");
  Bytes record(517);
  for (std::size_t i = 43; i < record.size(); ++i) record[i] = static_cast<std::uint8_t>(11 * i);
  record[43] = 0x20;
  const Bytes start = *from_hex("1603010200010001fc0303");
  std::copy(start.begin(), start.end(), record.begin());
  EXPECT_EQ(bytes_of(hmac_sha256(test::counting(16), record)), vectors["v811.digest"]);
}

}  // namespace
}  // namespace strata::crypto
