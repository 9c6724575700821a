// Goes through a text statement by statement.
#include "strata/tl_parser/parse.hpp"

#include "known_definitions.hpp"
#include "parse_context.hpp"
#include "statement.hpp"

namespace strata::tl_parser {
namespace {

void read_separator(ParseContext& context, Category& category) {
  const Token separator = context.take();
  if (separator.text == "---types---") {
    category = Category::types;
  } else if (separator.text == "---functions---") {
    category = Category::functions;
  } else {
    context.report(
        separator.begin, Errc::unknown_section,
        in_quotes(separator.text) + " is no section; there are ---types--- and ---functions---");
  }
}

void parse_statements(ParseContext& context, std::vector<Definition>& definitions) {
  Category category = Category::types;
  KnownDefinitions known;
  while (!context.stopped() && context.token().kind != TokenKind::end) {
    if (context.token().kind == TokenKind::separator) {
      read_separator(context, category);
      continue;
    }
    const std::string_view begin = context.token().text;
    std::optional<Statement> statement = parse_statement(context, category);
    if (!statement) {
      // Never stand still on a token that no statement can begin with.
      const bool stuck = context.token().text.data() == begin.data();
      if (!stuck || !context.take().is(';')) skip_statement(context);
    } else if (known.add(context, *statement)) {
      definitions.push_back(std::move(statement->definition));
    }
  }
}

}  // namespace

ParseOutcome parse(std::string_view text, const Limits& limits) {
  ParseOutcome outcome;
  if (text.size() > limits.schema_bytes) {
    outcome.diagnostics.push_back(
        {1, 1, Errc::schema_too_long,
         "the text has " + std::to_string(text.size()) + " bytes, more than the limit of " +
             std::to_string(limits.schema_bytes) + "; is this a TL schema?"});
    return outcome;
  }
  ParseContext context(text, limits);
  parse_statements(context, outcome.definitions);
  outcome.layer = context.layer();
  outcome.diagnostics = context.take_diagnostics();
  return outcome;
}

Result<ParseOutcome> parse_strict(std::string_view text, std::string_view file_name,
                                  const Limits& limits) {
  ParseOutcome outcome = parse(text, limits);
  if (outcome.diagnostics.empty()) return outcome;
  const Diagnostic& first = outcome.diagnostics.front();
  std::string message = format(first, file_name);
  if (const std::size_t others = outcome.diagnostics.size() - 1; others > 0) {
    message += " (and " + std::to_string(others) + " more)";
  }
  return fail(first.kind, std::move(message));
}

}  // namespace strata::tl_parser
