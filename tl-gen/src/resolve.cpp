// Type references to values: built-in types, boxed and bare types, vectors, generics.
#include "resolve.hpp"

#include "names.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace strata::tl_gen {
namespace {

// Names that the runtime's tables can tell apart in one flags byte.
constexpr std::size_t most_flags_words = 4;

std::optional<Kind> builtin(const std::string& name) {
  static constexpr std::array kinds = std::to_array<std::pair<std::string_view, Kind>>({
      {"int", Kind::int32},
      {"Int", Kind::int32},
      {"long", Kind::int64},
      {"Long", Kind::int64},
      {"double", Kind::float64},
      {"Double", Kind::float64},
      {"string", Kind::string},
      {"String", Kind::string},
      {"bytes", Kind::bytes},
      {"Bytes", Kind::bytes},
      {"int128", Kind::int128},
      {"int256", Kind::int256},
      {"Bool", Kind::boolean},
      {"Object", Kind::blob},
  });
  const auto* found = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const auto& kind) { return kind.first == name; });
  if (found == kinds.end()) return std::nullopt;
  return found->second;
}

}  // namespace

Resolver::Resolver(Model& model) : model_(model) {
  for (std::size_t i = 0; i < model.types.size(); ++i) types_.emplace(model.types[i].tl_name, i);
  for (std::size_t i = 0; i < model.constructors.size(); ++i) {
    constructors_.emplace(model.constructors[i].tl_name, i);
  }
}

std::vector<FieldModel> Resolver::fields(const tl_parser::Definition& definition) {
  std::vector<FieldModel> fields;
  // What every struct has besides its fields.
  std::set<std::string> names{"ID",     "INDEX",  "Type",
                              "Result", "Schema", pascal_case(definition.name)};
  for (const tl_parser::Parameter& parameter : definition.parameters) {
    std::optional<FieldModel> made = field(definition, parameter, fields);
    if (!made) continue;
    if (!names.insert(made->cpp_name).second) {
      problem(definition, "two members are called " + made->cpp_name + " in C++");
      continue;
    }
    if (!fields.empty() && fields.back().value.kind == Kind::blob) {
      problem(definition,
              "nothing can follow " + fields.back().tl_name + ", an Object of unknown length");
    }
    fields.push_back(std::move(*made));
  }
  return fields;
}

std::optional<FieldModel> Resolver::field(const tl_parser::Definition& definition,
                                          const tl_parser::Parameter& parameter,
                                          const std::vector<FieldModel>& before) {
  FieldModel field{.tl_name = parameter.name, .cpp_name = member_name(parameter.name)};
  if (!is_identifier(field.cpp_name)) {
    return problem(definition, "the field " + parameter.name + " has no name in C++");
  }
  const auto is_word = [](const FieldModel& other) { return other.value.kind == Kind::flags_word; };
  if (parameter.is_flags_word) {
    const auto number =
        static_cast<std::size_t>(std::count_if(before.begin(), before.end(), is_word));
    if (number == most_flags_words) {
      return problem(definition, "more than four flags words");
    }
    field.value = {Kind::flags_word, number};
    return field;
  }
  if (parameter.flag) {
    const auto word = std::find_if(before.begin(), before.end(), [&](const FieldModel& other) {
      return is_word(other) && other.tl_name == parameter.flag->field;
    });
    if (word == before.end()) {
      return problem(definition, "no flags word " + parameter.flag->field + " before the field " +
                                     parameter.name);
    }
    field.bit = Bit{word->value.target, parameter.flag->bit};
    if (parameter.type.name == "true" && parameter.type.namespaces.empty()) {
      field.value = {Kind::true_flag, 0};
      return field;
    }
  }
  const std::optional<ValueModel> found = value(definition, parameter.type);
  if (!found) return std::nullopt;
  field.value = *found;

  if (field.value.kind == Kind::blob && parameter.flag) {
    return problem(definition, "an Object cannot be conditional: " + parameter.name);
  }
  // MTProto's `bytes:int body:Object`: the length stands before the object.
  if (field.value.kind == Kind::blob && !before.empty() && before.back().tl_name == "bytes" &&
      before.back().value.kind == Kind::int32) {
    field.value = {Kind::sized_blob, before.size() - 1};
  }
  return field;
}

std::optional<ValueModel> Resolver::value(const tl_parser::Definition& definition,
                                          const tl_parser::Type& type) {
  const std::string name = type.full_name();
  if (type.generic_ref) return ValueModel{Kind::function, 0};
  if (name == "Vector")
    return vector(definition, type, type.bare ? Kind::bare_vector : Kind::vector);
  if (name == "vector") return vector(definition, type, Kind::bare_vector);
  if (!type.arguments.empty()) {
    return problem(definition, "only vectors have arguments, not " + name);
  }
  if (const std::optional<Kind> kind = builtin(name)) return ValueModel{*kind, 0};
  if (std::find(definition.generics.begin(), definition.generics.end(), name) !=
      definition.generics.end()) {
    return ValueModel{Kind::blob, 0};
  }
  if (type.bare) return bare(definition, type);
  const auto found = types_.find(name);
  if (found == types_.end()) return problem(definition, "no constructor of the type " + name);
  return ValueModel{Kind::boxed, found->second};
}

std::optional<ValueModel> Resolver::vector(const tl_parser::Definition& definition,
                                           const tl_parser::Type& type, Kind kind) {
  if (type.arguments.size() != 1) return problem(definition, "a vector of what?");
  const std::optional<ValueModel> element = value(definition, type.arguments.front());
  if (!element) return std::nullopt;
  if (element->kind == Kind::blob) return problem(definition, "a vector of unknown objects");
  return ValueModel{kind, shape(*element)};
}

std::optional<ValueModel> Resolver::bare(const tl_parser::Definition& definition,
                                         const tl_parser::Type& type) {
  const std::string name = type.full_name();
  if (const auto found = constructors_.find(name); found != constructors_.end()) {
    return ValueModel{Kind::bare, found->second};
  }
  // `%Type` names the only constructor of a type.
  const auto boxed = types_.find(name);
  if (boxed == types_.end()) return problem(definition, "no constructor " + name);
  const TypeModel& owner = model_.types[boxed->second];
  if (owner.count != 1) {
    return problem(definition, "%" + name + " has more than one constructor");
  }
  return ValueModel{Kind::bare, owner.first};
}

ValueModel Resolver::result(const tl_parser::Definition& definition) {
  return value(definition, definition.result).value_or(ValueModel{Kind::blob, 0});
}

std::size_t Resolver::shape(const ValueModel& value) {
  const auto [entry, is_new] =
      shapes_.emplace(std::pair(value.kind, value.target), model_.shapes.size());
  if (is_new) model_.shapes.push_back(value);
  return entry->second;
}

std::nullopt_t Resolver::problem(const tl_parser::Definition& definition, std::string message) {
  model_.problems.push_back({definition.line, definition.full_name() + ": " + std::move(message)});
  return std::nullopt;
}

}  // namespace strata::tl_gen
