// Values of generated types as text, for people.
#pragma once

#include "strata/tl/schema.hpp"

#include <string>

namespace strata::tl {

struct PrintOptions {
  /// Blanks per level of nesting, each field on a line of its own; 0 prints one line.
  unsigned indent = 0;
};

namespace detail {
std::string print_value(const SchemaTables& schema, const Shape& shape, const void* at,
                        const PrintOptions& options);
}

/// `inputPeerUser{user_id: 5, access_hash: 7}`. Absent fields and unset flags are left out, bytes
/// are hexadecimal, texts are quoted with control characters escaped. Nothing is redacted.
template <Value T>
[[nodiscard]] std::string to_string(const T& value, const PrintOptions& options = {}) {
  return detail::print_value(ValueTraits<T>::schema(), ValueTraits<T>::shape, &value, options);
}

}  // namespace strata::tl
