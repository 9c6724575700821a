// Parses the bodies of lines that describe types of the language itself.
#include "builtin_body.hpp"

namespace strata::tl_parser {
namespace {

constexpr std::size_t COUNT_DIGITS = 9;

bool is_number(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<std::string> not_understood(ParseContext& context) {
  context.report_here(Errc::not_implemented,
                      "only '?', '# [ t ]' and '4*[ int ]' are understood without field names; "
                      "elsewhere write name:type");
  return std::nullopt;
}

// `[ int ]`
std::optional<std::string> parse_repeated(ParseContext& context) {
  if (!context.take_if('[')) return not_understood(context);
  if (!context.token().is_word() || !is_identifier(context.token().text)) {
    return not_understood(context);
  }
  const std::string type(context.take().text);
  if (type.size() > context.limits().name_bytes || !context.take_if(']')) {
    return not_understood(context);
  }
  return "[ " + type + " ]";
}

std::optional<std::string> parse_counted(ParseContext& context) {
  const std::string count(context.take().text);
  if (count.size() > COUNT_DIGITS || !context.take_if('*')) return not_understood(context);
  std::optional<std::string> repeated = parse_repeated(context);
  if (repeated) repeated->insert(0, count + '*');
  return repeated;
}

}  // namespace

bool begins_builtin_body(const ParseContext& context) {
  const Token& token = context.token();
  return token.is('?') || token.is('#') || token.is('[') ||
         (token.is_word() && is_number(token.text));
}

std::optional<std::string> parse_builtin_body(ParseContext& context) {
  if (context.take_if('?')) return "?";
  if (context.token().is_word()) return parse_counted(context);
  if (!context.take_if('#')) return not_understood(context);
  std::optional<std::string> repeated = parse_repeated(context);
  if (repeated) repeated->insert(0, "# ");
  return repeated;
}

}  // namespace strata::tl_parser
