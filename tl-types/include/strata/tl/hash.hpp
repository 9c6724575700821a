// Hashes of values, of constructor ids, and the one that Telegram takes of lists of ids.
#pragma once

#include "strata/tl/concepts.hpp"

#include <cstddef>
#include <cstdint>

namespace strata::tl {

namespace detail {
std::uint64_t hash_value(const SchemaTables& schema, const Shape& shape, const void* at);

/// Spreads the bits of `number` over the whole word.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t number) noexcept {
  number = (number ^ (number >> 32U)) * 0x9e3779b97f4a7c15U;
  return number ^ (number >> 29U);
}
}  // namespace detail

/// A hash of everything that the value says: equal values (`equal()`) have equal hashes. The same
/// in every run of one version; not for keys that an enemy chooses.
template <Value T>
[[nodiscard]] std::uint64_t hash(const T& value) {
  return detail::hash_value(ValueTraits<T>::schema(), ValueTraits<T>::shape, &value);
}

/// Hashes constructor ids, and constructors and boxes by theirs: for
/// `std::unordered_map<std::uint32_t, Handler, tl::IdHash>`.
struct IdHash {
  using is_transparent = void;

  [[nodiscard]] constexpr std::size_t operator()(std::uint32_t id) const noexcept {
    return static_cast<std::size_t>(detail::mix(id));
  }
  template <Identifiable T>
  [[nodiscard]] constexpr std::size_t operator()(const T&) const noexcept {
    return (*this)(T::ID);
  }
  template <class Tag>
  [[nodiscard]] std::size_t operator()(const Box<Tag>& box) const noexcept {
    return (*this)(box.id());
  }
};

/// The `hash` that methods like messages.getAllStickers take: of the ids, in order, of what the
/// client has already. 0 for none.
/// Spec: core.telegram.org/api/offsets#hash-generation
template <class Range>
[[nodiscard]] constexpr std::int64_t hash_of_ids(const Range& ids) noexcept {
  std::uint64_t hash = 0;
  for (const auto id : ids) {
    hash ^= hash >> 21U;
    hash ^= hash << 35U;
    hash ^= hash >> 4U;
    hash += static_cast<std::uint64_t>(id);
  }
  return static_cast<std::int64_t>(hash);
}

}  // namespace strata::tl
