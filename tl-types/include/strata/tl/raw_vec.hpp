// RawVec<T>: a vector without its id, as a value that stands alone.
#pragma once

#include "strata/tl/schema.hpp"

#include <cstddef>
#include <span>

namespace strata::tl {

/// `vector<T>`: a count and the elements, without the id of `Vector<T>`. Fields of that type are
/// plain spans; this is for values outside of any object, which decode() and encode() would
/// otherwise take for a `Vector<T>`.
template <class T>
struct RawVec {
  std::span<const T> elements = {};

  [[nodiscard]] constexpr std::size_t size() const noexcept { return elements.size(); }
  [[nodiscard]] constexpr bool empty() const noexcept { return elements.empty(); }
  [[nodiscard]] constexpr auto begin() const noexcept { return elements.begin(); }
  [[nodiscard]] constexpr auto end() const noexcept { return elements.end(); }
  [[nodiscard]] constexpr const T& operator[](std::size_t i) const noexcept { return elements[i]; }
};

template <class T>
struct ValueTraits<RawVec<T>> {
  static constexpr Shape shape{.op = Op::bare_vector,
                               .size = sizeof(RawVec<T>),
                               .minimum = 4,
                               .element = &ValueTraits<T>::shape};
  static const SchemaTables& schema() noexcept { return ValueTraits<T>::schema(); }
};

}  // namespace strata::tl
