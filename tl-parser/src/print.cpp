// Prints types, fields, definitions and whole schemas as TL text.
#include "strata/tl_parser/print.hpp"

#include <algorithm>
#include <string_view>

namespace strata::tl_parser {
namespace {

bool begins_upper(const std::string& name) {
  return !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
}

std::string hex8(std::uint32_t value) {
  constexpr std::string_view DIGITS = "0123456789abcdef";
  std::string text;
  for (int shift = 28; shift >= 0; shift -= 4) text += DIGITS[(value >> shift) & 0xFU];
  return text;
}

// `t` of `= Vector t`, the form of the language's own line for vectors.
bool applies_generic(const Definition& definition) {
  const Type& result = definition.result;
  if (definition.builtin_body.empty() || result.arguments.size() != 1) return false;
  const auto& generics = definition.generics;
  return std::find(generics.begin(), generics.end(), print(result.arguments.front())) !=
         generics.end();
}

std::string print_result(const Definition& definition) {
  if (!applies_generic(definition)) return print(definition.result);
  Type head = definition.result;
  head.arguments.clear();
  return print(head) + ' ' + definition.result.arguments.front().name;
}

std::string_view section_line(Category category) {
  return category == Category::types ? "---types---\n" : "---functions---\n";
}

}  // namespace

std::string print(const Type& type) {
  std::string text;
  if (type.generic_ref) text += '!';
  // A lower-case name is bare as it stands.
  if (type.bare && begins_upper(type.name)) text += '%';
  text += type.full_name();
  char before = '<';
  for (const Type& argument : type.arguments) {
    text += before;
    text += print(argument);
    before = ',';
  }
  if (!type.arguments.empty()) text += '>';
  return text;
}

std::string print(const Flag& flag) { return flag.field + '.' + std::to_string(flag.bit); }

std::string print(const Parameter& parameter) {
  std::string text = parameter.name + ':';
  if (parameter.flag) text += print(*parameter.flag) + '?';
  return text + (parameter.is_flags_word ? "#" : print(parameter.type));
}

std::string print(const Definition& definition) {
  std::string text = definition.full_name();
  if (definition.id_written || definition.id != canonical_id(definition)) {
    text += '#' + hex8(definition.id);
  }
  for (const std::string& generic : definition.generics) text += " {" + generic + ":Type}";
  if (!definition.builtin_body.empty()) text += ' ' + definition.builtin_body;
  for (const Parameter& parameter : definition.parameters) text += ' ' + print(parameter);
  return text + " = " + print_result(definition) + ';';
}

std::string print(std::span<const Definition> definitions, std::optional<int> layer) {
  std::string text;
  if (layer) text += "// LAYER " + std::to_string(*layer) + "\n\n";
  Category category = Category::types;
  for (const Definition& definition : definitions) {
    if (definition.category != category) {
      category = definition.category;
      text += section_line(category);
    }
    text += print(definition) + '\n';
  }
  return text;
}

}  // namespace strata::tl_parser
