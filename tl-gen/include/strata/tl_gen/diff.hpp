// What changed from one schema to another.
#pragma once

#include "strata/tl_gen/mentions.hpp"
#include "strata/tl_parser/definition.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace strata::tl_gen {

/// A field or result that a definition got, lost, or has in another form.
struct FieldChange {
  /// As it stands in the older and in the newer schema: `silent:flags.5?true`, `= Updates` for the
  /// result; empty where it is not.
  std::string before;
  std::string after;

  bool operator==(const FieldChange&) const = default;
};

/// A constructor or function that is not the same in both schemas.
struct DefinitionChange {
  enum class Kind { added, removed, changed };

  Kind kind = Kind::changed;
  std::string tl_name;  ///< `messages.sendMessage`
  /// The C++ name below the schema's namespace: `functions::messages::SendMessage`.
  std::string cpp_name;
  /// The lines in the older and the newer schema; empty where it is not.
  std::string before;
  std::string after;
  /// Of a changed definition; 0 for the others.
  std::uint32_t id_before = 0;
  std::uint32_t id_after = 0;
  /// Of a changed definition: lost fields first, then in the order of the newer line. None when
  /// only the id or the order of the fields changed.
  std::vector<FieldChange> fields;
  /// The C++ name of the boxed type (`enums::Update`) of an added or removed constructor, when both
  /// schemas have the type: sources that tell its constructors apart meet one more or one less.
  std::string of_type;
};

/// Compares two schemas by the names in them. Sorted: constructors before functions, then by name.
[[nodiscard]] std::vector<DefinitionChange> diff(std::span<const tl_parser::Definition> before,
                                                 std::span<const tl_parser::Definition> after);

/// The changes for people to read: a line per definition with `+`, `-` or `~`, below it its fields,
/// then the sources that mention it or the type that it belongs to. No changes, no text.
[[nodiscard]] std::string print(std::span<const DefinitionChange> changes,
                                const SourceIndex& sources);

}  // namespace strata::tl_gen
