// The headers of boxed types and of functions: their structs.
#include "names.hpp"
#include "printer.hpp"

#include <algorithm>

namespace strata::tl_gen {
namespace {

std::string documentation(const StructModel& item) {
  return fill("/// `$line$`\n/// $reference$\n",
              {{"line", item.tl_line}, {"reference", item.reference}});
}

std::string members(const Model& model, const StructModel& item) {
  std::string text;
  for (const FieldModel& field : item.fields) {
    if (field.is_stored()) text += member(model, field);
  }
  return text.empty() ? text : '\n' + text;
}

std::string identity(const StructModel& item, std::size_t row) {
  return fill(
      "  static constexpr std::uint32_t ID = $id$;\n"
      "  static constexpr std::uint16_t INDEX = $row$;\n",
      {{"id", hex(item.id)}, {"row", std::to_string(row)}});
}

std::string constructor(const Model& model, std::size_t index) {
  const StructModel& item = model.constructors[index];
  return documentation(item) +
         fill("struct $name$ {\n  using Type = $type$;\n",
              {{"name", item.cpp_name}, {"type", enum_name(model.types[item.type])}}) +
         identity(item, model.row_of_constructor(index)) + members(model, item) + "};\n";
}

std::string constructor_list(const Model& model, const TypeModel& type) {
  const std::string& outer = model.options.cpp_namespace;
  std::string list;
  for (std::size_t i = type.first; i < type.first + type.count; ++i) {
    if (!list.empty()) list += ",\n      ";
    list += outer + "::" + struct_name("types", model.constructors[i]);
  }
  return fill(
      "template <>\n"
      "struct strata::tl::Constructors<$outer$::$tag$> {\n"
      "  using List = ConstructorList<\n      $list$>;\n"
      "};\n",
      {{"outer", outer}, {"tag", tag_name(type)}, {"list", list}});
}

}  // namespace

std::string print_type(const Model& model, const TypeModel& type) {
  const std::string& prefix = model.options.include_prefix;
  std::string text = banner(model, "the constructors of " + type.tl_name);
  text += "#pragma once\n\n#include \"" + prefix + "/fwd.hpp\"\n";
  for (const std::size_t other : type.includes) {
    text += "#include \"" + prefix + '/' + model.types[other].header + "\"\n";
  }
  text += '\n';
  Scopes scopes(model.options.cpp_namespace);
  for (std::size_t i = type.first; i < type.first + type.count; ++i) {
    scopes.add("types", model.constructors[i].namespaces, '\n' + constructor(model, i));
  }
  return text + scopes.finish() + constructor_list(model, type);
}

std::string print_function(const Model& model, std::size_t index) {
  const StructModel& item = model.functions[index];
  const std::string& prefix = model.options.include_prefix;
  std::string text = banner(model, "the function " + item.tl_name);
  text += "#pragma once\n\n#include \"" + prefix + "/fwd.hpp\"\n";
  for (const FieldModel& field : item.fields) {
    if (field.value.kind != Kind::bare) continue;
    text += "#include \"" + prefix + '/' + model.constructors[field.value.target].header + "\"\n";
  }
  text += '\n';
  Scopes scopes(model.options.cpp_namespace);
  scopes.add("functions", item.namespaces,
             '\n' + documentation(item) +
                 fill("struct $name$ {\n"
                      "  using Result = $result$;\n"
                      "  using Schema = tags::AnyTag;\n",
                      {{"name", item.cpp_name}, {"result", cpp_type(model, item.result)}}) +
                 identity(item, model.row_of_function(index)) + members(model, item) + "};\n");
  return text + scopes.finish();
}

}  // namespace strata::tl_gen
