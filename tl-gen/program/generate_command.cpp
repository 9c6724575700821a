// `strata-tl-gen generate`: schema in, sources out.
#include "commands.hpp"

#include "strata/tl_gen/generate.hpp"
#include "strata/tl_gen/slice.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>
#include <string_view>

namespace strata::tl_gen::program {
namespace {

struct Arguments {
  std::string schema;
  std::string output;
  std::string hot_file;
  std::set<std::string> namespaces;
  Options options;
};

bool set_switch(Options& options, std::string_view word) {
  if (word == "--no-field-names") {
    options.field_names = false;
  } else if (word == "--decodable-functions") {
    options.decodable_functions = true;
  } else if (word == "--no-name-for-id") {
    options.name_for_id = false;
  } else if (word == "--no-from-type") {
    options.from_type = false;
  } else if (word == "--no-from-enum") {
    options.from_enum = false;
  } else {
    return false;
  }
  return true;
}

bool set_value(Arguments& arguments, std::string_view word, const std::string& value) {
  if (word == "--output") {
    arguments.output = value;
  } else if (word == "--namespace") {
    arguments.options.cpp_namespace = value;
  } else if (word == "--include-prefix") {
    arguments.options.include_prefix = value;
  } else if (word == "--hot") {
    arguments.hot_file = value;
  } else if (word == "--namespaces") {
    const std::vector<std::string> names = split(value, ',');
    arguments.namespaces.insert(names.begin(), names.end());
    return !names.empty();
  } else {
    return false;
  }
  return true;
}

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (set_switch(arguments.options, word)) continue;
    if (word.starts_with("--")) {
      if (i + 1 == words.size() || !set_value(arguments, word, words[i + 1])) return std::nullopt;
      ++i;
    } else if (arguments.schema.empty()) {
      arguments.schema = word;
    } else {
      return std::nullopt;
    }
  }
  if (arguments.schema.empty() || arguments.output.empty()) return std::nullopt;
  return arguments;
}

/// Lines `decode NAME` and `encode NAME`; what follows a `#` is a comment.
bool read_hot_names(const std::string& path, Options& options) {
  const std::optional<std::string> text = read(path);
  if (!text) return false;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    line.resize(std::min(line.find('#'), line.size()));
    std::istringstream words(line);
    std::string direction;
    std::string name;
    if (!(words >> direction)) continue;
    if (!(words >> name) || (direction != "decode" && direction != "encode")) return false;
    (direction == "decode" ? options.hot_decode : options.hot_encode).insert(name);
  }
  return true;
}

int complain(const std::string& message) {
  std::cerr << "strata-tl-gen: " << message << '\n';
  return 1;
}

}  // namespace

std::optional<int> run_generate(const std::vector<std::string>& words) {
  std::optional<Arguments> arguments = parse_arguments(words);
  if (!arguments) return std::nullopt;
  const std::string& path = arguments->schema;
  std::optional<tl_parser::ParseOutcome> schema = read_schema(path);
  if (!schema) return 1;
  if (!arguments->namespaces.empty()) {
    auto part = slice(schema->definitions, arguments->namespaces);
    if (!part) return complain(path + ": " + part.error().message());
    schema->definitions = std::move(*part);
  }
  Options& options = arguments->options;
  if (!arguments->hot_file.empty() && !read_hot_names(arguments->hot_file, options)) {
    return complain("cannot use " + arguments->hot_file);
  }
  options.layer = schema->layer;
  options.schema_name = std::filesystem::path(path).filename().string();
  const Generated generated = generate(schema->definitions, options);
  for (const auto& problem : generated.problems) {
    std::cerr << path << ':' << problem.line << ": error: " << problem.message << '\n';
  }
  if (!generated.problems.empty()) return 1;

  const Status written = generated.files.write_to(arguments->output);
  return written ? 0 : complain(written.error().message());
}

}  // namespace strata::tl_gen::program
