// Diffie–Hellman: checks of primes, generators and public values, and the exchange itself.
#include "strata/crypto/dh.hpp"

#include "dh/dh_checks.hpp"
#include "number/primality.hpp"
#include "number/small_primes.hpp"
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

std::error_code verdict(BytesView p, std::int32_t g) {
  ScriptedRandom random;
  const Status status = check_dh_params(p, g, random);
  return status ? std::error_code{} : status.error().code();
}

std::error_code range_verdict(BytesView value) {
  const Status status = check_dh_public(value, known_dh_prime());
  return status ? std::error_code{} : status.error().code();
}

// The known prime plus or minus a small number, or 2^exponent plus or minus one.
Bytes shifted_prime(int by) {
  Bytes p(known_dh_prime().begin(), known_dh_prime().end());
  p.back() = static_cast<std::uint8_t>(p.back() + by);  // 0x5b: no carry for small numbers
  return p;
}

Bytes power_of_two(std::size_t exponent) {
  Bytes number(256);
  number[255 - exponent / 8] = static_cast<std::uint8_t>(1U << exponent % 8);
  return number;
}

// a - b for 256-byte numbers.
Bytes difference(const Bytes& a, const Bytes& b) {
  Bytes result(256);
  int borrow = 0;
  for (std::size_t i = 256; i-- > 0;) {
    const int digit = a[i] - b[i] - borrow;
    borrow = digit < 0 ? 1 : 0;
    result[i] = static_cast<std::uint8_t>(digit);
  }
  return result;
}

TEST(KnownPrime, IsThePublishedOne) {
  const Vectors vectors("dh.txt");
  EXPECT_EQ(to_hex(known_dh_prime()), to_hex(vectors["known"]));
  EXPECT_EQ(to_hex(sha256({known_dh_prime()})), to_hex(vectors["known.sha256"]));
}

TEST(KnownPrime, ReallyIsASafePrime) {
  ScriptedRandom random;
  const BigNum p = big_num(known_dh_prime());
  const Result<bool> safe = is_safe_prime(p.get(), 4, random);
  ASSERT_TRUE(safe);
  EXPECT_TRUE(*safe);
}

TEST(CheckDhParams, KnownPrime_AcceptsOnlyItsGenerators) {  // A-56, N-017, N-018, N-019
  for (const std::int32_t g : {3, 4, 7}) EXPECT_EQ(verdict(known_dh_prime(), g).value(), 0) << g;
  for (const std::int32_t g : {2, 5, 6, 0, 1, 8, -3, 0x7fffffff, -0x7fffffff - 1, 0x2fcc5a}) {
    EXPECT_EQ(verdict(known_dh_prime(), g), Errc::bad_generator) << g;
  }
}

TEST(CheckDhParams, KnownPrime_AsksForNoRandomness) {
  ScriptedRandom random;
  ASSERT_TRUE(check_dh_params(known_dh_prime(), 3, random));
  EXPECT_EQ(random.taken(), 0U);
}

TEST(CheckDhParams, LeadingZeros_AreAccepted) {
  Bytes p(4);
  append(p, known_dh_prime());
  EXPECT_EQ(verdict(p, 3).value(), 0);
  Bytes too_many(9);
  append(too_many, known_dh_prime());
  EXPECT_EQ(verdict(too_many, 3), Errc::bad_prime_size);
}

TEST(CheckDhParams, OtherSizes_AreRefused) {  // N-024
  const Vectors vectors("dh.txt");
  for (const std::int32_t g : {2, 3, 4}) {
    EXPECT_EQ(verdict(vectors["modp1536"], g), Errc::bad_prime_size);
    EXPECT_EQ(verdict(vectors["ffdhe3072"], g), Errc::bad_prime_size);
  }
  EXPECT_EQ(verdict({}, 3), Errc::bad_prime_size);
  EXPECT_EQ(verdict(Bytes(256), 3), Errc::bad_prime_size);
  Bytes short_prime = shifted_prime(0);
  short_prime.front() = 0x47;
  EXPECT_EQ(verdict(short_prime, 3), Errc::bad_prime_size);
}

TEST(CheckDhParams, PrimeThatIsNotSafe_IsRefused) {  // N-020
  const Bytes p = Vectors("dh.txt")["not_safe"];
  EXPECT_EQ(verdict(p, 2), Errc::not_safe_prime);
  EXPECT_EQ(verdict(p, 4), Errc::not_safe_prime);
}

//
TEST(CheckDhParams, Composites_AreRefused) {
  for (const int by : {-2, 2, 4, 6, 8, 1}) {
    EXPECT_EQ(verdict(shifted_prime(by), 4), Errc::not_safe_prime) << by;
  }
}

TEST(CheckDhParams, BadPrimes_AreRememberedToo) {
  const Bytes p = Vectors("dh.txt")["not_safe"];
  verdict(p, 4);
  ScriptedRandom random;
  EXPECT_FALSE(check_dh_params(p, 4, random));
  EXPECT_EQ(random.taken(), 0U);
}

TEST(IsGenerator, Modp2048_AcceptsAll) {
  const BigNum p = big_num(Vectors("dh.txt")["modp2048"]);
  for (const std::int32_t g : {2, 3, 4, 5, 6, 7}) EXPECT_TRUE(is_generator(p.get(), g)) << g;
}

TEST(IsGenerator, SmallPairs) {  // V-504
  const auto good = [](std::uint64_t p, std::int32_t g) {
    const BigNum number =
        big_num(Bytes{static_cast<std::uint8_t>(p >> 8U), static_cast<std::uint8_t>(p)});
    return is_prime(p) && is_prime((p - 1) / 2) && is_generator(number.get(), g);
  };
  const Vectors vectors("dh.txt");
  for (const bool expected : {true, false}) {
    const Bytes pairs = vectors[expected ? "v504.good" : "v504.bad"];
    ASSERT_EQ(pairs.size() % 3, 0U);
    for (std::size_t i = 0; i < pairs.size(); i += 3) {
      const auto p = static_cast<std::uint64_t>(pairs[i] << 8U | pairs[i + 1]);
      EXPECT_EQ(good(p, pairs[i + 2]), expected) << p << ' ' << int{pairs[i + 2]};
    }
  }
}

TEST(CheckDhPublic, ValuesOutOfRange_AreRefused) {  // N-026
  const Bytes low = power_of_two(1984);
  const Bytes high = difference(shifted_prime(0), low);
  const Bytes one = power_of_two(0);
  EXPECT_EQ(range_verdict({}), Errc::public_value_range);
  EXPECT_EQ(range_verdict(Bytes{1}), Errc::public_value_range);
  EXPECT_EQ(range_verdict(shifted_prime(-1)), Errc::public_value_range);
  EXPECT_EQ(range_verdict(shifted_prime(0)), Errc::public_value_range);
  EXPECT_EQ(range_verdict(shifted_prime(5)), Errc::public_value_range);
  EXPECT_EQ(range_verdict(difference(low, one)), Errc::public_value_range);
  Bytes above = high;
  above.back() = static_cast<std::uint8_t>(above.back() + 1);
  EXPECT_EQ(range_verdict(above), Errc::public_value_range);
  EXPECT_EQ(range_verdict(Bytes(257, 1)), Errc::public_value_range);
  EXPECT_EQ(range_verdict(Bytes(100'000, 1)), Errc::public_value_range);
}

TEST(CheckDhPublic, Bounds_AreIncluded) {  // N-027
  const Bytes low = power_of_two(1984);
  EXPECT_EQ(range_verdict(low).value(), 0);
  EXPECT_EQ(range_verdict(difference(shifted_prime(0), low)).value(), 0);
  Bytes padded(3);
  append(padded, low);
  EXPECT_EQ(range_verdict(padded).value(), 0);
}

TEST(DhExchange, BothSides_GetTheSameKey) {
  ScriptedRandom random;
  // The other side's half: with g_a = g^a, its key is g_b^a; here a comes from an exchange too.
  const auto seed = power_of_two(2000);
  Result<DhExchange> alice = DhExchange::start(known_dh_prime(), 3, seed, random);
  ASSERT_TRUE(alice);
  Bytes script(256, 0x41);
  ScriptedRandom first(script);
  ScriptedRandom second(Bytes(256, 0x42));
  Result<DhExchange> a = DhExchange::start(known_dh_prime(), 3, alice->g_b(), first);
  ASSERT_TRUE(a);
  Result<DhExchange> b = DhExchange::start(known_dh_prime(), 3, a->g_b(), second);
  ASSERT_TRUE(b);
  ScriptedRandom again(script);
  Result<DhExchange> a_again = DhExchange::start(known_dh_prime(), 3, b->g_b(), again);
  ASSERT_TRUE(a_again);
  EXPECT_TRUE(std::ranges::equal(a_again->auth_key()->bytes(), b->auth_key()->bytes()));
}

TEST(DhExchange, ExponentOutOfRange_IsDrawnAgain) {
  Bytes tiny(256);
  tiny.back() = 2;  // g_b would be 9
  ScriptedRandom random(tiny);
  const Result<DhExchange> exchange =
      DhExchange::start(known_dh_prime(), 3, power_of_two(2000), random);
  ASSERT_TRUE(exchange);
  EXPECT_EQ(random.taken(), 512U);
  EXPECT_EQ(range_verdict(exchange->g_b()).value(), 0);
}

TEST(DhExchange, HopelessRandomSource_IsBounded) {
  ScriptedRandom random(Bytes(256 * max_exponent_attempts));
  const Result<DhExchange> exchange =
      DhExchange::start(known_dh_prime(), 3, power_of_two(2000), random);
  ASSERT_FALSE(exchange);
  EXPECT_EQ(exchange.error().code(), Errc::work_limit);
  EXPECT_EQ(random.taken(), 256U * max_exponent_attempts);
}

//
TEST(DhExchange, BadServerValues_AreRefusedBeforeAnySecretIsDrawn) {
  ScriptedRandom random;
  const Result<DhExchange> bad_g =
      DhExchange::start(known_dh_prime(), 2, power_of_two(2000), random);
  ASSERT_FALSE(bad_g);
  EXPECT_EQ(bad_g.error().code(), Errc::bad_generator);
  const Result<DhExchange> bad_g_a = DhExchange::start(known_dh_prime(), 3, Bytes{1}, random);
  ASSERT_FALSE(bad_g_a);
  EXPECT_EQ(bad_g_a.error().code(), Errc::public_value_range);
  EXPECT_EQ(random.taken(), 0U);
}

}  // namespace
}  // namespace strata::crypto
