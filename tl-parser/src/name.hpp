// Reads the names of a schema and holds them to their rules.
#pragma once

#include "parse_context.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace strata::tl_parser {

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

/// Takes the word that is looked at as a name without dots; `what` it names stands in the
/// diagnostic.
std::optional<Token> take_plain_name(ParseContext& context, std::string_view what);

}  // namespace strata::tl_parser
