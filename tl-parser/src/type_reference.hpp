// Parses type references.
#pragma once

#include "name.hpp"
#include "parse_context.hpp"

#include "strata/tl_parser/definition.hpp"

#include <optional>
#include <set>
#include <string_view>

namespace strata::tl_parser {

/// Names that a definition has declared so far; the views point into the text.
using NameSet = std::set<std::string_view>;

/// Parses a type: with its `%` or `!`, and with its generic arguments.
std::optional<Type> parse_type(ParseContext& context, const NameSet& generics);

/// The same when the name is read already.
std::optional<Type> finish_type(ParseContext& context, const DottedName& name);

}  // namespace strata::tl_parser
