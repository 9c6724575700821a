// Optional<T>: a conditional field, trivially destructible and as small as its type allows.
#pragma once

#include "strata/tl/box.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace strata::tl {

namespace detail {

/// What the pointer of an empty but present text or vector points to.
alignas(16) inline constexpr std::uint8_t empty_storage[16] = {};

/// The value and a flag beside it; the flag stands at `sizeof(T)`.
template <class T>
struct OptionalStorage {
  T value{};
  bool present = false;

  constexpr OptionalStorage() noexcept = default;
  constexpr explicit OptionalStorage(const T& given) noexcept : value(given), present(true) {}
  [[nodiscard]] constexpr bool has_value() const noexcept { return present; }
};

/// A text is absent when its pointer is null.
template <>
struct OptionalStorage<std::string_view> {
  std::string_view value;

  constexpr OptionalStorage() noexcept = default;
  constexpr explicit OptionalStorage(std::string_view given) noexcept
      : value(given.data() != nullptr ? given : std::string_view("", 0)) {}
  [[nodiscard]] constexpr bool has_value() const noexcept { return value.data() != nullptr; }
};

/// So is a vector, and so are bytes.
template <class T>
struct OptionalStorage<std::span<const T>> {
  std::span<const T> value;

  constexpr OptionalStorage() noexcept = default;
  explicit OptionalStorage(std::span<const T> given) noexcept
      : value(given.data() != nullptr ? given : std::span<const T>(address(), std::size_t{0})) {}
  [[nodiscard]] constexpr bool has_value() const noexcept { return value.data() != nullptr; }

 private:
  static const T* address() noexcept {
    return static_cast<const T*>(static_cast<const void*>(empty_storage));
  }
};

/// An empty box is an absent one.
template <class Tag>
struct OptionalStorage<Box<Tag>> {
  Box<Tag> value;

  constexpr OptionalStorage() noexcept = default;
  constexpr explicit OptionalStorage(Box<Tag> given) noexcept : value(given) {}
  [[nodiscard]] constexpr bool has_value() const noexcept { return value.has_value(); }
};

}  // namespace detail

/// A conditional field (`flags.N?T`): a value of type `T`, or none. It is used like
/// `std::optional`, but is trivially destructible, and texts, vectors and boxes take no more room
/// than when they are required.
///
/// A present text or vector may be empty. Assigning an empty box leaves the field absent.
template <class T>
class Optional {
 public:
  using value_type = T;

  // Not "= default": g++ would then clear a whole request with a string instruction and fill in the
  // few members that are given afterwards, which takes longer than to encode it.
  constexpr Optional() noexcept {}  // NOLINT(modernize-use-equals-default)
  constexpr Optional(std::nullopt_t) noexcept {}

  template <class U>
    requires(std::convertible_to<const U&, T> && !std::same_as<U, Optional>)
  constexpr Optional(const U& value) : storage_(static_cast<T>(value)) {}

  // A temporary dies at the end of the statement: name it first, or make it with Arena::make().
  template <Constructor U>
    requires(!std::is_empty_v<U> && !std::same_as<U, T>)
  Optional(const U&& a_temporary_would_dangle_name_it_or_use_Arena_make) = delete;

  // The field wants another TL type than the one this constructor belongs to.
  template <Constructor U>
    requires(!std::convertible_to<const U&, T>)
  Optional(const U& constructor_of_another_TL_type) = delete;

  [[nodiscard]] constexpr bool has_value() const noexcept { return storage_.has_value(); }
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return has_value(); }

  /// The value; of an absent field, the type's default.
  [[nodiscard]] constexpr const T& operator*() const noexcept { return storage_.value; }
  [[nodiscard]] constexpr const T& value() const noexcept { return storage_.value; }
  [[nodiscard]] constexpr const T* operator->() const noexcept { return &storage_.value; }

  template <class U>
  [[nodiscard]] constexpr T value_or(const U& otherwise) const {
    return has_value() ? storage_.value : static_cast<T>(otherwise);
  }

  constexpr void reset() noexcept { storage_ = {}; }

 private:
  detail::OptionalStorage<T> storage_;
};

template <class T>
[[nodiscard]] constexpr bool operator==(const Optional<T>& optional, std::nullopt_t) noexcept {
  return !optional.has_value();
}

template <class T, class U>
  requires requires(const T& a, const U& b) {
    { a == b } -> std::convertible_to<bool>;
  }
[[nodiscard]] constexpr bool operator==(const Optional<T>& optional, const U& value) {
  return optional.has_value() && *optional == value;
}

}  // namespace strata::tl
