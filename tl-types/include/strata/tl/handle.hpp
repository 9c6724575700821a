// The 8-byte tagged pointer behind every boxed value: a constructor's row number and its address.
#pragma once

#include <cstdint>

namespace strata::tl::detail {

/// Row number of what the schema does not know: the address is that of an `Unknown`.
inline constexpr std::uint16_t unknown_index = 0xFFFF;

/// A row number (0 = nothing) in the top 16 bits, an address in the other 48.
///
/// User-space addresses of Linux on x86-64 and AArch64 fit in 48 bits; another platform changes
/// the two conversions below and nothing else.
class Handle {
 public:
  constexpr Handle() noexcept = default;
  constexpr explicit Handle(std::uint16_t index) noexcept : raw_(std::uint64_t{index} << 48U) {}
  Handle(std::uint16_t index, const void* address) noexcept
      : raw_((std::uint64_t{index} << 48U) | to_bits(address)) {}

  [[nodiscard]] constexpr std::uint16_t index() const noexcept {
    return static_cast<std::uint16_t>(raw_ >> 48U);
  }
  [[nodiscard]] const void* address() const noexcept { return to_address(raw_ & low_bits); }

 private:
  static constexpr std::uint64_t low_bits = (std::uint64_t{1} << 48U) - 1;

  static std::uint64_t to_bits(const void* address) noexcept {
    return reinterpret_cast<std::uintptr_t>(address) & low_bits;
  }
  static const void* to_address(std::uint64_t bits) noexcept {
    return reinterpret_cast<const void*>(static_cast<std::uintptr_t>(bits));
  }

  std::uint64_t raw_ = 0;
};

static_assert(sizeof(Handle) == 8);

}  // namespace strata::tl::detail
