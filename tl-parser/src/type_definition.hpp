// Parses the type definitions `{X:Type}` in front of the fields.
#pragma once

#include "parameter.hpp"

namespace strata::tl_parser {

/// Parses one, at its `{`, and adds the name to the definition and to the scope. On failure a
/// diagnostic is reported.
bool parse_type_definition(ParseContext& context, Definition& definition, FieldScope& scope);

}  // namespace strata::tl_parser
