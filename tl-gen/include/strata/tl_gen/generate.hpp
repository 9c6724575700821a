// From the definitions of a schema to the C++ sources for it.
#pragma once

#include "strata/base/result.hpp"
#include "strata/tl_gen/file_set.hpp"
#include "strata/tl_parser/definition.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace strata::tl_gen {

struct Options {
  /// The C++ namespace that holds `types`, `enums` and `functions`: `strata::tl`.
  std::string cpp_namespace = "strata::tl";
  /// What stands before the file names in `#include`: `strata/tl`.
  std::string include_prefix = "strata/tl";
  /// What generated files call the schema: its file name.
  std::string schema_name = "api.tl";
  /// The schema's layer; `LAYER` is generated when it is known.
  std::optional<int> layer = {};
  /// Names of fields in the tables, for printing, JSON and paths in errors. Without them fields
  /// are numbered.
  bool field_names = true;
  /// Functions can be decoded, as servers need it.
  bool decodable_functions = false;
  /// `name_for_id.hpp`: the TL name for an id.
  bool name_for_id = true;
  /// A struct of `types` turns into its box by itself; otherwise a box must be written out:
  /// `enums::Peer(peer)`.
  bool from_type = true;
  /// `get_if()` and `is()` of a box; without them only `visit()` tells constructors apart.
  bool from_enum = true;
  /// TL names of constructors and functions that are decoded and encoded very often: they get
  /// functions of their own, unrolled field by field, which are larger and about twice as fast.
  /// Names that the schema does not have are ignored; at most 255 count.
  std::set<std::string> hot_decode = {};
  std::set<std::string> hot_encode = {};
};

/// Something in the schema that has no C++ form, or an option that makes no sense.
struct Problem {
  std::size_t line = 0;  ///< of the schema; 0 when it is not about a line
  std::string message;
};

/// Either files or problems.
struct Generated {
  FileSet files;
  std::vector<Problem> problems;
};

/// Generates the sources: `include/<prefix>/….hpp` and `src/tables.cpp`. Nothing is read or
/// written; the same input gives the same text.
[[nodiscard]] Generated generate(std::span<const tl_parser::Definition> definitions,
                                 const Options& options);

}  // namespace strata::tl_gen
