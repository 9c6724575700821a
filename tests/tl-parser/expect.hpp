// What the tests of the parser share: parsing text that is right, and text with one fault.
#pragma once

#include "strata/tl_parser/parse.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace strata::tl_parser {

/// Parses a text without faults.
inline ParseOutcome parse_clean(std::string_view text) {
  ParseOutcome outcome = parse(text);
  for (const Diagnostic& diagnostic : outcome.diagnostics) {
    ADD_FAILURE() << format(diagnostic, "text");
  }
  return outcome;
}

/// Parses one statement without faults.
inline Definition parse_one(std::string_view text) {
  ParseOutcome outcome = parse_clean(text);
  if (outcome.definitions.size() != 1) {
    ADD_FAILURE() << outcome.definitions.size() << " definitions in: " << text;
    return {};
  }
  return std::move(outcome.definitions.front());
}

/// Expects exactly one fault, at this place, and that the statement on the line behind the text
/// is parsed nevertheless.
inline Diagnostic expect_fault(std::string_view text, std::size_t line, std::size_t column,
                               Errc kind) {
  const ParseOutcome outcome = parse(std::string(text) + "\nnextOne#f00d = NextOne;");
  if (outcome.diagnostics.size() != 1) {
    ADD_FAILURE() << outcome.diagnostics.size() << " diagnostics in: " << text;
    for (const Diagnostic& diagnostic : outcome.diagnostics) {
      ADD_FAILURE() << format(diagnostic, "text");
    }
    return {};
  }
  const Diagnostic& fault = outcome.diagnostics.front();
  EXPECT_EQ(to_string(fault.kind), to_string(kind)) << text << '\n' << fault.message;
  EXPECT_EQ(fault.line, line) << text << '\n' << fault.message;
  EXPECT_EQ(fault.column, column) << text << '\n' << fault.message;
  EXPECT_FALSE(fault.message.empty()) << text;
  if (outcome.definitions.empty() || outcome.definitions.back().name != "nextOne") {
    ADD_FAILURE() << "the statement behind the fault is lost: " << text;
  }
  return fault;
}

}  // namespace strata::tl_parser
