// How much of a schema the parser takes in before it refuses with a diagnostic.
#pragma once

#include <cstddef>

namespace strata::tl_parser {

/// Bounds on memory and stack for a text of unknown origin (H-21). The defaults are far above any
/// schema of Telegram (layer 227: 275 KB, 9,000 type references, 60 fields, 2 levels) and keep a
/// parse below 256 MiB whatever the text says. Time is bounded by the length of the text.
struct Limits {
  /// Bytes of the whole text.
  std::size_t schema_bytes = 16U << 20U;
  /// Type references in the whole schema: one per field, result, generic argument and `{X:Type}`.
  std::size_t type_references = 250'000;
  /// Fields of one definition, `{X:Type}` included.
  std::size_t fields = 4096;
  /// Bytes of a dotted name. Generators make file names of them.
  std::size_t name_bytes = 160;
  /// Parts of a dotted name: `messages.sendMessage` has two.
  std::size_t name_parts = 5;
  /// Levels of generic arguments: `Vector<Vector<int>>` has two.
  std::size_t nesting = 16;
  /// Diagnostics, the last of which says that there would be more.
  std::size_t diagnostics = 1000;
};

}  // namespace strata::tl_parser
