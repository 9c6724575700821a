// Reads the names of a schema and holds them to their rules.
#include "name.hpp"

namespace strata::tl_parser {
namespace {

bool check_length(ParseContext& context, const DottedName& name) {
  std::size_t bytes = name.parts.size() - 1;
  for (const std::string_view part : name.parts) bytes += part.size();
  const Limits& limits = context.limits();
  if (bytes <= limits.name_bytes && name.parts.size() <= limits.name_parts) return true;
  context.report(name.begin, Errc::name_too_long,
                 "the name " + in_quotes(name.parts.front()) + " is too long; at most " +
                     std::to_string(limits.name_bytes) + " bytes in " +
                     std::to_string(limits.name_parts) + " parts");
  return false;
}

}  // namespace

std::optional<DottedName> read_dotted_name(ParseContext& context) {
  DottedName name;
  name.begin = context.token().begin;
  name.parts.push_back(context.take().text);
  while (context.token().is('.')) {
    const bool glued_before = context.token().glued;
    context.take();
    if (!glued_before || !context.token().is_word() || !context.token().glued) {
      context.report_here(Errc::invalid_name,
                          "a dot joins two names without spaces: " + in_quotes(name.parts.back()) +
                              " '.' " + described(context.token()));
      return std::nullopt;
    }
    if (name.ends_in_number()) {
      context.report(name.begin, Errc::invalid_name,
                     "a part of a name cannot begin with a digit: " + in_quotes(name.parts.back()));
      return std::nullopt;
    }
    name.parts.push_back(context.take().text);
    if (!check_length(context, name)) return std::nullopt;
  }
  if (!check_length(context, name)) return std::nullopt;
  return name;
}

std::optional<Token> take_plain_name(ParseContext& context, std::string_view what) {
  const Token name = context.take();
  const std::string described_name = std::string(what) + ' ' + in_quotes(name.text);
  if (!is_identifier(name.text)) {
    context.report(name.begin, Errc::invalid_name,
                   "the name of the " + described_name + " cannot begin with a digit");
    return std::nullopt;
  }
  if (name.text.size() > context.limits().name_bytes) {
    context.report(name.begin, Errc::name_too_long,
                   "the name of the " + described_name + " is too long; at most " +
                       std::to_string(context.limits().name_bytes) + " bytes");
    return std::nullopt;
  }
  return name;
}

}  // namespace strata::tl_parser
