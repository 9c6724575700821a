// Equality of values of generated types.
#pragma once

#include "strata/tl/schema.hpp"

namespace strata::tl {

namespace detail {
bool values_equal(const SchemaTables& schema, const Shape& shape, const void* a, const void* b);
}

/// Whether two values say the same: constructor by constructor, field by field, texts and vectors
/// by content, doubles by their bits (so that a NaN equals itself).
template <Value T>
[[nodiscard]] bool equal(const T& a, const T& b) {
  return detail::values_equal(ValueTraits<T>::schema(), ValueTraits<T>::shape, &a, &b);
}

}  // namespace strata::tl
