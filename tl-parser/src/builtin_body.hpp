// Parses the bodies of lines that describe types of the language itself.
#pragma once

#include "parse_context.hpp"

#include <optional>
#include <string>

namespace strata::tl_parser {

/// Whether what follows the name (and its generics) is such a body and not a field.
[[nodiscard]] bool begins_builtin_body(const ParseContext& context);

/// Reads `?`, `# [ t ]` or `4*[ int ]`, the three forms there are, and returns that text.
std::optional<std::string> parse_builtin_body(ParseContext& context);

}  // namespace strata::tl_parser
