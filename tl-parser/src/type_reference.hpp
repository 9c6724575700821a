// Parses names and type references.
#pragma once

#include "parse_context.hpp"

#include "strata/tl_parser/definition.hpp"

#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace strata::tl_parser {

/// Names that a definition has declared so far; the views point into the text.
using NameSet = std::set<std::string_view>;

/// A dotted name as it stands in the text: `messages.sendMessage`, `flags.3`.
struct DottedName {
  std::vector<std::string_view> parts;
  Position begin;

  /// The last part is a number, as in a condition.
  [[nodiscard]] bool ends_in_number() const noexcept { return !is_identifier(parts.back()); }
};

/// Reads the dotted name at the token that is looked at, which is a word. All parts but the last
/// are identifiers.
std::optional<DottedName> read_dotted_name(ParseContext& context);

/// Parses a type: with its `%` or `!`, and with its generic arguments.
std::optional<Type> parse_type(ParseContext& context, const NameSet& generics);

/// The same when the name is read already.
std::optional<Type> finish_type(ParseContext& context, const DottedName& name);

}  // namespace strata::tl_parser
