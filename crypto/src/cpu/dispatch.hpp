// A choice among implementations of one operation, made at the first use.
#pragma once

#include <atomic>

namespace strata::crypto {

/// Holds the implementation in use: the one that `choose` finds, unless a test forces another.
/// Constant-initialised, so usable during static initialisation too.
template <class Kernel, const Kernel& (*choose)() noexcept>
class Dispatch {
 public:
  [[nodiscard]] const Kernel& get() noexcept {
    const Kernel* kernel = current_.load(std::memory_order_acquire);
    if (kernel == nullptr) [[unlikely]] {
      kernel = &choose();
      current_.store(kernel, std::memory_order_release);
    }
    return *kernel;
  }

  /// For tests and benchmarks; null returns to the choice of `choose`.
  void force(const Kernel* kernel) noexcept { current_.store(kernel, std::memory_order_release); }

 private:
  std::atomic<const Kernel*> current_ = nullptr;
};

}  // namespace strata::crypto
