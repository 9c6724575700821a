// Deep copies of values of generated types.
#pragma once

#include "strata/tl/arena.hpp"
#include "strata/tl/object.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>
#include <new>

namespace strata::tl {

namespace detail {
/// Bytes of memory that everything takes which `at` refers to.
std::size_t referred_size(const SchemaTables& schema, const Shape& shape, const void* at);
/// Copies what `from` holds to `to`, and everything that it refers to into `arena`.
void copy_value(const SchemaTables& schema, const Shape& shape, const void* from, void* to,
                Arena& arena);
}  // namespace detail

/// A copy of `value` whose texts, vectors and boxes live in `arena` and nowhere else.
template <Value T>
[[nodiscard]] T clone_into(const T& value, Arena& arena) {
  T copy{};
  detail::copy_value(ValueTraits<T>::schema(), ValueTraits<T>::shape, &value, &copy, arena);
  return copy;
}

/// A copy that owns everything it refers to, in one allocation of just the size that it needs.
template <Value T>
[[nodiscard]] Object<T> clone(const T& value) {
  const std::size_t referred =
      detail::referred_size(ValueTraits<T>::schema(), ValueTraits<T>::shape, &value);
  Arena arena(referred + sizeof(T) + Arena::alignment);
  const T copy = clone_into(value, arena);
  const T& root = arena.make(copy);
  return Object<T>(std::move(arena), &root);
}

}  // namespace strata::tl
