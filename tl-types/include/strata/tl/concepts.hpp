// What code that is generic over TL types asks of them.
#pragma once

#include "strata/tl/any_function.hpp"
#include "strata/tl/box.hpp"
#include "strata/tl/schema.hpp"

#include <concepts>
#include <cstdint>

namespace strata::tl {

namespace detail {
/// Functions go to servers; a schema can be generated for those too.
template <class T>
constexpr bool is_decodable() {
  if constexpr (RemoteCall<T>) return T::Schema::DECODABLE_FUNCTIONS;
  return true;
}
}  // namespace detail

/// A constructor or function: it has an id of its own, `T::ID`. Boxed types have none, their values
/// do (`id()`).
template <class T>
concept Identifiable = Constructor<T> || RemoteCall<T>;

/// Whatever encode() and to_bytes() write: constructors, boxed types, functions, vectors, plain
/// values.
template <class T>
concept Serializable = Value<T>;

/// Whatever decode() reads: the same, but functions only of a schema that was generated with
/// `--decodable-functions`.
template <class T>
concept Deserializable = Value<T> && detail::is_decodable<T>();

// RemoteCall, a function with its Result, stands in any_function.hpp.

}  // namespace strata::tl
