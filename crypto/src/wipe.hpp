// Wiping of plain objects, such as key schedules and hash states, when a scope is left.
#pragma once

#include <cstddef>
#include <type_traits>

namespace strata::crypto {

/// Overwrites `size` bytes at `memory` with zeros; the compiler cannot drop it.
void wipe_memory(void* memory, std::size_t size) noexcept;

template <class T>
  requires std::is_trivially_copyable_v<T>
void wipe_object(T& object) noexcept {
  wipe_memory(&object, sizeof object);
}

/// Wipes `object` on every way out of the scope.
template <class T>
class [[nodiscard]] WipeOnExit {
 public:
  explicit WipeOnExit(T& object) noexcept : object_(object) {}
  ~WipeOnExit() { wipe_object(object_); }
  WipeOnExit(const WipeOnExit&) = delete;
  WipeOnExit& operator=(const WipeOnExit&) = delete;

 private:
  T& object_;
};

}  // namespace strata::crypto
