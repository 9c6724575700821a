// Parses the fields of a definition.
#include "parameter.hpp"

#include <charconv>

namespace strata::tl_parser {
namespace {

constexpr unsigned FLAG_BITS = 32;

bool ends_field(const Token& token) {
  return token.is('=') || token.is(';') || token.kind == TokenKind::end ||
         token.kind == TokenKind::separator;
}

bool report_no_field(ParseContext& context) {
  const Token& token = context.token();
  if (token.is('{')) {
    context.report_here(Errc::bare_type_definition,
                        "a type definition stands among the fields; put it right behind the name");
  } else if (token.is(':')) {
    context.report_here(Errc::empty_parameter, "a field has no name; write name:type");
  } else if (token.is('[') || token.is('(')) {
    context.report_here(Errc::not_implemented,
                        "repetitions as fields are not understood; write name:vector<Type>");
  } else {
    context.report_here(Errc::invalid_parameter,
                        "expected a field name:type, not " + described(token));
  }
  return false;
}

// The name and its colon.
bool parse_field_name(ParseContext& context, FieldScope& scope, Parameter& parameter) {
  if (!context.token().is_word()) return report_no_field(context);
  const std::optional<Token> name = take_plain_name(context, "field");
  if (!name) return false;
  if (context.token().kind == TokenKind::unexpected) {
    context.report_here(Errc::unexpected_character, {});
    return false;
  }
  if (!context.take_if(':')) {
    context.report(name->begin, Errc::invalid_parameter,
                   "the field " + in_quotes(name->text) + " has no type; write name:type");
    return false;
  }
  if (!scope.fields.insert(name->text).second) {
    context.report(
        name->begin, Errc::duplicate_name,
        "a field " + in_quotes(name->text) + " exists already; give this one another name");
    return false;
  }
  parameter.name = name->text;
  return true;
}

std::optional<unsigned> parse_bit(std::string_view text) {
  unsigned bit = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bit);
  if (error != std::errc() || end != text.data() + text.size() || bit >= FLAG_BITS) return {};
  return bit;
}

bool report_invalid_flag(ParseContext& context, Position where, std::string_view what) {
  context.report(where, Errc::invalid_flag,
                 "a condition is written flags.N?type, with N from 0 to 31: " + std::string(what));
  return false;
}

// `flags.3` was read and `?` may follow.
bool parse_flag(ParseContext& context, const DottedName& name, const FieldScope& scope,
                Parameter& parameter) {
  if (name.parts.size() != 2 || !name.ends_in_number()) {
    return report_invalid_flag(context, name.begin, in_quotes(name.parts.back()));
  }
  const std::optional<unsigned> bit = parse_bit(name.parts.back());
  if (!bit) return report_invalid_flag(context, name.begin, in_quotes(name.parts.back()));
  if (!context.take_if('?')) return report_invalid_flag(context, name.begin, "'?' is missing");
  const std::string_view field = name.parts.front();
  if (!scope.flags_words.contains(field)) {
    context.report(name.begin, Errc::missing_flag_definition,
                   "no flags word " + in_quotes(field) + " stands before this field; write " +
                       std::string(field) + ":# in front of it");
    return false;
  }
  parameter.flag = Flag{std::string(field), *bit};
  return true;
}

bool parse_flags_word(ParseContext& context, FieldScope& scope, Parameter& parameter,
                      std::string_view name) {
  if (!context.spend_reference()) return false;
  context.take();
  scope.flags_words.insert(name);
  parameter.is_flags_word = true;
  parameter.type.name = "#";
  parameter.type.bare = true;
  return true;
}

// What stands behind the condition.
bool parse_conditional_type(ParseContext& context, const FieldScope& scope, Parameter& parameter) {
  const Position begin = context.token().begin;
  if (context.token().is('#')) {
    return report_invalid_flag(context, begin, "a flags word cannot be conditional itself");
  }
  std::optional<Type> type = parse_type(context, scope.generics);
  if (!type) return false;
  if (context.token().is('?')) {
    return report_invalid_flag(context, begin, "a field has one condition only");
  }
  parameter.type = std::move(*type);
  return true;
}

bool parse_field_type(ParseContext& context, FieldScope& scope, Parameter& parameter) {
  if (!context.token().is_word()) {
    std::optional<Type> type = parse_type(context, scope.generics);
    if (!type) return false;
    parameter.type = std::move(*type);
    return true;
  }
  const std::optional<DottedName> name = read_dotted_name(context);
  if (!name) return false;
  if (context.token().is('?') || (name->parts.size() > 1 && name->ends_in_number())) {
    if (!parse_flag(context, *name, scope, parameter)) return false;
    if (ends_field(context.token())) {
      context.report_here(Errc::empty_parameter,
                          "the field " + in_quotes(parameter.name) + " has no type behind '?'");
      return false;
    }
    return parse_conditional_type(context, scope, parameter);
  }
  std::optional<Type> type = finish_type(context, *name);
  if (!type) return false;
  parameter.type = std::move(*type);
  return true;
}

}  // namespace

std::optional<Parameter> parse_parameter(ParseContext& context, FieldScope& scope) {
  Parameter parameter;
  const std::string_view name = context.token().text;
  if (!parse_field_name(context, scope, parameter)) return std::nullopt;
  if (ends_field(context.token())) {
    context.report_here(Errc::empty_parameter,
                        "the field " + in_quotes(name) + " has no type behind ':'");
    return std::nullopt;
  }
  const bool parsed = context.token().is('#') ? parse_flags_word(context, scope, parameter, name)
                                              : parse_field_type(context, scope, parameter);
  if (!parsed) return std::nullopt;
  return parameter;
}

}  // namespace strata::tl_parser
