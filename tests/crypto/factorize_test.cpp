// Factorisation of pq: published pairs, refusals, bounds.
#include "strata/crypto/factorize.hpp"

#include "number/brent.hpp"
#include "number/small_primes.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

Bytes big_endian(std::uint64_t value, std::size_t size = 8) {
  Bytes bytes(size);
  for (std::size_t i = size; i-- > 0; value >>= 8U) bytes[i] = static_cast<std::uint8_t>(value);
  return bytes;
}

std::uint64_t number(BytesView bytes) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8U | byte;
  return value;
}

void expect_factors(std::uint64_t p, std::uint64_t q) {
  const Result<PqFactors> factors = factorize_pq(big_endian(p * q));
  ASSERT_TRUE(factors) << p << " * " << q << ": " << factors.error().message();
  EXPECT_EQ(number(factors->p), p);
  EXPECT_EQ(number(factors->q), q);
  EXPECT_NE(factors->p.front(), 0);
  EXPECT_NE(factors->q.front(), 0);
}

void expect_refused(BytesView pq, Errc code = Errc::bad_pq) {
  const Result<PqFactors> factors = factorize_pq(pq);
  ASSERT_FALSE(factors) << to_hex(pq);
  EXPECT_EQ(factors.error().code(), code) << to_hex(pq);
}

TEST(FactorizePq, PublishedNumbers) {
  const Bytes rows = test::Vectors("pq.txt")["good"];
  ASSERT_EQ(rows.size() % 24, 0U);
  for (std::size_t at = 0; at < rows.size(); at += 24) {
    const BytesView row = BytesView(rows).subspan(at, 24);
    const std::uint64_t p = number(row.subspan(8, 8));
    const std::uint64_t q = number(row.subspan(16));
    ASSERT_EQ(p * q, number(row.first(8)));
    expect_factors(p, q);
  }
}

TEST(FactorizePq, PublishedNumberAboveTheRange_IsRefused) {
  expect_refused(test::Vectors("pq.txt")["too_big"]);
}

TEST(FactorizePq, Factors_AreMinimalBigEndian) {
  const Result<PqFactors> sample = factorize_pq(*from_hex("1460e7d3fa727791"));
  ASSERT_TRUE(sample);
  EXPECT_EQ(to_hex(sample->p), "3c2357cf");
  EXPECT_EQ(to_hex(sample->q), "56bfb29f");
  const Result<PqFactors> small = factorize_pq(Bytes{15});  // N-004
  ASSERT_TRUE(small);
  EXPECT_EQ(small->p, Bytes{3});
  EXPECT_EQ(small->q, Bytes{5});
}

TEST(FactorizePq, LeadingZeros_AreAccepted) {  // N-009
  for (std::size_t zeros = 0; zeros <= 8; ++zeros) {
    Bytes pq(zeros);
    append(pq, *from_hex("1460e7d3fa727791"));
    const Result<PqFactors> factors = factorize_pq(pq);
    ASSERT_TRUE(factors) << zeros;
    EXPECT_EQ(to_hex(factors->p), "3c2357cf");
  }
}

TEST(FactorizePq, OutOfRange_IsRefused) {  // A-20, N-004, N-008
  expect_refused({});
  for (const std::uint64_t value : {0U, 1U, 2U, 14U}) expect_refused(big_endian(value));
  expect_refused(big_endian(std::uint64_t{1} << 63U));
  expect_refused(big_endian(~std::uint64_t{0}));
  expect_refused(big_endian(4294967311ULL * 4294967449ULL));  // wraps, so far above 2^63
  expect_refused(Bytes(9, 1));
  expect_refused(Bytes(17));  // more zeros than anybody needs
  expect_refused(Bytes(100'000, 1));
}

TEST(FactorizePq, PrimesSquaresAndEvenNumbers_AreRefused) {  // A-21, N-005
  expect_refused(big_endian((std::uint64_t{1} << 61U) - 1));
  expect_refused(big_endian(9223372036854775783ULL));  // the largest prime below 2^63
  expect_refused(big_endian(17));
  expect_refused(big_endian(1008949199ULL * 1008949199ULL));
  expect_refused(big_endian(25));
  expect_refused(big_endian(2ULL * 1008949199ULL));
}

TEST(FactorizePq, MoreThanTwoPrimes_AreRefused) {
  expect_refused(big_endian(3ULL * 5 * 7));
  expect_refused(big_endian(3ULL * 3 * 3));
  expect_refused(big_endian(65537ULL * 65539 * 65543));
  expect_refused(big_endian(2097143ULL * 2097143 * 2097143 / 1));  // a cube
  expect_refused(big_endian(257ULL * 263 * 1008949199));
}

TEST(FactorizePq, EveryProductOfSmallPrimes) {
  for (std::uint64_t p = 3; p < 600; p += 2) {
    if (!is_prime(p)) continue;
    for (std::uint64_t q = p + 2; q < 600; q += 2) {
      if (is_prime(q)) expect_factors(p, q);
    }
  }
}

TEST(FactorizePq, RequestedStop_IsCancelled) {
  std::stop_source stop;
  stop.request_stop();
  const Result<PqFactors> factors = factorize_pq(big_endian(1468428376148703121), stop.get_token());
  ASSERT_FALSE(factors);
  EXPECT_EQ(factors.error().code(), Errc::cancelled);
}

// the work is bounded.
TEST(FindFactor, SmallBudget_EndsWithoutAResult) {
  const FactorResult result = find_factor(1468428376148703121, 1000, {});
  EXPECT_EQ(result.outcome, FactorSearch::work_limit);
}

// Where both primes fall into one batch, the search must go back and look closer.
TEST(FindFactor, CloseSmallFactors_AreSeparated) {
  for (std::uint64_t p = 257; p < 1200; p += 2) {
    if (!is_prime(p)) continue;
    std::uint64_t q = p + 2;
    while (!is_prime(q)) q += 2;
    const FactorResult result = find_factor(p * q, 1 << 20, {});
    ASSERT_EQ(result.outcome, FactorSearch::found) << p;
    ASSERT_TRUE(result.factor == p || result.factor == q) << p;
  }
}

}  // namespace
}  // namespace strata::crypto
