// From definitions to files: checks the options, builds the model, prints it.
#include "strata/tl_gen/generate.hpp"

#include "model.hpp"
#include "names.hpp"
#include "printer.hpp"

#include <algorithm>
#include <cstdint>

namespace strata::tl_gen {
namespace {

bool all_identifiers(std::string_view text, std::string_view separator) {
  // The library's own name is reserved for namespaces of schemas only.
  const auto is_part = [](std::string_view part) {
    return part == "strata" || is_identifier(part);
  };
  while (true) {
    const std::size_t end = text.find(separator);
    if (end == std::string_view::npos) return is_part(text);
    if (!is_part(text.substr(0, end))) return false;
    text.remove_prefix(end + separator.size());
  }
}

bool is_prefix(std::string_view text) {
  return !text.empty() && text.front() != '/' && text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '-' || c == '/' || c == '.';
         });
}

std::vector<Problem> check(const Options& options) {
  std::vector<Problem> problems;
  if (!all_identifiers(options.cpp_namespace, "::")) {
    problems.push_back({0, "not a C++ namespace: " + options.cpp_namespace});
  }
  if (!is_prefix(options.include_prefix)) {
    problems.push_back({0, "not an include prefix: " + options.include_prefix});
  }
  return problems;
}

/// FNV-1a over all paths and texts.
std::uint64_t fingerprint(const FileSet& files) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto mix = [&](const std::string& text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  };
  for (const auto& [path, text] : files.files()) {
    mix(path);
    mix(text);
  }
  return hash;
}

FileSet print(const Model& model) {
  FileSet files;
  const std::string headers = "include/" + model.options.include_prefix + '/';
  if (model.options.layer) files.add(headers + "layer.hpp", print_layer(model));
  files.add(headers + "all.hpp", print_all(model));
  if (model.options.name_for_id) files.add(headers + "name_for_id.hpp", print_names(model));
  for (const TypeModel& type : model.types) {
    files.add(headers + type.header, print_type(model, type));
  }
  for (std::size_t i = 0; i < model.functions.size(); ++i) {
    files.add(headers + model.functions[i].header, print_function(model, i));
  }
  files.add("src/tables.cpp", print_tables(model));
  files.add("src/hot.cpp", print_hot(model));
  // Every other header includes this one, and a build system knows it by name: with the fingerprint
  // in it, users are compiled again in the very build that changed any header.
  files.add(headers + "fwd.hpp", print_forward(model, fingerprint(files)));
  return files;
}

}  // namespace

Generated generate(std::span<const tl_parser::Definition> definitions, const Options& options) {
  Generated result;
  result.problems = check(options);
  if (!result.problems.empty()) return result;
  Model model = make_model(definitions, options);
  if (model.problems.empty()) {
    result.files = print(model);
  } else {
    result.problems = std::move(model.problems);
  }
  return result;
}

}  // namespace strata::tl_gen
