// The names of the diagnostic kinds, and their error category.
#include "strata/tl_parser/errors.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace strata::tl_parser {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 28> NAMES = {
    "success",
    "empty-statement",
    "missing-name",
    "invalid-name",
    "invalid-id",
    "missing-type",
    "invalid-type",
    "invalid-parameter",
    "missing-semicolon",
    "not-implemented",
    "empty-parameter",
    "bare-type-definition",
    "missing-flag-definition",
    "missing-generic-definition",
    "invalid-flag",
    "invalid-generic",
    "duplicate-name",
    "duplicate-id",
    "unexpected-character",
    "unterminated-comment",
    "unknown-section",
    "invalid-layer",
    "name-too-long",
    "too-many-fields",
    "nesting-too-deep",
    "schema-too-long",
    "schema-too-large",
    "too-many-diagnostics",
};
static_assert(NAMES.size() == static_cast<std::size_t>(Errc::too_many_diagnostics) + 1);

class ParserCategory final : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "strata.tl-parser"; }
  [[nodiscard]] std::string message(int value) const override {
    return std::string(to_string(static_cast<Errc>(value)));
  }
};

}  // namespace

std::string_view to_string(Errc kind) noexcept {
  const auto index = static_cast<std::size_t>(kind);
  return index < NAMES.size() ? NAMES[index] : "unknown";
}

const std::error_category& tl_parser_category() noexcept {
  static const ParserCategory category;
  return category;
}

std::error_code make_error_code(Errc kind) noexcept {
  return {static_cast<int>(kind), tl_parser_category()};
}

}  // namespace strata::tl_parser
