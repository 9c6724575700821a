// SecretBuffer: a growing byte vector that wipes what it leaves behind.
#pragma once

#include "strata/crypto/secure.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace strata::detail {

/// Wipes memory before it is given back, also when a vector grows out of it.
template <class T>
class WipingAllocator {
 public:
  using value_type = T;

  WipingAllocator() noexcept = default;
  template <class U>
  explicit WipingAllocator(const WipingAllocator<U>&) noexcept {}

  [[nodiscard]] T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* memory, std::size_t count) noexcept {
    crypto::wipe(MutableBytes(memory, count));
    std::allocator<T>().deallocate(memory, count);
  }

  friend bool operator==(const WipingAllocator&, const WipingAllocator&) noexcept { return true; }
};

using SecretBuffer = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;

}  // namespace strata::detail
