// What the steps of the key exchange share: nonces compared to the last bit, errors translated.
#include "handshake/exchange.hpp"

#include "strata/crypto/errors.hpp"
#include "strata/mtproto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::handshake_test {
namespace {

TEST(Exchange, Nonces_AreComparedInEveryBit_A10) {
  Exchange exchange;
  exchange.nonce.fill(0xa5);
  exchange.server_nonce.fill(0x00);  // an all-zero nonce is one like any other
  EXPECT_TRUE(check_nonces(exchange, exchange.nonce, exchange.server_nonce).has_value());
  for (std::size_t bit = 0; bit < 128; ++bit) {
    Nonce other = exchange.nonce;
    other[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const Status first = check_nonces(exchange, other, exchange.server_nonce);
    ASSERT_FALSE(first.has_value());
    EXPECT_EQ(first.error().code(), Errc::nonce_mismatch);

    Nonce other_server = exchange.server_nonce;
    other_server[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const Status second = check_nonces(exchange, exchange.nonce, other_server);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code(), Errc::nonce_mismatch);
  }
}

TEST(Exchange, CryptoErrors_AreTranslatedWithTheirText) {
  const auto translated = [](crypto::Errc code) {
    return exchange_error(Error(code, "why"), Errc::g_b_range);
  };
  EXPECT_EQ(translated(crypto::Errc::bad_pq).code(), Errc::bad_pq);
  EXPECT_EQ(translated(crypto::Errc::work_limit).code(), Errc::g_b_range);
  EXPECT_EQ(translated(crypto::Errc::bad_prime_size).code(), Errc::prime_size);
  EXPECT_EQ(translated(crypto::Errc::not_safe_prime).code(), Errc::not_safe_prime);
  EXPECT_EQ(translated(crypto::Errc::bad_generator).code(), Errc::bad_generator);
  EXPECT_EQ(translated(crypto::Errc::public_value_range).code(), Errc::g_a_range);
  EXPECT_EQ(translated(crypto::Errc::bad_auth_key).code(), Errc::auth_key_unusable);
  EXPECT_EQ(translated(crypto::Errc::bad_pq).message(), "why");
  EXPECT_EQ(translated(crypto::Errc::library_failure).code(), crypto::Errc::library_failure);
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
