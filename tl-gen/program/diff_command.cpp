// `strata-tl-gen diff`: two schemas in, what changed and which sources mention it out.
#include "commands.hpp"

#include "strata/tl_gen/diff.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace strata::tl_gen::program {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::vector<std::string> schemas;
  std::vector<std::string> sources;
};

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  bool is_source = false;
  for (const std::string& word : words) {
    if (word == "--sources") {
      is_source = true;
    } else if (word.starts_with("--")) {
      return std::nullopt;
    } else {
      // The schemas stand first; every path behind --sources is one.
      (is_source ? arguments.sources : arguments.schemas).push_back(word);
    }
  }
  if (arguments.schemas.size() != 2) return std::nullopt;
  return arguments;
}

bool is_source(const fs::path& path) {
  static const std::vector<std::string> extensions{".cpp", ".hpp", ".cc",  ".hh",  ".cxx",
                                                   ".hxx", ".h",   ".ipp", ".cppm"};
  return std::find(extensions.begin(), extensions.end(), path.extension().string()) !=
         extensions.end();
}

/// The sources in a folder and below it, sorted; a file is itself. Links are not followed.
std::optional<std::vector<std::string>> sources_of(const std::string& path) {
  std::error_code error;
  if (fs::is_regular_file(path, error)) return std::vector{path};
  std::vector<std::string> found;
  fs::recursive_directory_iterator entry(path, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    if (is_source(entry->path()) && entry->is_regular_file(ignored)) {
      found.push_back(entry->path().string());
    }
  }
  if (error) return std::nullopt;
  std::sort(found.begin(), found.end());
  return found;
}

bool add_sources(SourceIndex& index, const std::string& path) {
  const std::optional<std::vector<std::string>> files = sources_of(path);
  if (!files) {
    std::cerr << "strata-tl-gen: cannot read " << path << '\n';
    return false;
  }
  for (const std::string& file : *files) {
    const std::optional<std::string> text = read(file);
    if (!text) {
      std::cerr << "strata-tl-gen: cannot read " << file << '\n';
      return false;
    }
    index.add(file, *text);
  }
  return true;
}

}  // namespace

std::optional<int> run_diff(const std::vector<std::string>& words) {
  const std::optional<Arguments> arguments = parse_arguments(words);
  if (!arguments) return std::nullopt;
  const auto before = read_schema(arguments->schemas[0]);
  const auto after = read_schema(arguments->schemas[1]);
  if (!before || !after) return 2;
  SourceIndex index;
  for (const std::string& path : arguments->sources) {
    if (!add_sources(index, path)) return 2;
  }
  const std::vector<DefinitionChange> changes = diff(before->definitions, after->definitions);
  std::cout << print(changes, index);
  return changes.empty() ? 0 : 1;
}

}  // namespace strata::tl_gen::program
