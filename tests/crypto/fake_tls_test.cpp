// The digests of fake-TLS handshakes: the published one, and answers that OpenSSL computes.
#include "strata/crypto/fake_tls.hpp"

#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

constexpr std::size_t field_end = tls_random_at + 32;

// V-811, with `fill` in the random field.
Bytes client_hello(std::uint8_t fill) {
  Bytes record(517);
  for (std::size_t i = 43; i < record.size(); ++i) record[i] = static_cast<std::uint8_t>(11 * i);
  record[43] = 0x20;
  const Bytes start = *from_hex("1603010200010001fc0303");
  std::copy(start.begin(), start.end(), record.begin());
  std::fill(record.begin() + tls_random_at, record.begin() + field_end, fill);
  return record;
}

// An answer of `size` bytes as a proxy makes it, through OpenSSL.
Bytes proxy_answer(BytesView secret, const TlsRandom& client_random, std::size_t size) {
  Bytes answer(size);
  ScriptedRandom({}, size).fill(answer);
  std::fill(answer.begin() + tls_random_at, answer.begin() + field_end, std::uint8_t{0});
  Bytes hashed(client_random.begin(), client_random.end());
  append(hashed, answer);
  unsigned length = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), hashed.data(), hashed.size(),
       answer.data() + tls_random_at, &length);
  EXPECT_EQ(length, 32U);
  return answer;
}

TEST(FakeTls, ClientRandom_IsThePublishedOne) {
  const Vectors vectors("digests.txt");
  const auto secret = test::counting_array<16>();
  for (const std::uint8_t fill : Bytes{0, 0xff}) {  // what stands in the field does not count
    const auto timeless = fake_tls_client_random(secret, client_hello(fill), 0);
    ASSERT_TRUE(timeless);
    EXPECT_EQ(to_hex(*timeless), to_hex(vectors["v811.digest"]));
    const auto random = fake_tls_client_random(secret, client_hello(fill), 1'700'000'000);
    ASSERT_TRUE(random);
    EXPECT_EQ(to_hex(*random), to_hex(vectors["v811.random"]));
  }
}

TEST(FakeTls, ShortHello_IsRefused) {
  const auto secret = test::counting_array<16>();
  for (std::size_t size = 0; size < field_end; ++size) {
    const auto random = fake_tls_client_random(secret, Bytes(size), 0);
    ASSERT_FALSE(random) << size;
    EXPECT_EQ(random.error().code(), Errc::bad_length);
  }
  EXPECT_TRUE(fake_tls_client_random(secret, Bytes(field_end), 0));
}

TEST(FakeTls, AnswerOfTheProxy_IsKnown) {
  ScriptedRandom random;
  const auto secret = random.array<16>();
  const auto client_random = random.array<32>();
  for (const std::size_t size : {43U, 44U, 138U, 1610U, 4286U, 65536U}) {
    EXPECT_TRUE(
        is_fake_tls_answer(secret, client_random, proxy_answer(secret, client_random, size)))
        << size;
  }
}

TEST(FakeTls, AnyOtherAnswer_IsNot) {
  ScriptedRandom random;
  const auto secret = random.array<16>();
  const auto client_random = random.array<32>();
  const Bytes answer = proxy_answer(secret, client_random, 140);
  for (std::size_t bit = 0; bit < 8 * answer.size(); ++bit) {
    Bytes changed = answer;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    ASSERT_FALSE(is_fake_tls_answer(secret, client_random, changed)) << bit;
  }
  for (std::size_t size = 0; size < answer.size(); ++size) {
    ASSERT_FALSE(is_fake_tls_answer(secret, client_random, BytesView(answer).first(size))) << size;
  }
  EXPECT_FALSE(is_fake_tls_answer(random.array<16>(), client_random, answer));
  EXPECT_FALSE(is_fake_tls_answer(secret, random.array<32>(), answer));
}

}  // namespace
}  // namespace strata::crypto
