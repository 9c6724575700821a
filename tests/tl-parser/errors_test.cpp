// Tests of the error category.
#include "strata/tl_parser/errors.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace strata::tl_parser {
namespace {

TEST(Errc, EveryKindHasItsOwnName) {
  std::set<std::string_view> names;
  const int last = static_cast<int>(Errc::too_many_diagnostics);
  for (int value = 1; value <= last; ++value) names.insert(to_string(static_cast<Errc>(value)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(last));
}

TEST(Errc, NamesMatchTheEnumerators) {
  EXPECT_EQ(to_string(Errc::empty_statement), "empty-statement");
  EXPECT_EQ(to_string(Errc::not_implemented), "not-implemented");
  EXPECT_EQ(to_string(Errc::empty_parameter), "empty-parameter");
  EXPECT_EQ(to_string(Errc::invalid_generic), "invalid-generic");
  EXPECT_EQ(to_string(Errc::duplicate_name), "duplicate-name");
  EXPECT_EQ(to_string(Errc::invalid_layer), "invalid-layer");
  EXPECT_EQ(to_string(Errc::name_too_long), "name-too-long");
  EXPECT_EQ(to_string(Errc::too_many_diagnostics), "too-many-diagnostics");
  EXPECT_EQ(to_string(static_cast<Errc>(999)), "unknown");
}

TEST(Errc, IsAnErrorCode) {
  const std::error_code code = Errc::invalid_flag;
  EXPECT_EQ(code.category(), tl_parser_category());
  EXPECT_STREQ(code.category().name(), "strata.tl-parser");
  EXPECT_EQ(code.message(), "invalid-flag");
  EXPECT_EQ(code, Errc::invalid_flag);
}

}  // namespace
}  // namespace strata::tl_parser
