// The error category: every code has words of its own.
#include "strata/crypto/errors.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace strata::crypto {
namespace {

TEST(CryptoErrors, EveryCode_HasItsOwnMessage) {
  std::set<std::string> messages;
  constexpr int last = static_cast<int>(Errc::library_failure);
  for (int value = 1; value <= last; ++value) {
    const std::error_code code = static_cast<Errc>(value);
    EXPECT_STREQ(code.category().name(), "strata.crypto");
    messages.insert(code.message());
  }
  EXPECT_EQ(messages.size(), static_cast<std::size_t>(last));
  EXPECT_EQ(messages.count(error_category().message(last + 1)), 0U);
}

}  // namespace
}  // namespace strata::crypto
