// Parses the type definitions `{X:Type}` in front of the fields.
#include "type_definition.hpp"

namespace strata::tl_parser {
namespace {

bool report_malformed(ParseContext& context) {
  context.report_here(Errc::invalid_generic,
                      "a type definition is written {X:Type}; found " + described(context.token()));
  return false;
}

// `:Type}`
bool parse_kind(ParseContext& context) {
  if (!context.take_if(':')) return report_malformed(context);
  if (context.token().is('#')) {
    context.report_here(Errc::not_implemented,
                        "numbers as type arguments are not understood; only {X:Type} is");
    return false;
  }
  if (context.token().text != "Type") return report_malformed(context);
  context.take();
  return context.take_if('}') || report_malformed(context);
}

}  // namespace

bool parse_type_definition(ParseContext& context, Definition& definition, FieldScope& scope) {
  if (!context.spend_reference()) return false;
  context.take();
  if (!context.token().is_word()) return report_malformed(context);
  const std::optional<Token> name = take_plain_name(context, "type variable");
  if (!name || !parse_kind(context)) return false;
  if (!scope.generics.insert(name->text).second) {
    context.report(name->begin, Errc::duplicate_name,
                   in_quotes(name->text) + " is declared already; remove one of the two");
    return false;
  }
  definition.generics.emplace_back(name->text);
  return true;
}

}  // namespace strata::tl_parser
