// Diagnostics as text and as errors.
#include "strata/tl_parser/diagnostic.hpp"

namespace strata::tl_parser {

std::string format(const Diagnostic& diagnostic, std::string_view file_name) {
  std::string text(file_name);
  text += ':' + std::to_string(diagnostic.line) + ':' + std::to_string(diagnostic.column);
  text += ": error: " + diagnostic.message + " [";
  text += to_string(diagnostic.kind);
  return text + ']';
}

Error to_error(const Diagnostic& diagnostic, std::string_view file_name) {
  return Error(diagnostic.kind, format(diagnostic, file_name));
}

}  // namespace strata::tl_parser
