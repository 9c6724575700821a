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

}  // namespace
}  // namespace strata::crypto
