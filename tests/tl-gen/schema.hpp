// Definitions from a text, for tests.
#pragma once

#include "strata/tl_parser/parse.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace strata::tl_gen {

inline std::vector<tl_parser::Definition> definitions(std::string_view text) {
  tl_parser::ParseOutcome parsed = tl_parser::parse(text);
  EXPECT_TRUE(parsed.diagnostics.empty());
  return std::move(parsed.definitions);
}

}  // namespace strata::tl_gen
