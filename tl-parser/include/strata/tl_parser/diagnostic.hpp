// One thing that is wrong with a schema, and where.
#pragma once

#include "strata/base/error.hpp"
#include "strata/tl_parser/errors.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace strata::tl_parser {

/// A fault found in the text. The message says what stands there and what should; it holds only
/// printable ASCII, and names of the text are shortened.
struct Diagnostic {
  /// From 1.
  std::size_t line = 0;
  /// From 1, in bytes; a byte order mark at the start of the text does not count.
  std::size_t column = 0;
  Errc kind = Errc::empty_statement;
  std::string message;

  bool operator==(const Diagnostic&) const = default;
};

/// The form compilers use: `api.tl:12:7: error: … [missing-flag-definition]`.
[[nodiscard]] std::string format(const Diagnostic& diagnostic, std::string_view file_name);

/// The same as an error value, for callers that stop at the first fault.
[[nodiscard]] Error to_error(const Diagnostic& diagnostic, std::string_view file_name);

}  // namespace strata::tl_parser
