// Errors keep their code and detail when copied through the base class.
#include "strata/base/error.hpp"

#include "strata/base/result.hpp"

#include <gtest/gtest.h>

namespace strata {
namespace {

class Numbered : public ErrorDetail {
 public:
  explicit Numbered(int number) : ErrorDetail("numbered"), number_(number) {}
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

class NumberedError : public Error {
 public:
  explicit NumberedError(int number)
      : Error(std::make_error_code(std::errc::io_error), std::make_shared<Numbered>(number)) {}
};

TEST(Error, SlicedCopy_KeepsCodeTextAndDetail) {
  const NumberedError original(42);
  const Error sliced = original;
  EXPECT_EQ(sliced.code(), std::errc::io_error);
  EXPECT_STREQ(sliced.what(), "numbered");
  ASSERT_NE(sliced.detail<Numbered>(), nullptr);
  EXPECT_EQ(sliced.detail<Numbered>()->number(), 42);
}

TEST(Error, DetailOfAnotherKind_IsNull) {
  const Error plain(std::make_error_code(std::errc::io_error), "plain");
  EXPECT_EQ(plain.detail<Numbered>(), nullptr);
}

TEST(Result, Fail_CarriesTheErrorOn) {
  const auto failing = []() -> Result<int> {
    return fail(std::make_error_code(std::errc::timed_out), "too late");
  };
  const auto passing_on = [&]() -> Status {
    auto result = failing();
    if (!result) return fail(std::move(result).error());
    return {};
  };
  const Status status = passing_on();
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code(), std::errc::timed_out);
  EXPECT_EQ(status.error().message(), "too late");
}

}  // namespace
}  // namespace strata
