// Parses the fields of a definition.
#pragma once

#include "type_reference.hpp"

namespace strata::tl_parser {

/// What the fields of a definition may refer to.
struct FieldScope {
  NameSet generics;
  NameSet fields;
  NameSet flags_words;
};

/// Parses `name:type` with its condition and adds it to the scope. On failure a diagnostic is
/// reported and the rest of the statement means nothing.
std::optional<Parameter> parse_parameter(ParseContext& context, FieldScope& scope);

}  // namespace strata::tl_parser
