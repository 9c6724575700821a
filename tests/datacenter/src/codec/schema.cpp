// Turns parsed definitions into what the codec interprets.
#include "codec/schema.hpp"

#include "strata/datacenter/errors.hpp"
#include "strata/tl_parser/definition.hpp"
#include "strata/tl_parser/parse.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace strata::datacenter {
namespace {

using Kind = TypeRef::Kind;

TypeRef simple(Kind kind, std::size_t size = 0) {
  TypeRef type;
  type.kind = kind;
  type.size = size;
  return type;
}

std::optional<TypeRef> builtin(std::string_view name) {
  if (name == "#") return simple(Kind::flags);
  if (name == "int") return simple(Kind::int32);
  if (name == "long") return simple(Kind::int64);
  if (name == "double") return simple(Kind::double_);
  if (name == "string" || name == "bytes") return simple(Kind::string);
  if (name == "int128") return simple(Kind::raw, 16);
  if (name == "int256") return simple(Kind::raw, 32);
  if (name == "Bool") return simple(Kind::boolean);
  if (name == "true") return simple(Kind::presence);
  if (name == "Object") return simple(Kind::object);
  return std::nullopt;
}

TypeRef resolve(const tl_parser::Type& type, const std::vector<std::string>& generics) {
  const std::string name = type.full_name();
  if (std::ranges::find(generics, name) != generics.end()) {
    return simple(type.generic_ref ? Kind::call : Kind::generic);
  }
  if (name == "Vector" || name == "vector") {
    TypeRef vector = simple(Kind::vector);
    vector.bare = type.bare;
    vector.element = std::make_shared<const TypeRef>(
        type.arguments.empty() ? simple(Kind::object) : resolve(type.arguments.front(), generics));
    return vector;
  }
  if (type.arguments.empty()) {
    if (auto known = builtin(name)) return *std::move(known);
  }
  TypeRef named = simple(type.bare ? Kind::bare : Kind::boxed);
  named.type = name;
  return named;
}

/// Definitions of the language itself have no wire form of their own here.
bool is_language(const tl_parser::Definition& definition) {
  constexpr std::array<std::string_view, 3> own{"boolTrue", "boolFalse", "vector"};
  return !definition.builtin_body.empty() ||
         std::ranges::find(own, definition.full_name()) != own.end();
}

}  // namespace

Result<Schema> Schema::parse(std::span<const std::string_view> texts) {
  Schema schema;
  for (const std::string_view text : texts) {
    const tl_parser::ParseOutcome outcome = tl_parser::parse(text);
    if (!outcome.diagnostics.empty()) {
      const auto& first = outcome.diagnostics.front();
      return fail(Errc::bad_schema, "schema line " + std::to_string(first.line) + ", column " +
                                        std::to_string(first.column) + ": " + first.message);
    }
    if (outcome.layer) schema.layer_ = *outcome.layer;
    for (const auto& definition : outcome.definitions) {
      if (is_language(definition)) continue;
      if (auto added = schema.add(definition); !added) return fail(std::move(added).error());
    }
  }
  if (auto checked = schema.check(); !checked) return fail(std::move(checked).error());
  return schema;
}

Status Schema::add(const tl_parser::Definition& definition) {
  Combinator combinator;
  combinator.id = definition.id;
  combinator.name = definition.full_name();
  combinator.is_function = definition.category == tl_parser::Category::functions;
  combinator.result = resolve(definition.result, definition.generics);
  for (const auto& parameter : definition.parameters) {
    FieldPlan field;
    field.name = parameter.name;
    field.type = parameter.is_flags_word ? simple(Kind::flags)
                                         : resolve(parameter.type, definition.generics);
    if (parameter.flag) {
      const auto word =
          std::ranges::find(combinator.fields, parameter.flag->field, &FieldPlan::name);
      if (word == combinator.fields.end() || word->type.kind != Kind::flags) {
        return fail(Errc::bad_schema, combinator.name + "." + parameter.name +
                                          " depends on a flags word that is not declared before");
      }
      field.flags_field = static_cast<std::size_t>(word - combinator.fields.begin());
      field.bit = parameter.flag->bit;
    }
    combinator.fields.push_back(std::move(field));
  }

  auto& names = combinator.is_function ? functions_ : constructors_;
  if (const auto old = names.find(combinator.name); old != names.end()) {
    by_id_.erase(old->second->id);
  }
  const Combinator& stored = combinators_.emplace_back(std::move(combinator));
  names[stored.name] = &stored;
  by_id_[stored.id] = &stored;
  if (!stored.is_function) types_.insert(stored.result.type);
  return {};
}

Status Schema::check() const {
  for (const auto* names : {&constructors_, &functions_}) {
    for (const auto& [name, combinator] : *names) {
      for (const FieldPlan& field : combinator->fields) {
        if (auto checked = check(*combinator, field.type); !checked) return checked;
      }
    }
  }
  return {};
}

Status Schema::check(const Combinator& combinator, const TypeRef& type) const {
  if (type.kind == Kind::vector) return check(combinator, *type.element);
  const bool unknown = (type.kind == Kind::boxed && !has_type(type.type)) ||
                       (type.kind == Kind::bare && bare_constructor(type) == nullptr);
  if (!unknown) return {};
  return fail(Errc::bad_schema,
              combinator.name + " uses the type " + type.type + ", which no loaded schema defines");
}

const Combinator* Schema::by_id(std::uint32_t id) const noexcept {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

const Combinator* Schema::constructor(std::string_view name) const noexcept {
  const auto found = constructors_.find(name);
  return found == constructors_.end() ? nullptr : found->second;
}

const Combinator* Schema::function(std::string_view name) const noexcept {
  const auto found = functions_.find(name);
  return found == functions_.end() ? nullptr : found->second;
}

const Combinator* Schema::bare_constructor(const TypeRef& type) const noexcept {
  if (const Combinator* const named = constructor(type.type)) return named;
  // `%Message`: the only constructor of that type.
  const auto of_type = [&](const auto& entry) { return entry.second->result.type == type.type; };
  const auto found = std::ranges::find_if(constructors_, of_type);
  return found == constructors_.end() ? nullptr : found->second;
}

bool Schema::has_type(std::string_view name) const noexcept { return types_.contains(name); }

Result<TypeRef> Schema::type_named(std::string_view text) const {
  constexpr std::string_view opening = "Vector<";
  if (text.starts_with(opening) && text.ends_with('>')) {
    auto element = type_named(text.substr(opening.size(), text.size() - opening.size() - 1));
    if (!element) return element;
    TypeRef vector = simple(Kind::vector);
    vector.element = std::make_shared<const TypeRef>(*std::move(element));
    return vector;
  }
  if (auto known = builtin(text)) return *std::move(known);
  if (!has_type(text)) {
    return fail(Errc::unknown_constructor, "no type is called " + std::string(text));
  }
  TypeRef named = simple(Kind::boxed);
  named.type = std::string(text);
  return named;
}

}  // namespace strata::datacenter
