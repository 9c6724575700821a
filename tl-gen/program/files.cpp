// Reading for the commands of strata-tl-gen.
#include "commands.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace strata::tl_gen::program {

std::optional<std::string> read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return std::nullopt;
  return text;
}

std::optional<tl_parser::ParseOutcome> read_schema(const std::string& path) {
  const std::optional<std::string> text = read(path);
  if (!text) {
    std::cerr << "strata-tl-gen: cannot read " << path << '\n';
    return std::nullopt;
  }
  tl_parser::ParseOutcome parsed = tl_parser::parse(*text);
  for (const auto& diagnostic : parsed.diagnostics) {
    std::cerr << tl_parser::format(diagnostic, path) << '\n';
  }
  if (!parsed.diagnostics.empty()) return std::nullopt;
  return parsed;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

}  // namespace strata::tl_gen::program
