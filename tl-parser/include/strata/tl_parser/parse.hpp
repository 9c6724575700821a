// Turns the text of a .tl schema into definitions.
#pragma once

#include "strata/base/result.hpp"
#include "strata/tl_parser/definition.hpp"
#include "strata/tl_parser/diagnostic.hpp"
#include "strata/tl_parser/limits.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace strata::tl_parser {

/// What a text holds and what is wrong with it. Both may be there: one bad statement does not
/// stop the rest.
struct ParseOutcome {
  /// In the order of the text; without those that a diagnostic is about.
  std::vector<Definition> definitions;
  /// In the order in which they were found.
  std::vector<Diagnostic> diagnostics;
  /// The number of a `// LAYER N` comment, wherever it stands.
  std::optional<int> layer;
};

/// Parses a whole schema. Any text is safe to give, of any origin: memory, stack and time are
/// bounded (see Limits).
///
/// Understood are statements over several lines, `//` and `/* */` comments, the separators
/// `---types---` and `---functions---` (types at the start), several flags words in a definition,
/// nested generic arguments, `{X:Type}` with `!X`, bare types (`%Message`, `vector<…>`), and the
/// lines for types of the language itself (`vector {t:Type} # [ t ] = Vector t;`, `int ? = Int;`,
/// `int128 4*[ int ] = Int128;`). A written id wins over the computed one and is not compared with
/// it: see canonical_id().
[[nodiscard]] ParseOutcome parse(std::string_view text, const Limits& limits = {});

/// The same for a caller who wants a schema without faults or none.
///
/// Returns an error with the code and the place of the first diagnostic, which says how many others
/// there are. `file_name` stands in the error's message and is opened by nobody.
[[nodiscard]] Result<ParseOutcome> parse_strict(std::string_view text, std::string_view file_name,
                                                const Limits& limits = {});

}  // namespace strata::tl_parser
