// Tests of diagnostics as text and as errors.
#include "strata/tl_parser/diagnostic.hpp"

#include <gtest/gtest.h>

namespace strata::tl_parser {
namespace {

const Diagnostic FAULT{12, 7, Errc::invalid_id, "what to do"};

TEST(Diagnostic, FormatsLikeACompiler) {
  EXPECT_EQ(format(FAULT, "api.tl"), "api.tl:12:7: error: what to do [invalid-id]");
}

TEST(Diagnostic, BecomesAnErrorWithCodeAndPlace) {
  const Error error = to_error(FAULT, "api.tl");
  EXPECT_EQ(error.code(), Errc::invalid_id);
  EXPECT_EQ(error.message(), "api.tl:12:7: error: what to do [invalid-id]");
}

}  // namespace
}  // namespace strata::tl_parser
