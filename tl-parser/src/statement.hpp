// Parses one statement: name, id, generics, fields and result.
#pragma once

#include "parse_context.hpp"

#include "strata/tl_parser/definition.hpp"

#include <optional>

namespace strata::tl_parser {

/// A definition and where its name stands.
struct Statement {
  Definition definition;
  Position begin;
};

/// Parses the statement at the token that is looked at, up to and with its `;`. On failure a
/// diagnostic is reported and the context stands somewhere in the statement: skip_statement().
std::optional<Statement> parse_statement(ParseContext& context, Category category);

/// Goes on to what is most likely the begin of the next statement: behind the next `;`, or to a
/// separator, or to a line that begins with `name#` (a `;` was forgotten before it).
void skip_statement(ParseContext& context);

}  // namespace strata::tl_parser
