// The errors of the generator.
#pragma once

#include <system_error>

namespace strata::tl_gen {

/// Why no code was generated or written.
enum class Errc {
  bad_schema = 1,  ///< The schema cannot be expressed in C++; see the problems.
  bad_options,     ///< An option is not a namespace or not a path.
  cannot_read,     ///< A file could not be read.
  cannot_write,    ///< A file could not be written.
};

[[nodiscard]] const std::error_category& category() noexcept;
[[nodiscard]] std::error_code make_error_code(Errc code) noexcept;

}  // namespace strata::tl_gen

template <>
struct std::is_error_code_enum<strata::tl_gen::Errc> : std::true_type {};
