// Values of generated types as JSON, and back. Link strata::tl-json (option STRATA_TL_JSON).
#pragma once

#include "strata/base/result.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/decode_options.hpp"
#include "strata/tl/json_errors.hpp"
#include "strata/tl/object.hpp"
#include "strata/tl/schema.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace strata::tl {

struct JsonPrintOptions {
  /// Blanks per level of nesting, each field on a line of its own; 0 prints one line.
  unsigned indent = 0;
};

namespace detail {
std::string print_json(const SchemaTables& schema, const Shape& shape, const void* at,
                       const JsonPrintOptions& options);

struct ParsedRoot {
  Arena arena;
  const void* root = nullptr;
};
Result<ParsedRoot> parse_json(const SchemaTables& schema, const Shape& shape,
                              const DecodeOptions& options, std::string_view text);
}  // namespace detail

/// The value as JSON, losing nothing:
///
/// | TL | JSON |
/// |---|---|
/// | constructor, function | object: `_` is its name, then the fields that are present |
/// | `int`, `Bool`, `true` | number, boolean; an unset flag is left out |
/// | `long` | text of decimal digits, for a JSON number is a double to most readers |
/// | `double` | number, or the texts `NaN`, `Infinity`, `-Infinity`, `NaN:7ff8000000000001` |
/// | `string` | text; what is not UTF-8 is `{"base64": "…"}` |
/// | `bytes`, `int128`, `int256`, `Object` | base64 with padding |
/// | vector | array |
/// | constructor that the schema does not know | `{"_": "#12345678", "bytes": "…"}`, its id in both
/// | | empty box | null |
///
/// Nothing is redacted.
template <Value T>
[[nodiscard]] std::string to_json(const T& value, const JsonPrintOptions& options = {}) {
  return detail::print_json(ValueTraits<T>::schema(), ValueTraits<T>::shape, &value, options);
}

/// Reads what to_json() writes; fields may come in any order, a `long` may be a number, and an
/// absent field may be null and an unset flag false. Everything else is refused: unknown and
/// repeated fields, absent required ones, numbers out of range. `options` bound depth and memory as
/// they do for decode(); unknown constructors are accepted only to `keep` them.
///
/// Returns an error of JsonErrc with a JsonDetail.
template <Value T>
[[nodiscard]] Result<Object<T>> from_json(std::string_view text,
                                          const DecodeOptions& options = {}) {
  Result<detail::ParsedRoot> parsed =
      detail::parse_json(ValueTraits<T>::schema(), ValueTraits<T>::shape, options, text);
  if (!parsed) return fail(std::move(parsed).error());
  return Object<T>(std::move(parsed->arena), static_cast<const T*>(parsed->root));
}

}  // namespace strata::tl
