// Wiping of what a scope leaves behind: key schedules, hash states, spilled registers.
#pragma once

#include <array>
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
template <std::size_t depth>
class [[nodiscard]] BurnOnExit {
 public:
  BurnOnExit() noexcept = default;
  ~BurnOnExit() { burn(); }
  BurnOnExit(const BurnOnExit&) = delete;
  BurnOnExit& operator=(const BurnOnExit&) = delete;

 private:
  [[gnu::noinline]] static void burn() noexcept {
    std::array<unsigned char, depth> frame;
    wipe_object(frame);
  }
};

/// Deeper than any of our kernels for one message; OpenSSL clears what it spills of its secrets.
using BurnStackOnExit = BurnOnExit<2048>;
/// For the one-stream kernels on AES instructions, which call nothing; what is deeper burns itself.
using BurnShallowStackOnExit = BurnOnExit<512>;
/// The same for groups of messages.
using BurnDeepStackOnExit = BurnOnExit<5120>;

}  // namespace strata::crypto
