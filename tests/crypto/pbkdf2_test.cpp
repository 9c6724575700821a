// PBKDF2-HMAC-SHA512: published values, and OpenSSL's over many shapes of input.
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/digest.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

namespace strata::crypto {
namespace {

using test::Vectors;

Bytes derive(BytesView password, BytesView salt, std::uint32_t iterations, std::size_t size) {
  Bytes out(size);
  pbkdf2_hmac_sha512(password, salt, iterations, out);
  return out;
}

Bytes openssl_derive(BytesView password, BytesView salt, std::uint32_t iterations,
                     std::size_t size) {
  Bytes out(size);
  PKCS5_PBKDF2_HMAC(as_text(password).data(), static_cast<int>(password.size()), salt.data(),
                    static_cast<int>(salt.size()), static_cast<int>(iterations), EVP_sha512(),
                    static_cast<int>(size), out.data());
  return out;
}

TEST(Pbkdf2, PublishedValues) {
  const Vectors vectors("digests.txt");
  EXPECT_EQ(derive(as_bytes("password"), as_bytes("salt"), 100'000, 64), vectors["v108"]);
  EXPECT_EQ(derive(as_bytes("qwerty"), as_bytes("qwerty"), 1000, 64), vectors["v109"]);
  EXPECT_EQ(derive(as_bytes("pbkdf2 test"), as_bytes("some salt"), 10, 64),
            vectors["pbkdf2.mtcute"]);
}

TEST(Pbkdf2, AnyShapeOfInput_MatchesOpenSsl) {
  test::ScriptedRandom random;
  for (const std::size_t password_size : {0U, 1U, 127U, 128U, 129U, 300U}) {
    for (const std::size_t salt_size : {0U, 1U, 107U, 108U, 124U, 1000U}) {
      for (const std::size_t size : {1U, 63U, 64U, 65U, 200U}) {
        Bytes password(password_size + 1);  // never null for OpenSSL
        Bytes salt(salt_size + 1);
        random.fill(password);
        random.fill(salt);
        const BytesView key = BytesView(password).first(password_size);
        const BytesView with = BytesView(salt).first(salt_size);
        const auto iterations = static_cast<std::uint32_t>(1 + random.uniform(3));
        ASSERT_EQ(derive(key, with, iterations, size), openssl_derive(key, with, iterations, size))
            << password_size << ' ' << salt_size << ' ' << size;
      }
    }
  }
}

}  // namespace
}  // namespace strata::crypto
