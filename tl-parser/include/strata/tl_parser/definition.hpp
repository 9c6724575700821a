// The model of a TL schema: what a line of a .tl file says, as plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strata::tl_parser {

/// A reference to a type, as it stands behind the colon of a field or behind the `=` of a line:
/// `int`, `auth.SentCode`, `Vector<InputUser>`, `%Message`, `!X`.
struct Type {
  /// `{"auth"}` for `auth.SentCode`; empty for most.
  std::vector<std::string> namespaces;
  /// The last part of the dotted name, without `%` and `!`; `#` for a flags word.
  std::string name;
  /// No constructor id stands before the value on the wire: the name begins with a lower-case
  /// letter (`int`, `vector<…>`, a constructor) or is marked `%`.
  bool bare = false;
  /// Written `!X`: any function whose result has type `X` may stand here.
  bool generic_ref = false;
  /// `Vector<Vector<int>>` has one argument, which has one itself.
  std::vector<Type> arguments;

  /// The dotted name without arguments: `auth.SentCode`.
  [[nodiscard]] std::string full_name() const;

  bool operator==(const Type&) const = default;
};

/// The condition of an optional field: `flags.3?…` is present when bit 3 of `flags` is set.
struct Flag {
  /// The flags word that is declared earlier on the same line: `flags`, `flags2`, ….
  std::string field;
  /// 0 to 31, counted from the least significant bit.
  unsigned bit = 0;

  bool operator==(const Flag&) const = default;
};

/// One field of a constructor or one argument of a function.
struct Parameter {
  std::string name;
  /// Written `name:#`: a 32-bit word whose bits say which conditional fields follow.
  bool is_flags_word = false;
  /// Set for a conditional field. With type `true` the bit itself is the value.
  std::optional<Flag> flag;
  /// `#`, bare, for a flags word.
  Type type;

  bool operator==(const Parameter&) const = default;
};

/// Which half of the schema a definition stands in: after `---types---` (or at the start of the
/// text) or after `---functions---`.
enum class Category { types, functions };

/// One statement of a schema: a constructor of a type, or a function.
struct Definition {
  /// `{"messages"}` for `messages.sendMessage`.
  std::vector<std::string> namespaces;
  /// The last part of the dotted name: `sendMessage`.
  std::string name;
  /// The constructor id: the one that is written (`#bc799737`), else that of the canonical line.
  std::uint32_t id = 0;
  /// Whether the id is written. A written id always wins over the computed one.
  bool id_written = false;
  /// Names declared by `{X:Type}`, in order.
  std::vector<std::string> generics;
  /// Fields in the order of the line, which is their order on the wire.
  std::vector<Parameter> parameters;
  /// What stands between the name and the `=` of a line that describes a type of the language
  /// itself and has no named fields: `# [ t ]` of `vector`, `?` of `int`, `4*[ int ]` of `int128`.
  /// Empty for every other line. A generator skips definitions where it is set.
  std::string builtin_body;
  /// The type that a constructor belongs to, or what a function returns.
  Type result;
  Category category = Category::types;
  /// Line of the text where the name stands, from 1; 0 when the definition was made by hand.
  std::size_t line = 0;

  /// The dotted name: `messages.sendMessage`.
  [[nodiscard]] std::string full_name() const;

  /// Compares everything but `line`: where a definition stands is not part of what it is.
  bool operator==(const Definition& other) const;
};

}  // namespace strata::tl_parser
