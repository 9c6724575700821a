// C++ spellings of what the model holds.
#include "printer.hpp"

#include "names.hpp"

#include <array>
#include <cstdio>

namespace strata::tl_gen {

std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string result;
  while (!text.empty()) {
    const std::size_t start = text.find('$');
    result += text.substr(0, start);
    if (start == std::string_view::npos) break;
    const std::size_t end = text.find('$', start + 1);
    const std::string_view name = text.substr(start + 1, end - start - 1);
    for (const auto& [key, value] : values) {
      if (key == name) result += value;
    }
    text.remove_prefix(end + 1);
  }
  return result;
}

std::string hex(std::uint32_t id) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "0x%08x", id);
  return text.data();
}

std::string struct_name(std::string_view root, const StructModel& item) {
  return qualified_name(root, item.namespaces, item.cpp_name);
}
std::string tag_name(const TypeModel& type) {
  return qualified_name("tags", type.namespaces, type.cpp_name);
}
std::string enum_name(const TypeModel& type) {
  return qualified_name("enums", type.namespaces, type.cpp_name);
}

std::string cpp_type(const Model& model, const ValueModel& value) {
  switch (value.kind) {
    case Kind::flags_word:
      return "std::uint32_t";
    case Kind::true_flag:
    case Kind::boolean:
      return "bool";
    case Kind::int32:
      return "std::int32_t";
    case Kind::int64:
      return "std::int64_t";
    case Kind::float64:
      return "double";
    case Kind::string:
      return "std::string_view";
    case Kind::bytes:
      return "std::span<const std::uint8_t>";
    case Kind::int128:
      return "std::array<std::uint8_t, 16>";
    case Kind::int256:
      return "std::array<std::uint8_t, 32>";
    case Kind::boxed:
      return enum_name(model.types[value.target]);
    case Kind::bare:
      return struct_name("types", model.constructors[value.target]);
    case Kind::vector:
    case Kind::bare_vector:
      return "std::span<const " + cpp_type(model, model.shapes[value.target]) + ">";
    case Kind::function:
      return "::strata::tl::AnyFunction";
    case Kind::blob:
    case Kind::sized_blob:
      return "::strata::tl::Blob";
  }
  return {};
}

std::string member(const Model& model, const FieldModel& field) {
  std::string type = cpp_type(model, field.value);
  const bool optional = field.bit && field.value.kind != Kind::true_flag;
  if (optional) type = "::strata::tl::Optional<" + type + ">";
  std::string_view initial = " = {}";
  if (!optional) {
    if (type == "bool") initial = " = false";
    if (type == "double" || type.starts_with("std::int")) initial = " = 0";
  }
  return "  " + type + ' ' + field.cpp_name + std::string(initial) + ";\n";
}

void Scopes::add(std::string_view root, const std::vector<std::string>& namespaces,
                 std::string_view text) {
  std::string scope = qualified_name(outer_ + "::" + std::string(root), namespaces, "");
  scope.resize(scope.size() - 2);
  if (scope != open_) {
    close();
    text_ += "namespace " + scope + " {\n";
    open_ = std::move(scope);
  }
  text_ += text;
}

void Scopes::close() {
  if (!open_.empty()) text_ += "}  // namespace " + open_ + "\n\n";
  open_.clear();
}

std::string Scopes::finish() {
  close();
  return std::move(text_);
}

std::string banner(const Model& model, std::string_view purpose) {
  return fill("// Made by strata-tl-gen from $schema$: $purpose$.\n",
              {{"schema", model.options.schema_name}, {"purpose", purpose}});
}

}  // namespace strata::tl_gen
