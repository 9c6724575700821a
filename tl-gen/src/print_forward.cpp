// The headers of a schema as a whole: fwd.hpp, all.hpp, layer.hpp and name_for_id.hpp.
#include "names.hpp"
#include "printer.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace strata::tl_gen {
namespace {

/// Texts by namespace, so that each namespace is opened once.
using ByNamespace = std::map<std::vector<std::string>, std::string>;

std::string in_namespaces(const Model& model, std::string_view root, const ByNamespace& texts) {
  Scopes scopes(model.options.cpp_namespace);
  for (const auto& [namespaces, text] : texts) scopes.add(root, namespaces, text);
  return scopes.finish();
}

std::string declare_structs(const Model& model, std::string_view root,
                            const std::vector<StructModel>& items) {
  ByNamespace texts;
  for (const StructModel& item : items) texts[item.namespaces] += "struct " + item.cpp_name + ";\n";
  return in_namespaces(model, root, texts);
}

std::string define_tags(const Model& model) {
  ByNamespace texts;
  for (std::size_t i = 0; i < model.types.size(); ++i) {
    const TypeModel& type = model.types[i];
    std::string& text = texts[type.namespaces];
    text += fill("struct $name$ : AnyTag {\n  static constexpr std::uint16_t TYPE = $row$;\n",
                 {{"name", type.cpp_name}, {"row", std::to_string(i)}});
    if (type.count == 1) {
      text += "  using Only = " + struct_name("types", model.constructors[type.first]) + ";\n";
    }
    text += "};\n";
  }
  return in_namespaces(model, "tags", texts);
}

std::string define_enums(const Model& model) {
  ByNamespace texts;
  for (const TypeModel& type : model.types) {
    texts[type.namespaces] += fill("using $name$ = ::strata::tl::Box<$tag$>;\n",
                                   {{"name", type.cpp_name}, {"tag", tag_name(type)}});
  }
  return in_namespaces(model, "enums", texts);
}

/// What boxes of this schema refuse; see Box.
std::string conversions(const Options& options) {
  std::string text;
  if (!options.from_type) text += "  static constexpr bool EXPLICIT_BOXES = true;\n";
  if (!options.from_enum) text += "  static constexpr bool ONLY_VISIT = true;\n";
  return text;
}

}  // namespace

std::string print_layer(const Model& model) {
  return banner(model, "the layer of the schema") +
         fill(
             "#pragma once\n"
             "\n"
             "#include <cstdint>\n"
             "\n"
             "namespace $namespace$ {\n"
             "\n"
             "/// The layer of the schema that these types were made from.\n"
             "inline constexpr std::int32_t LAYER = $layer$;\n"
             "\n"
             "}  // namespace $namespace$\n",
             {{"namespace", model.options.cpp_namespace},
              {"layer", std::to_string(model.options.layer.value_or(0))}});
}

std::string print_forward(const Model& model, std::uint64_t fingerprint) {
  std::string text = banner(model, "every name of the schema, declared");
  text += "// Fingerprint of all other files: " + std::to_string(fingerprint) + '\n';
  text += "#pragma once\n\n";
  if (model.options.layer) text += "#include \"" + model.options.include_prefix + "/layer.hpp\"\n";
  text += "#include \"strata/tl/fields.hpp\"\n\n";
  text += fill(
      "namespace $namespace$ {\n"
      "\n"
      "/// The tables that describe every constructor and function of the schema.\n"
      "[[nodiscard]] const ::strata::tl::SchemaTables& schema() noexcept;\n"
      "\n"
      "}  // namespace $namespace$\n"
      "\n"
      "namespace $namespace$::tags {\n"
      "struct AnyTag {\n"
      "  static constexpr bool DECODABLE_FUNCTIONS = $decodable$;\n"
      "$conversions$"
      "  static const ::strata::tl::SchemaTables& schema() noexcept {\n"
      "    return ::$namespace$::schema();\n"
      "  }\n"
      "};\n"
      "}  // namespace $namespace$::tags\n"
      "\n",
      {{"namespace", model.options.cpp_namespace},
       {"decodable", model.options.decodable_functions ? "true" : "false"},
       {"conversions", conversions(model.options)}});
  text += declare_structs(model, "types", model.constructors);
  text += define_tags(model);
  text += define_enums(model);
  text += declare_structs(model, "functions", model.functions);
  return text;
}

std::string print_names(const Model& model) {
  return banner(model, "names by constructor id") +
         fill(
             "#pragma once\n"
             "\n"
             "#include \"$prefix$/fwd.hpp\"\n"
             "#include \"strata/tl/names.hpp\"\n"
             "\n"
             "namespace $namespace$ {\n"
             "\n"
             "/// The TL name of the constructor or function with this id: `updates` for "
             "0x74ae4240.\n"
             "[[nodiscard]] inline std::optional<std::string_view> name_for_id(std::uint32_t id) "
             "{\n"
             "  return ::strata::tl::find_name(schema(), id);\n"
             "}\n"
             "\n"
             "}  // namespace $namespace$\n",
             {{"namespace", model.options.cpp_namespace},
              {"prefix", model.options.include_prefix}});
}

std::string print_all(const Model& model) {
  std::string text = banner(model, "every type and function");
  text += "#pragma once\n\n";
  for (const TypeModel& type : model.types) {
    text += "#include \"" + model.options.include_prefix + '/' + type.header + "\"\n";
  }
  for (const StructModel& function : model.functions) {
    text += "#include \"" + model.options.include_prefix + '/' + function.header + "\"\n";
  }
  return text;
}

}  // namespace strata::tl_gen
