// Memory for secrets: nothing is left behind by moves, assignments and destruction.
#include "strata/crypto/secure.hpp"

#include "crypto/remains.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::Remains;
constexpr std::uint8_t mark = 0xa5;

SecureArray<32> marked() {
  SecureArray<32> secret;
  std::fill_n(secret.data(), secret.size(), mark);
  return secret;
}

TEST(Wipe, ZeroesTheBytes) {
  Bytes bytes(40, mark);
  wipe(bytes);
  EXPECT_EQ(bytes, Bytes(40));
  wipe({});
}

TEST(ConstantTimeEqual, ComparesLengthAndContent) {
  const Bytes a{1, 2, 3};
  EXPECT_TRUE(constant_time_equal(a, Bytes{1, 2, 3}));
  EXPECT_FALSE(constant_time_equal(a, Bytes{1, 2, 4}));
  EXPECT_FALSE(constant_time_equal(a, Bytes{0, 2, 3}));
  EXPECT_FALSE(constant_time_equal(a, Bytes{1, 2}));
  EXPECT_TRUE(constant_time_equal({}, {}));
}

TEST(SecureArray, Destruction_LeavesNothing) {
  Remains<SecureArray<32>> remains;
  SecureArray<32>& secret = remains.make(marked());
  EXPECT_EQ(remains.count(mark), 32U);
  EXPECT_EQ(secret.view()[31], mark);
  remains.destroy();
  EXPECT_EQ(remains.count(mark), 0U);
}

TEST(SecureArray, Moving_WipesTheSource) {
  Remains<SecureArray<32>> remains;
  SecureArray<32>& source = remains.make(marked());
  const SecureArray<32> target(std::move(source));
  EXPECT_EQ(remains.count(mark), 0U);
  EXPECT_EQ(target.view()[0], mark);

  SecureArray<32> other = marked();
  SecureArray<32> assigned;
  assigned = std::move(other);
  EXPECT_EQ(assigned.view()[5], mark);
  EXPECT_EQ(other.view()[5], 0);  // NOLINT(bugprone-use-after-move): that is what is tested
}

TEST(SecureArray, Clone_IsIndependent) {
  SecureArray<32> secret = marked();
  const SecureArray<32> copy = secret.clone();
  secret.clear();
  EXPECT_EQ(copy.view()[3], mark);
  EXPECT_EQ(secret.view()[3], 0);
}

TEST(SecureBytes, MovesAndClones) {
  SecureBytes secret(Bytes(100, mark));
  const SecureBytes copy = secret.clone();
  SecureBytes moved(std::move(secret));
  EXPECT_TRUE(secret.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
  EXPECT_EQ(moved.size(), 100U);
  EXPECT_EQ(copy.view()[99], mark);
  moved = SecureBytes(3);
  EXPECT_EQ(moved.view()[2], 0);
  moved.clear();
  EXPECT_TRUE(moved.empty());
}

}  // namespace
}  // namespace strata::crypto
