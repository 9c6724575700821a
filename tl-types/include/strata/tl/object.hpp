// Object<T>: a decoded value together with everything that it refers to.
#pragma once

#include "strata/tl/arena.hpp"

#include <type_traits>
#include <utility>

namespace strata::tl {

/// Owns a value of type `T`, the bytes its texts point into and the memory of its vectors and
/// boxes, mostly in one allocation. Movable: moving it leaves every reference into it valid.
///
/// What it shows are views; they end with the Object. So it cannot be looked into while it is a
/// temporary: give it a name first. To keep a part for longer, `clone()` that part.
template <class T>
class Object {
  static_assert(std::is_trivially_destructible_v<T>);

 public:
  /// Takes the arena and a value that lives in it. For decoders.
  Object(Arena arena, const T* root) noexcept : arena_(std::move(arena)), root_(root) {}

  Object(Object&& other) noexcept
      : arena_(std::move(other.arena_)), root_(std::exchange(other.root_, nullptr)) {}
  Object& operator=(Object&& other) noexcept {
    arena_ = std::move(other.arena_);
    root_ = std::exchange(other.root_, nullptr);
    return *this;
  }
  ~Object() = default;

  [[nodiscard]] const T& operator*() const& noexcept { return *root_; }
  [[nodiscard]] const T* operator->() const& noexcept { return root_; }

  // The views would outlive what they point into: give the Object a name first.
  const T& operator*() const&& = delete;
  const T* operator->() const&& = delete;

  /// Bytes of memory that the value and what it refers to hold.
  [[nodiscard]] std::size_t capacity() const noexcept { return arena_.capacity(); }

 private:
  Arena arena_;
  const T* root_;
};

}  // namespace strata::tl
