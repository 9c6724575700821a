// Parses one statement: name, id, generics, fields and result.
#include "statement.hpp"

#include "builtin_body.hpp"
#include "parameter.hpp"
#include "type_definition.hpp"

#include "strata/tl_parser/print.hpp"

#include <charconv>

namespace strata::tl_parser {
namespace {

constexpr std::size_t ID_DIGITS = 8;

bool ends_statement(const ParseContext& context) {
  const Token& token = context.token();
  return token.is(';') || token.kind == TokenKind::end || token.kind == TokenKind::separator ||
         context.begins_statement();
}

bool parse_name(ParseContext& context, Definition& definition) {
  if (context.token().is(';')) {
    context.report_here(Errc::empty_statement, "nothing stands before this ';'; remove it");
    return false;
  }
  if (!context.token().is_word()) {
    context.report_here(Errc::missing_name, "expected the name of a constructor or function, not " +
                                                described(context.token()));
    return false;
  }
  const std::optional<DottedName> name = read_dotted_name(context);
  if (!name) return false;
  if (name->ends_in_number()) {
    context.report(name->begin, Errc::invalid_name,
                   "a name cannot begin with a digit: " + in_quotes(name->parts.back()));
    return false;
  }
  definition.namespaces.assign(name->parts.begin(), name->parts.end() - 1);
  definition.name = name->parts.back();
  definition.line = name->begin.line;
  return true;
}

// The id, if one is written. `#` with a space before it is a body: `vector {t:Type} # [ t ]`.
bool parse_id(ParseContext& context, Definition& definition) {
  if (!context.token().is('#')) return true;
  const bool detached = !context.token().glued;
  if (detached && !context.word_follows()) return true;
  const Position begin = context.take().begin;
  const Token& digits = context.token();
  const char* first = digits.text.data();
  const char* last = first + digits.text.size();
  if (!detached && digits.is_word() && digits.glued && digits.text.size() <= ID_DIGITS) {
    const auto [end, error] = std::from_chars(first, last, definition.id, 16);
    if (error == std::errc() && end == last) {
      definition.id_written = true;
      context.take();
      return true;
    }
  }
  context.report(begin, Errc::invalid_id,
                 "an id is '#' and one to eight hexadecimal digits, right behind the name");
  return false;
}

bool within_field_limit(ParseContext& context, const Definition& definition) {
  const std::size_t count = definition.generics.size() + definition.parameters.size();
  if (count < context.limits().fields) return true;
  context.report(context.token().begin, Errc::too_many_fields,
                 "a definition has at most " + std::to_string(context.limits().fields) + " fields");
  return false;
}

bool parse_fields(ParseContext& context, Definition& definition, FieldScope& scope) {
  if (begins_builtin_body(context)) {
    std::optional<std::string> body = parse_builtin_body(context);
    if (body) definition.builtin_body = std::move(*body);
    return body.has_value();
  }
  while (!context.token().is('=') && !ends_statement(context)) {
    if (!within_field_limit(context, definition)) return false;
    std::optional<Parameter> parameter = parse_parameter(context, scope);
    if (!parameter) return false;
    definition.parameters.push_back(std::move(*parameter));
  }
  // The limits count fields, not what a growing vector keeps in reserve.
  definition.parameters.shrink_to_fit();
  return true;
}

// `t` in `= Vector t`, the form of the language's own line for vectors.
bool parse_applied_generics(ParseContext& context, const FieldScope& scope, Type& result) {
  while (context.token().is_word() && !context.token().leads_line) {
    if (!scope.generics.contains(context.token().text)) {
      context.report_here(Errc::not_implemented,
                          "a type argument stands in angle brackets: Vector<int>");
      return false;
    }
    if (!context.spend_reference()) return false;
    Type argument;
    argument.name = context.take().text;
    argument.bare = !is_upper(argument.name.front());
    result.arguments.push_back(std::move(argument));
  }
  return true;
}

bool report_missing_type(ParseContext& context, const Definition& definition) {
  if (context.token().kind == TokenKind::unexpected) {
    context.report_here(Errc::unexpected_character, {});
  } else {
    context.report(
        context.previous_end(), Errc::missing_type,
        in_quotes(definition.name) + " has no result here; write '= Type;' behind its fields");
  }
  return false;
}

bool parse_result(ParseContext& context, const FieldScope& scope, Definition& definition) {
  if (!context.take_if('=') || ends_statement(context)) {
    return report_missing_type(context, definition);
  }
  const Position begin = context.token().begin;
  if (context.token().is('!')) {
    context.report_here(Errc::invalid_type, "a result is written without '!'");
    return false;
  }
  std::optional<Type> result = parse_type(context, scope.generics);
  if (!result || !parse_applied_generics(context, scope, *result)) return false;
  if (result->bare && definition.category == Category::types) {
    context.report(begin, Errc::invalid_type,
                   "a constructor belongs to a type, whose name begins with a capital letter; " +
                       in_quotes(result->name) + " is bare");
    return false;
  }
  definition.result = std::move(*result);
  return true;
}

bool parse_semicolon(ParseContext& context) {
  if (context.take_if(';')) return true;
  if (context.token().kind == TokenKind::unexpected) {
    context.report_here(Errc::unexpected_character, {});
  } else {
    context.report(context.previous_end(), Errc::missing_semicolon,
                   "expected ';' at the end of the statement, not " + described(context.token()));
  }
  return false;
}

bool parse_parts(ParseContext& context, Definition& definition) {
  if (!parse_name(context, definition) || !parse_id(context, definition)) return false;
  FieldScope scope;
  while (context.token().is('{')) {
    if (!within_field_limit(context, definition)) return false;
    if (!parse_type_definition(context, definition, scope)) return false;
  }
  return parse_fields(context, definition, scope) && parse_result(context, scope, definition) &&
         parse_semicolon(context);
}

}  // namespace

std::optional<Statement> parse_statement(ParseContext& context, Category category) {
  Statement statement;
  statement.begin = context.token().begin;
  statement.definition.category = category;
  if (!parse_parts(context, statement.definition)) return std::nullopt;
  if (!statement.definition.id_written) {
    statement.definition.id = canonical_id(statement.definition);
  }
  return statement;
}

void skip_statement(ParseContext& context) {
  while (context.token().kind != TokenKind::end && context.token().kind != TokenKind::separator) {
    if (context.begins_statement()) return;
    if (context.take().is(';')) return;
  }
}

}  // namespace strata::tl_parser
