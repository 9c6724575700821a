// The full primality test of primes that are not the known one.
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/dh.hpp"
#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

std::error_code verdict(BytesView p, std::int32_t g, RandomSource& random) {
  const Status status = check_dh_params(p, g, random);
  return status ? std::error_code{} : status.error().code();
}

TEST(CheckDhParams, OtherSafePrimes_AreTestedOnce) {  // N-021, V-502
  const Bytes p = Vectors("dh.txt")["ffdhe2048"];
  ScriptedRandom random;
  ASSERT_TRUE(check_dh_params(p, 2, random));
  EXPECT_EQ(random.taken(), 2U * primality_rounds * (number_size + 8));
  const std::size_t taken = random.taken();
  for (const std::int32_t g : {2, 3, 4, 5, 6}) EXPECT_TRUE(check_dh_params(p, g, random)) << g;
  EXPECT_EQ(verdict(p, 7, random), Errc::bad_generator);
  EXPECT_EQ(random.taken(), taken) << "the verdict is remembered";
}

TEST(CheckDhParams, Modp2048_AcceptsEveryGenerator) {
  const Bytes p = Vectors("dh.txt")["modp2048"];
  ScriptedRandom random;
  for (const std::int32_t g : {2, 3, 4, 5, 6, 7}) {
    EXPECT_EQ(verdict(p, g, random).value(), 0) << g;
  }
}

}  // namespace
}  // namespace strata::crypto
