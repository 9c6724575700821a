// Wiping of what a scope leaves behind: key schedules, hash states, spilled registers.
#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>

namespace strata::crypto {

/// Overwrites `object` with zeros. A few stores in place of libsodium's call, which counts where a
/// message passes several such objects; the compiler believes that the zeros are read.
template <class T>
  requires std::is_trivially_copyable_v<T>
inline void wipe_object(T& object) noexcept {
  void* const memory = &object;
  std::memset(memory, 0, sizeof object);
  asm volatile("" : : "r"(memory) : "memory");
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

/// Overwrites the part of the stack that the calls in this scope have used: compilers spill
/// registers there, and a register may hold a part of a key. Declared first, so that it acts last.
class [[nodiscard]] BurnStackOnExit {
 public:
  BurnStackOnExit() noexcept = default;
  ~BurnStackOnExit() { burn(); }
  BurnStackOnExit(const BurnStackOnExit&) = delete;
  BurnStackOnExit& operator=(const BurnStackOnExit&) = delete;

 private:
  // Deeper than any of our kernels; OpenSSL clears what it spills of its secrets.
  static constexpr std::size_t depth = 2048;
  [[gnu::noinline]] static void burn() noexcept;
};

}  // namespace strata::crypto
