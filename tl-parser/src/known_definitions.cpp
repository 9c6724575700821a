// Finds definitions whose name or id exists already.
#include "known_definitions.hpp"

namespace strata::tl_parser {

bool KnownDefinitions::add(ParseContext& context, const Statement& statement) {
  const Definition& definition = statement.definition;
  const std::string name = definition.full_name();
  const auto key = std::pair(definition.category, name);
  if (const auto known = lines_by_name_.find(key); known != lines_by_name_.end()) {
    context.report(statement.begin, Errc::duplicate_name,
                   in_quotes(name) + " is defined on line " + std::to_string(known->second) +
                       " already; remove one of the two");
    return false;
  }
  if (const auto known = by_id_.find(definition.id); known != by_id_.end()) {
    context.report(statement.begin, Errc::duplicate_id,
                   in_quotes(name) + " has the id of " + in_quotes(known->second.name) +
                       " on line " + std::to_string(known->second.line) +
                       "; correct one of the two ids");
    return false;
  }
  lines_by_name_.emplace(key, definition.line);
  by_id_.emplace(definition.id, Known{name, definition.line});
  return true;
}

}  // namespace strata::tl_parser
