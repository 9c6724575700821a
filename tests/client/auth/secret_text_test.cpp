// Codes and passwords leave no trace in memory.
#include "auth/secret_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <new>

namespace strata::auth {
namespace {

// A short text stands in the object itself; after the destructor its bytes must be gone.
TEST(SecretText, IsWipedWhenItGoes) {
  alignas(SecretText) std::array<std::byte, sizeof(SecretText)> storage{};
  auto* secret = ::new (storage.data()) SecretText(std::string("hunter2"));
  EXPECT_EQ(secret->view(), "hunter2");
  secret->~SecretText();
  const std::string_view left(reinterpret_cast<const char*>(storage.data()), storage.size());
  EXPECT_EQ(left.find("hunter"), std::string_view::npos);
}

TEST(SecretText, MovingLeavesNoCopyBehind) {
  SecretText first(std::string("hunter2"));
  const SecretText second(std::move(first));
  EXPECT_EQ(second.view(), "hunter2");
  const std::string_view left(reinterpret_cast<const char*>(&first), sizeof(first));
  EXPECT_EQ(left.find("hunter"), std::string_view::npos);
}

}  // namespace
}  // namespace strata::auth
