// What can be wrong with the text of a schema.
#pragma once

#include <string_view>
#include <system_error>

namespace strata::tl_parser {

/// The kind of a diagnostic. Every kind but those under "limits" costs one statement only: the
/// others are still parsed.
enum class Errc {
  // The statement as a whole.
  empty_statement = 1,  ///< Nothing stands before a `;`.
  missing_name,         ///< A statement does not begin with a name.
  invalid_name,         ///< A name is not made of letters, digits and `_`, or begins with a digit.
  invalid_id,           ///< Behind `#` stand no hexadecimal digits, or more than eight.
  missing_type,         ///< No `=`, or nothing behind it.
  invalid_type,         ///< What stands as a type is none, or a constructor's result is bare.
  invalid_parameter,    ///< What stands as a field is not `name:type`.
  missing_semicolon,    ///< The statement does not end with `;`.
  not_implemented,      ///< Legal in the TL language, but not understood here.

  // One field.
  empty_parameter,             ///< A field without a name or without a type.
  bare_type_definition,        ///< `{X:Type}` stands among the fields.
  missing_flag_definition,     ///< `flags.0?…` without `flags:#` before it.
  missing_generic_definition,  ///< `!X` without `{X:Type}`.
  invalid_flag,                ///< A condition that is not `field.bit?type` with a bit up to 31.
  invalid_generic,             ///< A malformed `{X:Type}`, `!X` or `<…>`.

  // The schema as a whole.
  duplicate_name,        ///< A field of the same definition, or a definition, has the name already.
  duplicate_id,          ///< Two definitions have one id.
  unexpected_character,  ///< A byte that TL does not use, outside of comments.
  unterminated_comment,  ///< `/*` without `*/`.
  unknown_section,       ///< `---x---` other than `---types---` and `---functions---`.
  invalid_layer,         ///< `// LAYER` with a number out of range, or a second, different one.

  // Limits; see limits.hpp. The last three end the parse.
  name_too_long,
  too_many_fields,
  nesting_too_deep,
  schema_too_long,
  schema_too_large,
  too_many_diagnostics,
};

/// The kind's name with dashes: `missing-flag-definition`.
[[nodiscard]] std::string_view to_string(Errc kind) noexcept;

/// The category of `Errc` among error codes.
[[nodiscard]] const std::error_category& tl_parser_category() noexcept;

[[nodiscard]] std::error_code make_error_code(Errc kind) noexcept;

}  // namespace strata::tl_parser

template <>
struct std::is_error_code_enum<strata::tl_parser::Errc> : std::true_type {};
