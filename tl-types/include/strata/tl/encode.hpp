// Encoding: from a value of a generated type to bytes.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/tl/errors.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>

namespace strata::tl {

namespace detail {
Status encode_value(const SchemaTables& schema, const Shape& shape, const void* at, Buffer& out);
Result<Bytes> value_to_bytes(const SchemaTables& schema, const Shape& shape, const void* at);
std::size_t value_size(const SchemaTables& schema, const Shape& shape, const void* at);
}  // namespace detail

/// Appends `value` to `out`: boxed types, constructors and functions with their id. Flags words
/// are computed from the fields. On an error (EncodeErrc) `out` is as it was.
template <Value T>
[[nodiscard]] Status encode(const T& value, Buffer& out) {
  return detail::encode_value(ValueTraits<T>::schema(), ValueTraits<T>::shape, &value, out);
}

/// The bytes of `value`.
template <Value T>
[[nodiscard]] Result<Bytes> to_bytes(const T& value) {
  return detail::value_to_bytes(ValueTraits<T>::schema(), ValueTraits<T>::shape, &value);
}

/// How many bytes `encode` would append; 0 when it would fail.
template <Value T>
[[nodiscard]] std::size_t encoded_size(const T& value) {
  return detail::value_size(ValueTraits<T>::schema(), ValueTraits<T>::shape, &value);
}

}  // namespace strata::tl
