// Parses type references.
#include "type_reference.hpp"

namespace strata::tl_parser {
namespace {

// `depth` is the number of generic arguments around the type that is parsed.
std::optional<Type> parse_argument(ParseContext& context, std::size_t depth);

bool parse_arguments(ParseContext& context, Type& type, std::size_t depth) {
  const Position open = context.take().begin;
  if (depth >= context.limits().nesting) {
    context.report(open, Errc::nesting_too_deep,
                   "types are nested more than " + std::to_string(context.limits().nesting) +
                       " levels deep; give the inner one a constructor of its own");
    return false;
  }
  do {
    std::optional<Type> argument = parse_argument(context, depth + 1);
    if (!argument) return false;
    type.arguments.push_back(std::move(*argument));
  } while (context.take_if(','));
  if (context.take_if('>')) return true;
  context.report_here(Errc::invalid_generic, "expected '>' or ',' behind a type argument, not " +
                                                 described(context.token()));
  return false;
}

std::optional<Type> make_type(ParseContext& context, const DottedName& name, std::size_t depth) {
  if (name.ends_in_number()) {
    context.report(name.begin, Errc::invalid_type,
                   in_quotes(name.parts.back()) + " is no type; a type begins with a letter");
    return std::nullopt;
  }
  if (!context.spend_reference()) return std::nullopt;
  Type type;
  type.namespaces.assign(name.parts.begin(), name.parts.end() - 1);
  type.name = name.parts.back();
  type.bare = !is_upper(type.name.front());
  if (context.token().is('<') && !parse_arguments(context, type, depth)) return std::nullopt;
  return type;
}

bool expect_type_name(ParseContext& context) {
  if (context.token().is_word()) return true;
  if (context.token().is('(')) {
    context.report_here(Errc::not_implemented,
                        "types in parentheses are not understood; write Vector<int>");
  } else {
    context.report_here(Errc::invalid_type, "expected a type, not " + described(context.token()));
  }
  return false;
}

std::optional<Type> parse_named_type(ParseContext& context, std::size_t depth) {
  const bool percent = context.take_if('%');
  if (!expect_type_name(context)) return std::nullopt;
  const std::optional<DottedName> name = read_dotted_name(context);
  if (!name) return std::nullopt;
  std::optional<Type> type = make_type(context, *name, depth);
  if (type && percent) type->bare = true;
  return type;
}

std::optional<Type> parse_argument(ParseContext& context, std::size_t depth) {
  if (context.token().is('>')) {
    context.report_here(Errc::invalid_generic, "a type argument is missing before '>'");
    return std::nullopt;
  }
  if (context.token().is('!')) {
    context.report_here(Errc::invalid_generic,
                        "'!' can only stand in front of the whole type of a field");
    return std::nullopt;
  }
  return parse_named_type(context, depth);
}

std::optional<Type> parse_generic_reference(ParseContext& context, const NameSet& generics) {
  const Position begin = context.take().begin;
  if (!context.token().is_word()) {
    context.report_here(Errc::invalid_generic, "expected the name of a {X:Type} behind '!', not " +
                                                   described(context.token()));
    return std::nullopt;
  }
  std::optional<Type> type = parse_named_type(context, 0);
  if (!type) return std::nullopt;
  if (!type->namespaces.empty() || !type->arguments.empty()) {
    context.report(begin, Errc::invalid_generic,
                   "'!' takes the plain name of a {X:Type}, without dots and arguments");
    return std::nullopt;
  }
  if (!generics.contains(type->name)) {
    context.report(begin, Errc::missing_generic_definition,
                   in_quotes(type->name) + " is not declared; write {" + type->name +
                       ":Type} behind the definition's name");
    return std::nullopt;
  }
  type->generic_ref = true;
  type->bare = false;
  return type;
}

}  // namespace

std::optional<Type> parse_type(ParseContext& context, const NameSet& generics) {
  if (context.token().is('!')) return parse_generic_reference(context, generics);
  return parse_named_type(context, 0);
}

std::optional<Type> finish_type(ParseContext& context, const DottedName& name) {
  return make_type(context, name, 0);
}

}  // namespace strata::tl_parser
