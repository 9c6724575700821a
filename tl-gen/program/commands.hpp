// The commands of strata-tl-gen, and what they share.
#pragma once

#include "strata/tl_parser/parse.hpp"

#include <optional>
#include <string>
#include <vector>

namespace strata::tl_gen::program {

/// The words of a command behind its name; nothing is given back when they make no sense, else the
/// exit code.
[[nodiscard]] std::optional<int> run_generate(const std::vector<std::string>& words);
[[nodiscard]] std::optional<int> run_diff(const std::vector<std::string>& words);

/// The bytes of a file, if it can be read.
[[nodiscard]] std::optional<std::string> read(const std::string& path);

/// A schema without faults; otherwise they are printed.
[[nodiscard]] std::optional<tl_parser::ParseOutcome> read_schema(const std::string& path);

/// The parts of `a,b,c`; empty ones are left out.
[[nodiscard]] std::vector<std::string> split(const std::string& text, char separator);

}  // namespace strata::tl_gen::program
