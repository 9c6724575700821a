// Compares definitions by name, and their fields by name.
#include "strata/tl_gen/diff.hpp"

#include "names.hpp"
#include "printer.hpp"

#include "strata/tl_parser/print.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace strata::tl_gen {
namespace {

using tl_parser::Category;
using tl_parser::Definition;
using tl_parser::Parameter;
using Change = DefinitionChange::Kind;

/// Constructors and functions are apart: one name may be both.
using Key = std::pair<Category, std::string>;
using ByName = std::map<Key, const Definition*>;

ByName by_name(std::span<const Definition> definitions) {
  ByName map;
  for (const Definition& definition : definitions) {
    map.emplace(Key(definition.category, definition.full_name()), &definition);
  }
  return map;
}

std::set<std::string> type_names(std::span<const Definition> definitions) {
  std::set<std::string> names;
  for (const Definition& definition : definitions) {
    if (definition.category == Category::types) names.insert(definition.result.full_name());
  }
  return names;
}

std::string hex_id(std::uint32_t id) { return '#' + hex(id).substr(2); }

std::string cpp_name(const Definition& definition) {
  const char* root = definition.category == Category::types ? "types" : "functions";
  return qualified_name(root, namespace_names(definition.namespaces), pascal_case(definition.name));
}

const Parameter* find(const Definition& definition, const std::string& name) {
  const auto found =
      std::find_if(definition.parameters.begin(), definition.parameters.end(),
                   [&](const Parameter& parameter) { return parameter.name == name; });
  return found == definition.parameters.end() ? nullptr : &*found;
}

std::vector<FieldChange> field_changes(const Definition& before, const Definition& after) {
  std::vector<FieldChange> changes;
  for (const Parameter& parameter : before.parameters) {
    if (find(after, parameter.name) == nullptr)
      changes.push_back(FieldChange{print(parameter), ""});
  }
  for (const Parameter& parameter : after.parameters) {
    const Parameter* old = find(before, parameter.name);
    if (old != nullptr && *old == parameter) continue;
    FieldChange change{"", print(parameter)};
    if (old != nullptr) change.before = print(*old);
    changes.push_back(std::move(change));
  }
  if (!(before.result == after.result)) {
    changes.push_back(FieldChange{"= " + print(before.result), "= " + print(after.result)});
  }
  return changes;
}

DefinitionChange named(Change kind, const Definition& definition) {
  DefinitionChange change;
  change.kind = kind;
  change.tl_name = definition.full_name();
  change.cpp_name = cpp_name(definition);
  return change;
}

/// A definition that one schema has and the other has not.
DefinitionChange one_sided(Change kind, const Definition& definition,
                           const std::set<std::string>& types_of_the_other) {
  DefinitionChange change = named(kind, definition);
  (kind == Change::added ? change.after : change.before) = print(definition);
  const tl_parser::Type& type = definition.result;
  if (definition.category == Category::types && types_of_the_other.contains(type.full_name())) {
    change.of_type =
        qualified_name("enums", namespace_names(type.namespaces), pascal_case(type.name));
  }
  return change;
}

void print_mentions(std::string& text, const std::vector<Mention>& mentions,
                    const std::string& name) {
  for (const Mention& mention : mentions) {
    text += "      " + mention.path + ':' + std::to_string(mention.line) + ": " + name + '\n';
  }
}

void print_fields(std::string& text, const std::vector<FieldChange>& fields) {
  for (const FieldChange& field : fields) {
    if (field.before.empty()) {
      text += "    + " + field.after + '\n';
    } else if (field.after.empty()) {
      text += "    - " + field.before + '\n';
    } else {
      text += "    ~ " + field.before + " -> " + field.after + '\n';
    }
  }
}

/// ` #3ae56482 -> #7600b9d3`, if the id changed.
std::string id_change(const DefinitionChange& change) {
  if (change.id_before == change.id_after) return {};
  return " " + hex_id(change.id_before) + " -> " + hex_id(change.id_after);
}

void print_change(std::string& text, const DefinitionChange& change) {
  switch (change.kind) {
    case Change::added:
      text += "+ " + change.after + '\n';
      break;
    case Change::removed:
      text += "- " + change.before + '\n';
      break;
    case Change::changed:
      text += "~ " + change.tl_name + id_change(change) + '\n';
      print_fields(text, change.fields);
      if (change.fields.empty()) {
        text += "    - " + change.before + "\n    + " + change.after + '\n';
      }
      break;
  }
}

}  // namespace

std::vector<DefinitionChange> diff(std::span<const Definition> before,
                                   std::span<const Definition> after) {
  const ByName old_ones = by_name(before);
  const ByName new_ones = by_name(after);
  const std::set<std::string> old_types = type_names(before);
  const std::set<std::string> new_types = type_names(after);

  std::map<Key, DefinitionChange> changes;
  for (const auto& [key, old] : old_ones) {
    const auto found = new_ones.find(key);
    if (found == new_ones.end()) {
      changes.emplace(key, one_sided(Change::removed, *old, new_types));
    } else if (!(*old == *found->second)) {
      DefinitionChange change = named(Change::changed, *found->second);
      change.before = print(*old);
      change.after = print(*found->second);
      change.id_before = old->id;
      change.id_after = found->second->id;
      change.fields = field_changes(*old, *found->second);
      changes.emplace(key, std::move(change));
    }
  }
  for (const auto& [key, added] : new_ones) {
    if (!old_ones.contains(key)) {
      changes.emplace(key, one_sided(Change::added, *added, old_types));
    }
  }

  std::vector<DefinitionChange> sorted;
  sorted.reserve(changes.size());
  for (auto& [key, change] : changes) sorted.push_back(std::move(change));
  return sorted;
}

std::string print(std::span<const DefinitionChange> changes, const SourceIndex& sources) {
  std::string text;
  for (const DefinitionChange& change : changes) {
    print_change(text, change);
    print_mentions(text, sources.mentions(change.cpp_name), change.cpp_name);
    if (!change.of_type.empty()) {
      print_mentions(text, sources.mentions(change.of_type), change.of_type);
    }
  }
  return text;
}

}  // namespace strata::tl_gen
