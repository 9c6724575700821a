// What is generated, as plain values: everything is decided here, printers only print.
#pragma once

#include "strata/tl_gen/generate.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strata::tl_gen {

/// What a value is; the names are those of the runtime's `Op`.
enum class Kind {
  flags_word,
  true_flag,
  boolean,
  int32,
  int64,
  float64,
  string,
  bytes,
  int128,
  int256,
  boxed,
  bare,
  vector,
  bare_vector,
  function,
  blob,
  sized_blob,
};

/// The type of a field, of an element of a vector or of a result.
struct ValueModel {
  Kind kind = Kind::blob;
  /// boxed: index in `Model::types`; bare: in `Model::constructors`; vectors: in `Model::shapes`;
  /// flags_word: number of the word; sized_blob: index of the field that holds the length.
  std::size_t target = 0;

  bool operator==(const ValueModel&) const = default;
};

/// The bit of a conditional field.
struct Bit {
  std::size_t word = 0;
  unsigned bit = 0;
};

struct FieldModel {
  std::string tl_name;
  std::string cpp_name;
  ValueModel value = {};
  std::optional<Bit> bit = {};

  /// Whether the struct has a member for it; a flags word has none.
  [[nodiscard]] bool is_stored() const { return value.kind != Kind::flags_word; }
};

/// A constructor or a function.
struct StructModel {
  std::string tl_name;                  ///< `auth.sentCode`
  std::vector<std::string> namespaces;  ///< C++ names: `auth`
  std::string cpp_name;                 ///< `SentCode`
  std::string header;                   ///< of the type or function, below the include prefix
  std::string tl_line;                  ///< for the doc comment
  std::string reference;                ///< address of the official page
  std::size_t line = 0;                 ///< in the schema
  std::uint32_t id = 0;
  std::vector<FieldModel> fields;
  std::size_t type = 0;          ///< constructors: index in `Model::types`
  ValueModel result;             ///< functions
  std::size_t result_shape = 0;  ///< functions: index in `Model::shapes`
  std::size_t minimum = 0;       ///< bytes that the fields take at least
  bool hot_decode = false;       ///< gets an unrolled decoder
  bool hot_encode = false;       ///< gets an unrolled encoder
  std::size_t hot = 0;           ///< number among those with either, from 1; 0 = none

  [[nodiscard]] bool has_members() const;
};

/// A boxed type.
struct TypeModel {
  std::string tl_name;
  std::vector<std::string> namespaces;
  std::string cpp_name;
  std::string header;
  std::size_t first = 0;  ///< its constructors are neighbours in `Model::constructors`
  std::size_t count = 0;
  std::size_t minimum = 4;
  bool hot_decode = false;  ///< has constructors with unrolled decoders
  bool hot_encode = false;
  std::vector<std::size_t> includes =
      {};  ///< types whose constructors stand in its structs by value
};

struct Model {
  Options options;
  std::vector<TypeModel> types;           ///< sorted by name
  std::vector<StructModel> constructors;  ///< sorted by type, then name; row number = index + 1
  std::vector<StructModel> functions;     ///< sorted by name; rows behind the constructors
  std::vector<ValueModel> shapes;         ///< of elements and results; an inner one comes first
  std::size_t hot_count = 0;              ///< constructors and functions with unrolled codecs
  std::vector<Problem> problems;

  [[nodiscard]] std::size_t row_of_constructor(std::size_t index) const { return index + 1; }
  [[nodiscard]] std::size_t row_of_function(std::size_t index) const {
    return constructors.size() + index + 1;
  }
  /// Bytes that a value takes on the wire at least.
  [[nodiscard]] std::size_t minimum_of(const ValueModel& value) const;
};

/// Builds the model; what cannot be expressed becomes a problem.
[[nodiscard]] Model make_model(std::span<const tl_parser::Definition> definitions,
                               const Options& options);

}  // namespace strata::tl_gen
