// strata-tl-gen: generates C++ sources from a .tl file.
#include "strata/tl_gen/generate.hpp"
#include "strata/tl_parser/diagnostic.hpp"
#include "strata/tl_parser/parse.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using strata::tl_gen::Generated;
using strata::tl_gen::Options;

constexpr std::string_view usage = R"(Usage: strata-tl-gen generate SCHEMA.tl --output FOLDER
           [--namespace strata::tl] [--include-prefix strata/tl]
           [--no-field-names] [--decodable-functions] [--hot NAMES]

NAMES is a file with lines "decode NAME" and "encode NAME": these constructors and functions get
code of their own instead of table rows only.

Writes FOLDER/include/<prefix>/*.hpp and FOLDER/src/tables.cpp. Files that have their text already
are not touched.
)";

struct Arguments {
  std::string schema;
  std::string output;
  std::string hot_file;
  Options options;
};

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words) {
  if (words.empty() || words[0] != "generate") return std::nullopt;
  Arguments arguments;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--no-field-names") {
      arguments.options.field_names = false;
    } else if (word == "--decodable-functions") {
      arguments.options.decodable_functions = true;
    } else if (word.starts_with("--")) {
      if (i + 1 == words.size()) return std::nullopt;
      const std::string& value = words[++i];
      if (word == "--output") {
        arguments.output = value;
      } else if (word == "--namespace") {
        arguments.options.cpp_namespace = value;
      } else if (word == "--include-prefix") {
        arguments.options.include_prefix = value;
      } else if (word == "--hot") {
        arguments.hot_file = value;
      } else {
        return std::nullopt;
      }
    } else if (arguments.schema.empty()) {
      arguments.schema = word;
    } else {
      return std::nullopt;
    }
  }
  if (arguments.schema.empty() || arguments.output.empty()) return std::nullopt;
  return arguments;
}

std::optional<std::string> read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Lines `decode NAME` and `encode NAME`; what follows a `#` is a comment.
bool read_hot_names(const std::string& text, Options& options) {
  std::istringstream lines(text);
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

int generate(Arguments arguments) {
  const std::optional<std::string> text = read(arguments.schema);
  if (!text) {
    std::cerr << "strata-tl-gen: cannot read " << arguments.schema << '\n';
    return 1;
  }
  const strata::tl_parser::ParseOutcome parsed = strata::tl_parser::parse(*text);
  for (const auto& diagnostic : parsed.diagnostics) {
    std::cerr << strata::tl_parser::format(diagnostic, arguments.schema) << '\n';
  }
  if (!parsed.diagnostics.empty()) return 1;

  if (!arguments.hot_file.empty()) {
    const std::optional<std::string> names = read(arguments.hot_file);
    if (!names || !read_hot_names(*names, arguments.options)) {
      std::cerr << "strata-tl-gen: cannot use " << arguments.hot_file << '\n';
      return 1;
    }
  }
  arguments.options.layer = parsed.layer;
  arguments.options.schema_name = std::filesystem::path(arguments.schema).filename().string();
  const Generated generated = strata::tl_gen::generate(parsed.definitions, arguments.options);
  for (const auto& problem : generated.problems) {
    std::cerr << arguments.schema << ':' << problem.line << ": error: " << problem.message << '\n';
  }
  if (!generated.problems.empty()) return 1;

  const strata::Status written = generated.files.write_to(arguments.output);
  if (!written) std::cerr << "strata-tl-gen: " << written.error().message() << '\n';
  return written ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  const std::optional<Arguments> arguments =
      parse_arguments(std::vector<std::string>(values + 1, values + count));
  if (!arguments) {
    std::cerr << usage;
    return 2;
  }
  return generate(*arguments);
}
